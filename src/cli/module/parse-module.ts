import { Script } from 'node:vm'
import { Either } from '../../fp.ts'
import type { DataError } from '../../io/data-error.ts'
import { toScript } from './typescript.ts'

const remedy = 'Correct the program; tsc and editors show the place too'

/** What sucrase's parser throws. */
interface ParserError extends Error {
  readonly loc: { readonly line: number; readonly column: number }
}

const isParserError = (error: unknown): error is ParserError =>
  error instanceof Error && 'loc' in error && typeof error.loc === 'object' && error.loc !== null && 'line' in error.loc

const reasonOf = (error: unknown): string => `it does not parse: ${error instanceof Error ? error.message : String(error)}`

/** The relative imports, dynamic ones of a plain string too, of what became of a module. */
const importsIn = (script: string): readonly string[] =>
  [...script.matchAll(/\brequire\((['"`])(\.\.?(?:\/[^'"`]*)?)\1\)/g)].flatMap(([, , specifier]) => specifier ?? [])

/** The relative imports of a TypeScript or JavaScript module, types left out; or where it does not parse. */
export const parseModule = (file: string, text: string): Either.Either<DataError, readonly string[]> => {
  try {
    return Either.right(importsIn(toScript(file, text)))
  } catch (error) {
    return Either.left({
      file, reason: reasonOf(error).replace(/ \(\d+:\d+\)$/, ''), remedy,
      ...(isParserError(error) ? { place: `line ${error.loc.line}, column ${error.loc.column}` } : {}),
    })
  }
}

/**
 * What the JavaScript engine refuses although it parses, such as a name that is declared twice; engines do not say where in a
 * module that is, but they do for a script.
 */
export const earlyError = (file: string, text: string): DataError | undefined => {
  const script = toScript(file, text).replaceAll('import.meta', 'importMeta ')
  try {
    // One line, so that lines stay; a module may await outside of functions.
    new Script(`async (exports, require, importMeta) => {${script}\n}`, { filename: 'module' })
    return undefined
  } catch (error) {
    if (!(error instanceof SyntaxError)) return undefined
    const [, line = '', shown = '', pointer = ''] = /^module:(\d+)\n(.*)\n(.*\^)/.exec(error.stack ?? '') ?? []
    // Imported names are written otherwise in a script, so a column holds where the line is as it was.
    const isSame = text.split('\n')[Number(line) - 1] === shown
    return { file, reason: reasonOf(error), remedy, ...(line === '' ? {} : { place: `line ${line}${isSame ? `, column ${pointer.indexOf('^') + 1}` : ''}` }) }
  }
}

import ts from 'typescript'
import * as pullback from '../../src/index.ts'
import { formatted, programOf, root } from '../refused/compiler.ts'
import type { LayerRow } from './layers.ts'

/** The public names in an expression. */
const publicNames = (expression: string): readonly string[] =>
  [...new Set(expression.match(/[A-Za-z_$][\w$]*/g))].filter((name) => name in pullback)

/** The line of a program that is its network. */
const LINE = 3

/** A program that is one network, after the line that brings its names in. */
const program = (expression: string): string => `import { ${publicNames(expression).join(', ')} } from '../../src/index.ts'\n\nexport const net = ${expression}\n`

const fileOf = (name: string, what: 'infers' | 'refuses'): string => `${root}test/layers/${name}.${what}.ts`

/** What the compiler makes of a program. */
export interface Compiled {
  /** the shape of the network's output, as the compiler prints its type */
  readonly out: string
  readonly errors: readonly { readonly line: number; readonly text: string }[]
}

const compiledOf = (all: ts.Program, name: string): Compiled => {
  const [checker, file] = [all.getTypeChecker(), all.getSourceFile(name)!]
  const net = checker.getExportsOfModule(checker.getSymbolAtLocation(file)!).find((symbol) => symbol.name === 'net')!
  const out = checker.getPropertyOfType(checker.getTypeOfSymbol(net), 'out')
  const errors = [...all.getSyntacticDiagnostics(file), ...all.getSemanticDiagnostics(file)]
  return {
    out: out === undefined ? 'no network' : checker.typeToString(checker.getTypeOfSymbol(out), undefined, ts.TypeFormatFlags.NoTruncation),
    errors: errors.map((error) => ({ line: file.getLineAndCharacterOfPosition(error.start ?? 0).line + 1, text: formatted(error) })),
  }
}

/** The two programs of a row as the compiler sees them. */
export interface Typed {
  readonly infers: Compiled
  readonly refuses: Compiled
}

/** The programs of all rows, in one program so that the library is read once. */
export const typed = (rows: readonly LayerRow[]): ReadonlyMap<string, Typed> => {
  const all = programOf(new Map(rows.flatMap(({ name, types }) =>
    [[fileOf(name, 'infers'), program(types.infers[0])], [fileOf(name, 'refuses'), program(types.refuses[0])]] as const)))
  return new Map(rows.map(({ name }) =>
    [name, { infers: compiledOf(all, fileOf(name, 'infers')), refuses: compiledOf(all, fileOf(name, 'refuses')) }]))
}

/** The last line of the last message. */
export const endingOf = ({ errors }: Compiled): string => errors.at(-1)?.text.trimEnd().split('\n').at(-1) ?? ''

/** Whether a program is refused for its network, and for nothing else. */
export const isRefused = ({ errors }: Compiled): boolean => errors.length > 0 && errors.every(({ line }) => line === LINE)

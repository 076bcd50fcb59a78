import ts from 'typescript'
import { formatted, programOf } from './compiler.ts'

/** What the compiler says about one file. */
export interface Refusal {
  /** counted from 1 */
  readonly line: number
  readonly text: string
}

/**
 * Compiles files, all in one program so that the library is read once, and gives what is refused in each of them. An error
 * in the library itself is thrown: it would hide everything else.
 */
export const compile = (files: ReadonlyMap<string, string>): ReadonlyMap<string, readonly Refusal[]> => {
  const errors = ts.getPreEmitDiagnostics(programOf(files))
  const elsewhere = errors.filter(({ file }) => file === undefined || !files.has(file.fileName))
  if (elsewhere.length > 0) throw new Error(`the library does not compile: ${elsewhere.slice(0, 3).map(formatted).join('')}`)
  return new Map([...files.keys()].map((name) => [name, errors.flatMap((error) => error.file?.fileName !== name ? [] : [{
    line: error.file.getLineAndCharacterOfPosition(error.start ?? 0).line + 1,
    text: formatted(error),
  }])]))
}

import ts from 'typescript'
import { formatted, programOf, root } from '../refused/compiler.ts'

/** What `tsc --extendedDiagnostics` calls "Instantiations"; the function is there, its declaration is not. */
const hasCount = (program: ts.Program): program is ts.Program & { readonly getInstantiationCount: () => number } =>
  'getInstantiationCount' in program

/** How many types the compiler has to make from generic ones to check a text and the library: the same on every machine. */
export const instantiations = (text: string): number => {
  const program = programOf(new Map([[`${root}test/typecost/fixture.ts`, text]]))
  const [error] = ts.getPreEmitDiagnostics(program)
  if (error !== undefined) throw new Error(`a fixture does not compile: ${formatted(error)}`)
  if (!hasCount(program)) throw new Error('this compiler does not count instantiations')
  return program.getInstantiationCount()
}

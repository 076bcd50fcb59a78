import ts from 'typescript'
import { programOf, root } from '../refused/compiler.ts'

/** What the compiler makes of types, as it prints them: a list of expressions, and the line that imports what they use. */
export const evaluated = (imports: string, types: readonly string[]): readonly string[] => {
  const path = `${root}test/shape/evaluated-types.ts`
  const text = `${imports}\n${types.map((type, i) => `export type T${String(i)} = ${type}`).join('\n')}\n`
  const program = programOf(new Map([[path, text]]))
  const [error] = ts.getPreEmitDiagnostics(program)
  if (error !== undefined) throw new Error(ts.flattenDiagnosticMessageText(error.messageText, '\n'))
  const checker = program.getTypeChecker()
  return (program.getSourceFile(path)?.statements ?? []).filter(ts.isTypeAliasDeclaration).map((alias) =>
    checker.typeToString(checker.getTypeAtLocation(alias), undefined, ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias))
}

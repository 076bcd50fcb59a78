import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'

interface Imported {
  readonly name: string
  /** whether it is loaded only when the program comes to it */
  readonly later: boolean
}

const textOf = (node: ts.Node | undefined, later: boolean): readonly Imported[] =>
  node !== undefined && ts.isStringLiteralLike(node) ? [{ name: node.text, later }] : []

const importedBy = (node: ts.Node): readonly Imported[] => [
  ...ts.isImportDeclaration(node) || ts.isExportDeclaration(node) ? textOf(node.moduleSpecifier, false) : [],
  ...ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword ? textOf(node.arguments[0], true) : [],
  ...node.getChildCount() === 0 ? [] : node.getChildren().flatMap(importedBy),
]

const known = new Map<string, readonly Imported[]>()

const importsIn = (file: string): readonly Imported[] => {
  const found = known.get(file) ?? importedBy(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true))
  known.set(file, found)
  return found
}

/** A built file and those that it was split into; without what it imports only later, where that is asked for. */
export const filesOf = (file: string, onlyAtOnce = false, seen: readonly string[] = []): readonly string[] => seen.includes(file)
  ? seen
  : importsIn(file).filter(({ name, later }) => name.startsWith('.') && !(later && onlyAtOnce))
    .reduce<readonly string[]>((found, { name }) => filesOf(join(dirname(file), name), onlyAtOnce, found), [...seen, file])

/** Every package that a built file imports, itself or through the files that it was split into. */
export const packagesOf = (file: string): readonly string[] =>
  [...new Set(filesOf(file).flatMap((one) => importsIn(one).flatMap(({ name }) => name.startsWith('.') ? [] : [name])))].sort()

import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'

const named = (file: string): readonly string[] =>
  ts.preProcessFile(readFileSync(file, 'utf8')).importedFiles.map(({ fileName }) => fileName)

/** Every package that a built file imports, itself or through the files that it was split into. */
export const packagesOf = (file: string, seen: readonly string[] = []): readonly string[] => {
  if (seen.includes(file)) return []
  return [...new Set(named(file).flatMap((name) => name.startsWith('.') ? packagesOf(join(dirname(file), name), [...seen, file]) : [name]))].sort()
}

const importedAtOnce = (file: string): readonly string[] =>
  ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest).statements.flatMap((statement) =>
    (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) && statement.moduleSpecifier !== undefined && ts.isStringLiteral(statement.moduleSpecifier)
      ? [statement.moduleSpecifier.text] : [])

/** A built file and those that are loaded with it at once; what it may import later is not among them. */
export const filesLoadedWith = (file: string, seen: readonly string[] = []): readonly string[] => {
  if (seen.includes(file)) return seen
  return importedAtOnce(file).filter((name) => name.startsWith('.'))
    .reduce<readonly string[]>((found, name) => filesLoadedWith(join(dirname(file), name), found), [...seen, file])
}

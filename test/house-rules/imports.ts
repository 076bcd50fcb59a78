import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** One import of one file: what it names, and whether only types come through it. */
export interface Import {
  readonly from: string
  readonly to: string
  readonly typesOnly: boolean
}

/** The path of a relative import from the top of the repository; the name as it stands of any other. */
const resolved = (from: string, name: string): string => name.startsWith('.') ? posix.join(posix.dirname(from), name) : name

const typesOnly = (node: ts.ImportDeclaration | ts.ExportDeclaration): boolean =>
  ts.isExportDeclaration(node)
    ? node.isTypeOnly || (node.exportClause !== undefined && ts.isNamedExports(node.exportClause) && node.exportClause.elements.every((name) => name.isTypeOnly))
    : node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword

/** Every import and re-export that a text writes at its top. */
export const importsOf = (from: string, text: string): readonly Import[] =>
  ts.createSourceFile(from, text, ts.ScriptTarget.ES2023).statements.flatMap((node) =>
    (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier !== undefined && ts.isStringLiteral(node.moduleSpecifier)
      ? [{ from, to: resolved(from, node.moduleSpecifier.text), typesOnly: typesOnly(node) }]
      : [])

/** Every TypeScript file below some folders, as paths from the top of the repository. */
export const filesBelow = (...folders: readonly string[]): readonly string[] =>
  folders.flatMap((folder) => readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`))
    .filter((path) => path.endsWith('.ts') && !path.includes('/assembly/'))
    .sort()

export const textOf = (path: string): string => readFileSync(`${root}${path}`, 'utf8')

export const importsBelow = (...folders: readonly string[]): readonly Import[] =>
  filesBelow(...folders).flatMap((path) => importsOf(path, textOf(path)))

/** The files on a circle of imports, the first one repeated at the end; `undefined` where there is none. Types count too. */
export const circleIn = (imports: readonly Import[]): readonly string[] | undefined => {
  const next = new Map<string, string[]>()
  for (const { from, to } of imports) next.set(from, [...next.get(from) ?? [], to])
  const done = new Set<string>()
  const visit = (path: string, above: readonly string[]): readonly string[] | undefined => {
    if (above.includes(path)) return [...above.slice(above.indexOf(path)), path]
    if (done.has(path)) return undefined
    const found = (next.get(path) ?? []).map((to) => visit(to, [...above, path])).find((circle) => circle !== undefined)
    done.add(path)
    return found
  }
  return [...next.keys()].map((path) => visit(path, [])).find((circle) => circle !== undefined)
}

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

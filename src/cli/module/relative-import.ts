import { statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true

/** Whether an import names a file beside its importer, not a package. */
export const isRelative = (specifier: string): boolean => /^\.\.?(\/|$)/.test(specifier)

/**
 * The file that a relative import means. TypeScript and bundlers let `./net.js` stand for `./net.ts`, and `./net` for either or
 * for a folder's index; where the file is there as it was written, that is the one.
 */
export const importedFile = (importer: string, specifier: string): string | undefined => {
  const path = resolve(dirname(importer), specifier.replace(/[?#].*$/, ''))
  const candidates = [path, path.replace(/\.(m?)js$/, '.$1ts'), ...['.ts', '.js', '/index.ts', '/index.js'].map((ending) => path + ending)]
  return candidates.find(isFile)
}

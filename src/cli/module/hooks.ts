import { readFileSync } from 'node:fs'
import type { LoadHook, ResolveHook } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { isOwn, libraryModules } from './library-modules.ts'
import { importedFile, isRelative } from './relative-import.ts'
import { isTypeScript, toJavaScript } from './typescript.ts'

/** What Node asks where an import leads and what is there (`node:module`, customization hooks). Nothing here waits, so both kinds of hooks take it. */

const isFileUrl = (url: string | undefined): url is string => url?.startsWith('file:') === true

/** `pullback` is the running library; a relative import of a user's module may be TypeScript. */
export const resolve: ResolveHook = (specifier, context, nextResolve) => {
  const library = libraryModules.get(specifier)
  if (library !== undefined) return nextResolve(library, context)
  const { conditions, parentURL } = context
  // CommonJS finds its files by itself.
  if (!isRelative(specifier) || !isFileUrl(parentURL) || isOwn(parentURL) || conditions.includes('require')) return nextResolve(specifier, context)
  const file = importedFile(fileURLToPath(parentURL), specifier)
  return nextResolve(file === undefined ? specifier : pathToFileURL(file).href, context)
}

/** A user's TypeScript becomes a JavaScript module. */
export const load: LoadHook = (url, context, nextLoad) => {
  const [path = ''] = url.split(/[?#]/)
  if (!isFileUrl(url) || isOwn(url) || !isTypeScript(path)) return nextLoad(url, context)
  return { format: 'module', shortCircuit: true, source: toJavaScript(readFileSync(fileURLToPath(path), 'utf8')) }
}

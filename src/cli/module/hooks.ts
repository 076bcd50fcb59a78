import { readFileSync } from 'node:fs'
import type { LoadHook, ResolveHook } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { isOwn, libraryModules } from './library-modules.ts'
import { importedFile, isRelative } from './relative-import.ts'
import { isTypeScript, toJavaScript } from './typescript.ts'

/**
 * What Node asks where an import leads and what is there (`node:module`, customization hooks). Nothing here waits, so that
 * hooks in a thread of their own and hooks in the same thread can both be made of it.
 */

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

/** A line that begins as only a line of a module does. */
const isModule = (text: string): boolean => /^(?:import\s*[\w{*'"]|export\s*[\w{*])/m.test(text)

/** What a user's file is as a JavaScript module; nothing where it is something else, or a package's. */
const moduleIn = (file: string): string | undefined => {
  if (isTypeScript(file)) return toJavaScript(readFileSync(file, 'utf8'))
  if (!file.endsWith('.js') || /[\\/]node_modules[\\/]/.test(file)) return undefined
  const text = readFileSync(file, 'utf8')
  return isModule(text) ? text : undefined
}

/** A user's TypeScript becomes JavaScript, and a `.js` file that is written as a module is one, whatever lies beside it. */
export const load: LoadHook = (url, context, nextLoad) => {
  const [path = ''] = url.split(/[?#]/)
  const source = isFileUrl(url) && !isOwn(url) ? moduleIn(fileURLToPath(path)) : undefined
  return source === undefined ? nextLoad(url, context) : { format: 'module', shortCircuit: true, source }
}

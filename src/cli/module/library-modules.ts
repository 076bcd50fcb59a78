import { pathToFileURL } from 'node:url'
import { shipped } from '../../io/package-root.ts'

/** Whether this runs as it was built, or from its source. */
const isBuilt = import.meta.url.endsWith('.js')

const urlOf = (path: string): string => pathToFileURL(shipped(path)).href

const entry = (name: string, source: string): string => urlOf(isBuilt ? `dist/${name}.js` : source)

/**
 * The modules of the library that the command line itself runs on. A user's module that imports `pullback` gets these, wherever
 * it lies and whichever copy is installed beside it: tensors of two copies do not mix.
 */
export const libraryModules: ReadonlyMap<string, string> = new Map([
  ['pullback', entry('index', 'src/index.ts')],
  ['pullback/node', entry('node', 'src/node.ts')],
  ['pullback/compare', entry('compare', 'compare/index.ts')],
])

/** Whether a module is the library's own, so that whatever loaded the command loads it too. */
export const isOwn = (url: string): boolean => ['src/', 'compare/', 'dist/'].map(urlOf).some((folder) => url.startsWith(folder))

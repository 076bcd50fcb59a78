import { fileURLToPath } from 'node:url'
import { shipped } from '../io/package-root.ts'
import { Misuse } from '../misuse.ts'

/** A place in a stack: `file:///home/ada/spiral.ts:27:11`, or a path. */
const places = (error: Error): readonly { readonly file: string; readonly line: string }[] =>
  [...(error.stack ?? '').matchAll(/\(?((?:file:\/\/)?\/[^\s()]+?):(\d+):\d+\)?/g)].map(([, file = '', line = '']) =>
    ({ file: (file.startsWith('file://') ? fileURLToPath(file.replace(/\?.*$/, '')) : file), line }))

const own = `${shipped('')}/`

/** The first place of a thrown error that lies in a file of the user's, not in this package nor in another. */
const placeOfTheUsers = (error: Error): { readonly file: string; readonly line: string } | undefined =>
  places(error).find(({ file }) => !file.includes('/node_modules/') && !/^node:/.test(file) &&
    (!file.startsWith(own) || /^(?!src\/|compare\/|dist\/)/.test(file.slice(own.length))))

/** Whether what was thrown is for the user to mend: a misuse of the library, or anything out of a file of theirs. */
export const isOfTheUsers = (error: unknown): boolean =>
  error instanceof Error && (error instanceof Misuse || placeOfTheUsers(error) !== undefined)

/** What was thrown, with the place in the user's file where there is one. */
export const showThrown = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  const place = placeOfTheUsers(error)
  return place === undefined ? error.message : `${place.file}, line ${place.line}: ${error.message}`
}

import { homedir } from 'node:os'

/** A piece of text that says nothing to the reader (a path of this machine), and what to print for it. */
export type Hidden = readonly [text: string, shown: string]

const escapes = /\u001b\[[0-9;]*[A-Za-z]/g

// What npm, pip and node-gyp print around the reason.
const decoration = /^(npm (error|err!|warn)|gyp (err!|info|verb|http)|node-pre-gyp (err!|info|warn|verb|http)|stack (error:)?|error:)\s*/i
const chatter =
  /^$|^npm warn|^npm notice|a complete log of this run|^(npm error |npm err! )?(code|errno|syscall|path|command|network) ?\S*$|^in most cases you are behind|^if you are behind a proxy|^this is a problem related to network|^looking in |^requirement |^gyp info|^node-pre-gyp (info|warn|verb|http)|^> |^\s*at |^stack at |^(cwd|node -v|node-gyp -v|node-pre-gyp -v|not ok|system|build error)\b/i
const telling = /error|not found|no such|cannot|could not|failed|fatal|denied|refused|no space|no matching|unreachable|timed? ?out|ENO|EAI|ECONN/i

const undecorated = (line: string): string => (decoration.test(line) ? undecorated(line.replace(decoration, '')) : line)

/**
 * The first lines that say something of what a failed program printed: no colours, no prefixes, no paths of this machine,
 * at most three lines.
 */
export const plainReason = (printed: string, hidden: readonly Hidden[]): string => {
  const lines = printed
    .replace(escapes, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => !chatter.test(line))
    .map((line) => undecorated(line).trim())
    .filter((line, index, all) => !chatter.test(line) && all.indexOf(line) === index)
  const chosen = lines.filter((line) => telling.test(line))
  return withoutPaths((chosen.length > 0 ? chosen : lines).slice(0, 3).join('; ').slice(0, 400), hidden)
}

/** The text with each hidden piece, and the home directory, replaced. */
export const withoutPaths = (message: string, hidden: readonly Hidden[]): string =>
  [...hidden, [homedir(), '~'] as const]
    .filter(([piece]) => piece.length > 1)
    .reduce((shown, [piece, label]) => shown.replaceAll(piece, label), message)

/** Where a command's words go. */
export type Say = (text: string) => void

/** To standard output, a line at a time. */
export const say: Say = (text) => { process.stdout.write(`${text}\n`) }

/** To standard error: what went wrong. */
export const complain: Say = (text) => { process.stderr.write(`${text}\n`) }

/** A page: its title underlined, then its text. */
export const page = (title: string, body: string): string => `${title}\n${'='.repeat([...title].length)}\n\n${body}\n`

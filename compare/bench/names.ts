/** What everybody is compared with. */
export const isOurs = (name: string): boolean => name.startsWith('pullback ')

/** The name under which the machine's limit is timed. */
export const LIMIT = 'limit'

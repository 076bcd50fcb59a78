/** What everybody is compared with. */
export const isOurs = (name: string): boolean => name.startsWith('pullback ')

/** How many threads a way of this library's uses. */
export const threadsOf = (name: string): number => Number(/(\d+) threads?$/.exec(name)?.[1] ?? 1)

/** The name under which the machine's limit is timed. */
export const LIMIT = 'limit'

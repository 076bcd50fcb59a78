import { IORef } from 'fp-ts/lib/IORef.js'

/** Does one thing at a time, in the order in which they were asked for. */
export type Queue = <A>(work: () => Promise<A>) => Promise<A>

/** A queue. Work that fails does not stop what comes after it. */
export const newQueue = (): Queue => {
  const last = new IORef<Promise<unknown>>(Promise.resolve())
  return (work) => {
    const next = last.read().then(work)
    last.write(next.catch(() => undefined))()
    return next
  }
}

/** Runs between two looks at how fast one thread alone is. */
const LOOK_ALONE = 64
/** Runs by one thread between two looks at whether the others are of use again. */
const LOOK_TOGETHER = 8
/** Threads that take this much longer than one are in each other's way: more than the noise of a single run. */
const SLOWER = 3
/** The first look: runs before it are slower in any case, since the engine is still being compiled and workers are starting. */
const FIRST_LOOK = 8

/** How many threads the next run is worth, from how long runs took. No number of threads changes a bit. */
export interface Pace {
  readonly next: () => number
  /** a run by so many threads took so long, in milliseconds a step */
  readonly took: (threads: number, milliseconds: number) => void
}

/**
 * All threads, unless one by itself is far faster. Where other programs want the cores, a thread that is not running keeps all
 * others waiting at each barrier, and a step takes many times as long. One run in 64 is made by one thread, to compare.
 */
export const paceOf = (threads: number): Pace => {
  if (threads === 1) return { next: () => 1, took: () => undefined }
  let [runs, alone, together] = [0, Infinity, 0]
  return {
    next: () => {
      runs++
      if (runs % LOOK_ALONE === FIRST_LOOK) return 1
      return together > SLOWER * alone && runs % LOOK_TOGETHER !== 0 ? 1 : threads
    },
    took: (by, milliseconds) => {
      if (by === 1) alone = milliseconds
      else together = milliseconds
    },
  }
}

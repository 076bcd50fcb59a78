import { BARRIER_ARRIVED, BARRIER_ROUND } from './memory-map'

/** Rounds of waiting awake before sleeping. */
const SPINS = 20000

let waits = false

/** Whether this thread may sleep. A browser's main thread may not, and stays awake. */
export function mayWait(yes: bool): void {
  waits = yes
}

/** Waits until all `threads` threads have come here. */
export function barrier(threads: i32): void {
  if (threads == 1) return
  const round = atomic.load<i32>(BARRIER_ROUND)
  if (atomic.add<i32>(BARRIER_ARRIVED, 1) == threads - 1) {
    atomic.store<i32>(BARRIER_ARRIVED, 0)
    atomic.store<i32>(BARRIER_ROUND, round + 1)
    atomic.notify(BARRIER_ROUND, -1)
    return
  }
  for (let i = 0; i < SPINS; i++) {
    if (atomic.load<i32>(BARRIER_ROUND) != round) return
  }
  while (atomic.load<i32>(BARRIER_ROUND) == round) {
    if (waits) atomic.wait<i32>(BARRIER_ROUND, round, -1)
  }
}

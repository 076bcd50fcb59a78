import { BARRIER_ARRIVED, BARRIER_ROUND } from './memory-map'
import { sleep } from './sleep'

/** Rounds of waiting awake before sleeping. */
const SPINS = 20000

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
  while (atomic.load<i32>(BARRIER_ROUND) == round) sleep(BARRIER_ROUND, round)
}

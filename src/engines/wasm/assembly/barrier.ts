import { BARRIER_ARRIVED, BARRIER_ROUND, BARRIER_SLEEPERS } from './memory-map'
import { rest, wake } from './sleep'

/** Rounds of waiting awake before sleeping. */
const SPINS = 20000

/** Waits until all `threads` threads have come here. */
export function barrier(threads: i32): void {
  if (threads == 1) return
  const round = atomic.load<i32>(BARRIER_ROUND)
  if (atomic.add<i32>(BARRIER_ARRIVED, 1) == threads - 1) {
    atomic.store<i32>(BARRIER_ARRIVED, 0)
    atomic.store<i32>(BARRIER_ROUND, round + 1)
    wake(BARRIER_ROUND, BARRIER_SLEEPERS)
    return
  }
  for (let i = 0; i < SPINS; i++) {
    if (atomic.load<i32>(BARRIER_ROUND) != round) return
  }
  rest(BARRIER_ROUND, round, BARRIER_SLEEPERS)
}

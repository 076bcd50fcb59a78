import { BARRIER_ARRIVED, BARRIER_ROUND, BARRIER_SLEEPERS, PATIENCE } from './memory-map'
import { rest, wake } from './sleep'

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
  const patience = load<i32>(PATIENCE)
  for (let i = 0; i < patience; i++) {
    if (atomic.load<i32>(BARRIER_ROUND) != round) return
  }
  rest(BARRIER_ROUND, round, BARRIER_SLEEPERS)
}

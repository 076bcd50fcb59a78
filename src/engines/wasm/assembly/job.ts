import { barrier } from './barrier'
import { run } from './interpreter'
import {
  JOB, JOB_CARRIES, JOB_PLAN, JOB_REGISTER_BYTES, JOB_REGISTERS, JOB_SLEEPERS, JOB_SLOTS, JOB_STREAMS, JOB_TIMES, PATIENCE, READY,
} from './memory-map'
import { rest, wake } from './sleep'

/**
 * Before the next time: an array that is carried (in, out, spare) becomes the next one's input, and of a stream the next
 * piece is taken. Carries are [slot in, slot out, spare address]…, streams are [slot, bytes]…, each list with its count first.
 */
function advance(slots: usize): void {
  const carries = load<u32>(JOB_CARRIES)
  const carried = load<i32>(carries)
  for (let i = 0; i < carried; i++) {
    const at = <usize>carries + 4 + <usize>i * 12
    const input = slots + (load<u32>(at) << 2)
    const output = slots + (load<u32>(at, 4) << 2)
    const written = load<u32>(output)
    store<u32>(input, written)
    store<u32>(output, load<u32>(at, 8))
    store<u32>(at, written, 8)
  }
  const streams = load<u32>(JOB_STREAMS)
  const streamed = load<i32>(streams)
  for (let i = 0; i < streamed; i++) {
    const at = <usize>streams + 4 + (<usize>i << 3)
    const slot = slots + (load<u32>(at) << 2)
    store<u32>(slot, load<u32>(slot) + load<u32>(at, 4))
  }
}

/** One thread's part of the job. */
function work(thread: i32, threads: i32): void {
  const plan = load<u32>(JOB_PLAN)
  const slots = load<u32>(JOB_SLOTS)
  const registers = <usize>load<u32>(JOB_REGISTERS) + <usize>thread * <usize>load<u32>(JOB_REGISTER_BYTES)
  const times = load<i32>(JOB_TIMES)
  for (let time = 0; time < times; time++) {
    run(plan, slots, registers, thread, threads)
    barrier(threads)
    if (time + 1 == times) return
    if (thread == 0) advance(slots)
    barrier(threads)
  }
}

/** A job for no thread at all: it only wakes the workers. */
const NOTHING = 0

/** Begins a new generation of workers: those of the one before see it when they wake, and end. None of the new one is ready. */
export function stop(): void {
  atomic.store<i32>(READY, (atomic.load<i32>(READY) >>> 8) + 1 << 8)
  publish(NOTHING)
}

/** The number of threads is in the same word as the number of the job: a worker that wakes late never mixes two jobs. */
function publish(threads: i32): void {
  atomic.store<i32>(JOB, ((atomic.load<i32>(JOB) >>> 8) + 1 << 8) | threads)
  wake(JOB, JOB_SLEEPERS)
}

/** Does the job that lies in memory, together with the `threads` − 1 workers that are ready. */
export function start(threads: i32): void {
  if (threads > 1) publish(threads)
  work(0, threads)
}

@inline function isOver(generation: i32): bool {
  return (atomic.load<i32>(READY) >>> 8) != generation
}

/** The number of a worker that is ready now; 0, which is the host's, if its generation is over before it came. */
function enlist(generation: i32): i32 {
  while (!isOver(generation)) {
    const ready = generation << 8 | (atomic.load<i32>(READY) & 255)
    if (atomic.cmpxchg<i32>(READY, ready, ready + 1) == ready) return (ready & 255) + 1
  }
  return 0
}

/** What a worker does all its life: it takes the next number, and does its part of every job until its generation is over. */
export function serve(generation: i32): void {
  // Read before the worker counts as ready, so that the first job it is counted for is one it has not seen.
  let seen = atomic.load<i32>(JOB)
  const thread = enlist(generation)
  if (thread == 0) return
  while (true) {
    const patience = load<i32>(PATIENCE) >> 3
    for (let i = 0; i < patience && atomic.load<i32>(JOB) == seen; i++) {}
    rest(JOB, seen, JOB_SLEEPERS)
    seen = atomic.load<i32>(JOB)
    // A job that this worker has a part in keeps the host, so the generation cannot end before it is done.
    if (isOver(generation)) return
    const threads = seen & 255
    if (thread < threads) work(thread, threads)
  }
}

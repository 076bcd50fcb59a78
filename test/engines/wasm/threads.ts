import { setTimeout as sleep } from 'node:timers/promises'
import { f32, type Ops, type Tensor } from '../../../src/index.ts'
import { compile } from '../../../src/engines/wasm/compile.ts'
import { machineOfProcess } from '../../../src/engines/wasm/host/machine.ts'

/**
 * Starts workers and waits until so many threads are ready, the host's own included. They stay as long as what this gives is
 * not called: workers end with the last function that needs them, and starting them again and again takes long. A worker that
 * never comes lets the test run into its time.
 */
export const threadsReady = async (threads: number): Promise<() => void> => {
  const keeper = compile((ops: Ops) => (x: Tensor) => ops.neg(x as never), { threads })
  keeper(f32.fill([1], 1))
  while (readyThreads() < threads) await sleep(5)
  return () => { keeper.dispose() }
}

/** Threads that are ready now, the host's own included. */
export const readyThreads = (): number => machineOfProcess()!.readyThreads()

/** Every instruction is shared among the threads, however small it is. */
export const shareAll = (threads: number) => ({ threads, worthSharing: 0 })

/** The numbers of threads that the laws are tested with: alone, as many as cores, and more than cores. */
export const threadNumbers = [1, 2, 3, 7] as const

import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

// Code that waits for its turn while others are timed must not be thrown away as old.
setFlagsFromString('--no-flush-bytecode')
setFlagsFromString('--expose-gc')

const isCall = (value: unknown): value is () => void => typeof value === 'function'

const collect: unknown = runInNewContext('gc')

/** Collects garbage now, so that nobody is timed while another's is collected, and gives waiting callbacks their turn. */
export const collectGarbage = async (): Promise<void> => {
  if (isCall(collect)) collect()
  await new Promise((resolve) => { setImmediate(resolve) })
}

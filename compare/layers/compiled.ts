import { compile } from '../../src/engines/wasm/compile.ts'
import { machineOfProcess } from '../../src/engines/wasm/host/machine.ts'
import { f32 } from '../../src/engines/eager/index.ts'
import { Either, pipe } from '../../src/fp.ts'
import type { Ops } from '../../src/ops.ts'
import { sizeOf } from '../../src/shape/size.ts'
import { equals } from '../../src/tensor/equality.ts'
import type { Shape, Tensor, Tree } from '../../src/tensor.ts'
import * as tree from '../../src/tree.ts'
import type { Case } from '../case.ts'
import type { ProofOutcome } from './report.ts'

/** The numbers of threads that are tried: alone, as many as cores often are, and one that divides little evenly. */
export const threadNumbers: readonly number[] = [1, 2, 3]

const MOST = Math.max(...threadNumbers)

/** How often it is looked whether workers have come, and how many milliseconds lie between. */
const [LOOKS, APART] = [2000, 5]

const later = (milliseconds: number): Promise<void> => new Promise((done) => { setTimeout(done, milliseconds) })

const come = async (looks = LOOKS): Promise<boolean> => {
  if ((machineOfProcess()?.readyThreads() ?? 0) >= MOST) return true
  if (looks === 0 || machineOfProcess() === undefined) return false
  await later(APART)
  return come(looks - 1)
}

/** Does work while as many threads are there as are tried; it is told whether they came. */
export const withThreads = async <A>(work: (ready: boolean) => Promise<A>): Promise<A> => {
  const keeper = compile((ops: Ops) => (x: Tensor) => ops.neg(x), { threads: MOST })
  keeper(f32.fill([1], 1))
  try {
    return await work(await come())
  } finally {
    keeper.dispose()
  }
}

const differing = (wanted: Tree, given: Tree): readonly string[] => {
  const at = tree.lookup(given)
  return tree.leaves(wanted).filter(({ path, tensor }) => !equals(tensor, at(path))).map(({ path }) => path)
}

const NO_THREADS = 'threads did not start here, so nothing was shared among them'

const notChecked = (reason: string): ProofOutcome => ({ verdict: 'not checked', ratio: 0, compared: 0, reason })

/** The step compiled, with every instruction shared among the threads: whether it has the eager bits. */
export const compiledOutcome = (given: Case, ready: boolean): ProofOutcome => !ready ? notChecked(NO_THREADS) : pipe(
  Either.tryCatch(() => comparedBits(given), (error) => notChecked(error instanceof Error ? error.message : String(error))),
  Either.getOrElse((refused) => refused))

const comparedBits = ({ step, state, batch }: Case): ProofOutcome => {
  const wanted = step(state, batch)
  const found = threadNumbers.map((threads) => {
    const compiled = compile(step, { threads, worthSharing: 0 })
    const paths = differing(wanted, compiled(state, batch))
    compiled.dispose()
    return { threads, paths }
  }).find(({ paths }) => paths.length > 0)
  const numbers = tree.leaves(wanted).reduce((sum, { tensor }) => sum + sizeOf(tensor.shape as Shape), 0)
  return found === undefined
    ? { verdict: 'agrees', ratio: 0, compared: numbers * threadNumbers.length }
    : { verdict: 'differs', ratio: Infinity, compared: numbers, reason: `on ${found.threads} threads: ${found.paths.join(', ')}` }
}

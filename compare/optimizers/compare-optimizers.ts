import { Either as E } from '../../src/fp.ts'
import { requireThat } from '../../src/misuse.ts'
import type { SomeOptimizer } from '../case.ts'
import { inTurn } from '../in-turn.ts'
import { keeping } from '../keeping.ts'
import { perKey } from '../per-key.ts'
import { tables } from '../same-network/build.ts'
import { type BackendName, openTensorFlow, type OpenOptions, useCounted, type Versions } from '../tensorflow/index.ts'
import { compareRun, preparedRun } from './compare-run.ts'
import { everyOptimizer } from './every-optimizer.ts'
import type { OptimizersReport } from './report.ts'

/** What is compared with whom. */
export interface OptimizersAsked extends OpenOptions {
  /** which TensorFlow.js is asked */
  readonly backend: BackendName
  /** how many updates are made: 50 when left out */
  readonly steps?: number
  /** which optimizers: every one that is here, when left out */
  readonly optimizers?: readonly SomeOptimizer[]
}

// Once for each optimizer and number of steps, whoever is asked.
const prepared = perKey((optimizer: SomeOptimizer) =>
  keeping((steps: `${number}`) => preparedRun(tables.optimizers, Number(steps), optimizer)))

const showVersions = ({ package: own, library, core }: Versions): string =>
  [own, ...(library === undefined ? [] : [`TensorFlow ${library}`]), `tfjs-core ${core}`].join(', ')

/**
 * Runs every optimizer beside one of TensorFlow.js: the same first weights and the same gradients, of sizes from 2⁻²⁴ to 2¹² and
 * with zeros among them; after that each goes on from its own weights and slots. After every step all weights and slots are
 * compared within a bound that is derived from both programs over all steps so far (`boundOps`).
 *
 * A witness that is not there is in the report with its reason, and then nothing agreed. Never rejects for that. Throws `Misuse`
 * for a number of steps that is not a whole number from 1 upward.
 */
export const compareOptimizers = async (
  { backend, steps = 50, optimizers = everyOptimizer, ...options }: OptimizersAsked,
): Promise<OptimizersReport> => {
  requireThat(Number.isSafeInteger(steps) && steps >= 1, 'compareOptimizers', () => `steps ${steps} is not a whole number from 1 upward`)
  const opened = await openTensorFlow(backend, options)()
  if (E.isLeft(opened)) {
    return { witness: { name: backend, available: false, reason: opened.left.reason, leaked: 0 }, steps, rows: [], agreed: false }
  }
  const { value: rows, leaked } = await useCounted(opened.right, (tf) =>
    inTurn(optimizers, (optimizer) => compareRun(tf)(prepared(optimizer)(`${steps}`))))
  return {
    witness: { name: backend, available: true, version: showVersions(opened.right.versions), leaked },
    steps,
    rows,
    agreed: rows.length > 0 && rows.every(({ verdict }) => verdict === 'agrees'),
  }
}

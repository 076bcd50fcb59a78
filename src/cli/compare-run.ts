import { type BackendName, compareStep, printReport, type Report, tensorFlowWitness } from '../../compare/index.ts'
import type { RunComparison } from '../run/comparison.ts'
import type { Prepared } from '../run/session.ts'
import { progressOf } from './progress.ts'
import type { Say } from './say.ts'

const compared = async (say: Say, { training, first }: Prepared, steps: number, names: readonly BackendName[]): Promise<Report> => {
  const progress = progressOf(say, `comparing with ${names.join(' and ')}`, steps)
  const report = await compareStep(training.step, {
    state: first, batches: [...training.batches.from(0, steps)], witnesses: names.map((name) => tensorFlowWitness(name)),
    stepDone: (number) => { progress.at(number) },
  })
  progress.end()
  return report
}

/**
 * The first steps of a run against tfjs-node. Where it is not available that is said, and the backends that need no installation
 * are asked instead. (Finite differences of every weight take long; the examples are checked with them.)
 */
export const compareRun = (say: Say, steps: number) => async (prepared: Prepared): Promise<RunComparison> => {
  const native = await compared(say, prepared, steps, ['tfjs-node'])
  const reports = native.summary.tensorflow === 'not available' ? [native, await compared(say, prepared, steps, ['tfjs-wasm', 'tfjs-cpu'])] : [native]
  const last = reports.at(-1) ?? native
  return {
    title: `The first ${steps} steps against TensorFlow.js`,
    text: reports.map((report) => printReport(report)).join('\n\n'),
    agreed: last.summary.agreed,
  }
}

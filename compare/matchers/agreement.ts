import type { Trees } from '../../src/net.ts'
import { misuse } from '../../src/misuse.ts'
import type { Key, Tensor, Tree } from '../../src/tensor.ts'
import { type Batch, initialize, type TrainState } from '../../src/train/state.ts'
import type { TrainStep } from '../../src/train/step.ts'
import { compareStep } from '../compare-step.ts'
import { finiteDifferences } from '../finite-differences.ts'
import { printDifferences } from '../report/worst.ts'
import { printSummary, printWitnesses } from '../report/print.ts'
import type { Report, WitnessReport } from '../report/report.ts'
import { backends, tensorFlowWitness } from '../tensorflow-witness.ts'
import type { BackendName, Tell } from '../tensorflow/index.ts'
import type { Witness } from '../witness.ts'

/** One batch for every step. */
export interface Repeated<A extends Tensor, T extends Tensor> {
  readonly batch: Batch<A, T>
  /** how often the batch is taken; once when left out */
  readonly steps?: number
}

/** Where a step is compared: from a state, or from the first state of a key; on one batch or several. */
export type Start<P extends Trees, S extends Trees, A extends Tensor, T extends Tensor, O extends Tree> =
  & ({ readonly state: TrainState<P, S, O> } | { readonly key: Key })
  & (Repeated<A, T> | { readonly batches: readonly Batch<A, T>[] })

/** Whom to ask, and what to do when nobody is there. */
export interface Asking {
  /** backends by name, or any witness; those named here must all be available. Every backend that is, when left out */
  readonly witnesses?: readonly (BackendName | Witness)[]
  /** let finite differences alone decide when no TensorFlow.js is available, and say so; otherwise that is a failure */
  readonly allowMissing?: boolean
  /** where what was not asked is said; `console.warn` when left out */
  readonly tell?: Tell
}

export type Agreement<P extends Trees, S extends Trees, A extends Tensor, T extends Tensor, O extends Tree> =
  Start<P, S, A, T, O> & Asking

/** What a matcher is told. */
export interface Outcome {
  readonly pass: boolean
  readonly message: () => string
}

const witnessesOf = ({ witnesses }: Asking): readonly Witness[] => witnesses === undefined
  ? [...backends.map((backend) => tensorFlowWitness(backend)), finiteDifferences()]
  : witnesses.map((one) => typeof one === 'string' ? tensorFlowWitness(one) : one)

/** The backend that an environment insists on: a machine that has built tfjs-node should notice when it is gone. */
const insistedOn = (environment: Readonly<Record<string, string | undefined>>): readonly string[] =>
  environment['PULLBACK_REQUIRE_TFJS_NODE'] === '1' ? ['tfjs-node'] : []

/** Why a report cannot be the answer, though nothing differs. */
const shortcoming = (report: Report, { witnesses, allowMissing = false }: Asking): string | undefined => {
  const missing = report.witnesses.filter(({ available }) => !available)
  const needed = [...(witnesses ?? []).map((one) => typeof one === 'string' ? one : one.name), ...insistedOn(process.env)]
  const absent = missing.filter(({ name }) => needed.includes(name))
  if (absent.length > 0) return `${absent.map(({ name }) => name).join(' and ')} must be asked, and cannot be`
  if (report.summary.tensorflow === 'not available' && !allowMissing) {
    return 'no TensorFlow.js is available, so it was not asked (allowMissing: true lets finite differences decide alone)'
  }
  if (report.summary.tensorflow === 'not checked') return 'TensorFlow.js is available, but could check nothing'
  const unchecked = report.rows.find(({ verdict }) => verdict === 'not checked')
  return unchecked === undefined ? undefined
    : `${report.summary.notChecked} of ${report.rows.length} comparisons could not be made: ` +
      (unchecked.reason ?? 'there is no finite bound')
}

/** The modes that a witness could not do, a line each: which, why, and what would help. */
const notDone = ({ name, modes }: WitnessReport): readonly string[] => modes.flatMap(({ mode, answered, cannotDo, without, remedy }) => {
  const where = answered > 0 ? ' on some steps' : ''
  const help = remedy === undefined ? '' : `; ${remedy}`
  return cannotDo !== undefined ? [`the ${mode} was NOT CHECKED by ${name}${where}: ${cannotDo}${help}`]
    : without !== undefined ? [`the ${mode} by ${name}: ${without}${help}`] : []
})

/** What an agreement leaves open, a line each. */
const aside = ({ witnesses, summary: { kinks, knownFaults } }: Report): readonly string[] => [
  ...witnesses.filter(({ available }) => !available).map(({ name, reason = '' }) => `${name} was NOT asked: ${reason}`),
  ...witnesses.flatMap(notDone),
  ...(kinks > 0 ? [`${kinks} comparisons are at a kink, where two answers are right`] : []),
  ...(knownFaults > 0 ? [`${knownFaults} comparisons meet a known fault of TensorFlow.js; finite differences agree instead`] : []),
]

const startOf = <P extends Trees, S extends Trees, A extends Tensor, B extends Tensor, T extends Tensor, O extends Tree>(
  step: TrainStep<P, S, A, B, T, O>, given: Start<P, S, A, T, O>,
): { readonly state: TrainState<P, S, O>; readonly batches: readonly Batch<A, T>[] } => ({
  state: 'state' in given ? given.state : initialize(step, given.key),
  batches: 'batches' in given ? given.batches : Array.from({ length: given.steps ?? 1 }, () => given.batch),
})

/**
 * Whether a step agrees with TensorFlow.js. A check that could not be made is never agreement: it throws, so that not even a
 * negated assertion passes over it.
 */
export const agreement = async <P extends Trees, S extends Trees, A extends Tensor, B extends Tensor, T extends Tensor, O extends Tree>(
  step: TrainStep<P, S, A, B, T, O>, given: Agreement<P, S, A, T, O>,
): Promise<Outcome> => {
  const report = await compareStep(step, { ...startOf(step, given), witnesses: witnessesOf(given) })
  if (report.summary.differing > 0) return { pass: false, message: () => printDifferences(report) }
  const lacking = shortcoming(report, given)
  if (lacking !== undefined) throw new Error([lacking, printWitnesses(report), printSummary(report)].join('\n\n'))
  const tell = given.tell ?? ((line: string) => { console.warn(line) })
  aside(report).forEach((line) => { tell(`toAgreeWithTensorFlow: ${line}`) })
  return { pass: true, message: () => `expected the step to differ from its witnesses, but it agrees\n\n${printSummary(report)}` }
}

/** Refuses what is not a training step. */
export const requireStep = (received: unknown, matcher: string): void => {
  const isStep = typeof received === 'function' && ['net', 'loss', 'optimizer', 'program'].every((name) => name in received)
  if (!isStep) misuse(matcher, 'takes a training step, as trainStep makes it')
}

import { Either as E, TaskEither as TE } from '../src/fp.ts'
import { misuse } from '../src/misuse.ts'
import type { Stage, Trees } from '../src/net.ts'
import { sizeOf } from '../src/shape/size.ts'
import type { Shape, Tensor, Tree } from '../src/tensor.ts'
import type { Batch, TrainState } from '../src/train/state.ts'
import type { TrainStep } from '../src/train/step.ts'
import { floatLeaves } from './leaves.ts'
import { type Case, type SomeBatch, type SomeState, type SomeStep, someStep } from './case.ts'
import { type Answer, compareCase, type ComparedCase } from './compare-case.ts'
import { described } from './described.ts'
import { finiteDifferences } from './finite-differences.ts'
import { inTurn } from './in-turn.ts'
import type { Report, WitnessReport } from './report/report.ts'
import { summarize } from './report/summarize.ts'
import { backends, tensorFlowWitness } from './tensorflow-witness.ts'
import type { Tell } from './tensorflow/index.ts'
import type { CannotDo, OpenWitness, Witness, WitnessUnavailable } from './witness.ts'

/** What is compared. */
export interface Comparison<P extends Trees, S extends Trees, A extends Tensor, T extends Tensor, O extends Tree> {
  readonly state: TrainState<P, S, O>
  /** a batch for each step */
  readonly batches: readonly Batch<A, T>[]
  /** whom to ask; `defaultWitnesses()` when left out */
  readonly witnesses?: readonly Witness[]
  /** says what is going on, a line at a time; nobody when left out */
  readonly tell?: Tell
  /** told the number of each step when it is compared; nobody when left out */
  readonly stepDone?: (step: number) => void
}

/** Every backend of TensorFlow.js that can be found, and finite differences. */
export const defaultWitnesses = (): readonly Witness[] =>
  [...backends.map((backend) => tensorFlowWitness(backend)), finiteDifferences()]

interface Called {
  readonly witness: Witness
  readonly opened: E.Either<WitnessUnavailable, OpenWitness>
}

const call = (tell: Tell) => async (witness: Witness): Promise<Called> => {
  const opened = await witness.open()
  tell(E.isLeft(opened) ? `${witness.name}: NOT AVAILABLE: ${opened.left.reason}` : `${witness.name}: ${opened.right.version}`)
  return { witness, opened }
}

const describe = ({ kind, settings, inner }: Omit<Stage, 'out'>): string => {
  const words = [
    ...Object.entries(settings).map(([name, value]) => name === 'units' ? String(value) : `${name}: ${value}`),
    ...(inner ?? []).map(describe),
  ]
  return words.length === 0 ? kind : `${kind}(${words.join(', ')})`
}

const networkOf = (given: Case): Report['network'] => {
  const { lossKind, optimizerKind, settings } = described(given)
  return {
    stages: given.step.net.stages.map(describe),
    loss: lossKind,
    optimizer: describe({ kind: optimizerKind, settings }),
    parameters: floatLeaves(given.state.params).reduce((sum, { tensor }) => sum + sizeOf(tensor.shape as Shape), 0),
  }
}

const refused = ({ reason, remedy }: CannotDo): Pick<WitnessReport['modes'][number], 'cannotDo' | 'remedy'> =>
  ({ cannotDo: reason, ...(remedy === undefined ? {} : { remedy }) })

const inPart = ({ reason, remedy }: CannotDo): Pick<WitnessReport['modes'][number], 'without' | 'remedy'> =>
  ({ without: reason, ...(remedy === undefined ? {} : { remedy }) })

const witnessReport = (answers: readonly Answer[]) => ({ witness: { name, isTensorFlow }, opened }: Called): WitnessReport => {
  if (E.isLeft(opened)) return { name, isTensorFlow, available: false, reason: opened.left.reason, modes: [], leaked: 0 }
  const own = answers.filter(({ witness }) => witness.name === name)
  return {
    name,
    isTensorFlow,
    available: true,
    version: opened.right.version,
    modes: opened.right.ways.map(({ mode }) => {
      const said = own.filter(({ way }) => way.mode === mode).map((answer) => answer.said)
      const refusal = said.find(E.isLeft)
      const partly = said.flatMap((one) => E.isRight(one) && one.right.without !== undefined ? [one.right.without] : [])[0]
      return {
        mode,
        answered: said.filter(E.isRight).length,
        ...(refusal !== undefined ? refused(refusal.left) : partly !== undefined ? inPart(partly) : {}),
      }
    }),
    leaked: own.reduce((sum, { said }) => sum + (E.isRight(said) ? said.right.leaked ?? 0 : 0), 0),
  }
}

/** Witnesses that answered though nobody called them: finite differences, where a known fault calls for them. */
const calledLater = (called: readonly Called[], answers: readonly Answer[]): readonly Called[] =>
  answers.filter(({ witness }, i) =>
    called.every((one) => one.witness.name !== witness.name) && answers.findIndex((answer) => answer.witness.name === witness.name) === i)
    .map(({ witness }) => ({ witness: { ...witness, open: TE.right(witness) }, opened: E.right(witness) }))

/** The steps, each from *our* state after the one before, so that a bound is that of one step and no difference hides in a drift. */
const walk = async (
  step: SomeStep, state: SomeState, batches: readonly SomeBatch[], witnesses: readonly OpenWitness[],
  tell: Tell, stepDone: (step: number) => void, number = 1,
): Promise<readonly ComparedCase[]> => {
  const [batch, ...rest] = batches
  if (batch === undefined) return []
  const compared = await compareCase({ step, state, batch }, number, witnesses)
  tell(`step ${number}: ${compared.rows.length} comparisons, ${compared.rows.filter(({ verdict }) => verdict === 'differs').length} differ`)
  stepDone(number)
  return [compared, ...await walk(step, compared.next, rest, witnesses, tell, stepDone, number + 1)]
}

/**
 * Compares a training step with every witness: loss, gradients, new weights, optimizer slots and network state, element by
 * element, each within a bound that is derived from the program itself (`boundOps`).
 *
 * A witness that is not available is in the report with its reason, and so is what a witness cannot do. Never rejects for
 * those. Throws `Misuse` when there is no batch.
 */
export const compareStep = async <P extends Trees, S extends Trees, A extends Tensor, B extends Tensor, T extends Tensor, O extends Tree>(
  typed: TrainStep<P, S, A, B, T, O>,
  {
    state, batches, witnesses = defaultWitnesses(), tell = () => undefined, stepDone = () => undefined,
  }: Comparison<P, S, A, T, O>,
): Promise<Report> => {
  const step = someStep(typed)
  const batch = batches[0] ?? misuse('compareStep', 'there is no batch, so there is nothing to compare')
  const called = await inTurn(witnesses, call(tell))
  const open = called.flatMap(({ opened }) => E.isRight(opened) ? [opened.right] : [])
  const compared = await walk(step, state, batches, open, tell, stepDone)
  const rows = compared.flatMap((one) => one.rows)
  const answers = compared.flatMap((one) => one.answers)
  const reports = [...called, ...calledLater(called, answers)].map(witnessReport(answers))
  return {
    format: 'pullback-comparison',
    formatVersion: 1,
    network: networkOf({ step, state, batch }),
    steps: batches.length,
    witnesses: reports,
    rows,
    summary: summarize(reports, rows),
  }
}

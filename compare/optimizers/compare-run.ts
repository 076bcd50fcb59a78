import { f32 } from '../../src/engines/eager/index.ts'
import { key } from '../../src/random/key.ts'
import type { Shape, Tensor } from '../../src/tensor.ts'
import type { Reading } from '../bound/index.ts'
import type { SomeOptimizer } from '../case.ts'
import { keeping } from '../keeping.ts'
import type { Quantity } from '../quantity.ts'
import { addErrors, judge, type Judgement } from '../report/judge.ts'
import type { Verdict } from '../report/report.ts'
import type { OptimizerRow } from '../same-network/optimizers.ts'
import type { Tf } from '../tensorflow/index.ts'
import { errorsOfRun, type RunErrors } from './errors.ts'
import { firstParameters, gradientsAt } from './gradients.ts'
import type { OptimizerComparison, WorstOf } from './report.ts'
import { quantitiesOf, runOf } from './run.ts'
import { runTheirs, type Start } from './run-theirs.ts'

interface Judged {
  readonly step: number
  readonly quantity: Quantity
  readonly judgement: Judgement
}

const order: readonly Verdict[] = ['differs', 'not checked', 'kink', 'agrees']

const worstVerdict = (verdicts: readonly Verdict[]): Verdict => order.find((verdict) => verdicts.includes(verdict)) ?? 'not checked'

const unknown = (x: Tensor): Tensor => f32.fill(x.shape as Shape, NaN)

const total = (numbers: readonly number[]): number => numbers.reduce((sum, x) => sum + x, 0)

const nansOf = ({ judgement: { elements, element } }: Judged): number =>
  Array.from({ length: elements }, (_, at) => element(at)).filter(({ ours, theirs }) => Number.isNaN(ours) && Number.isNaN(theirs)).length

/** Where the tensors of one kind stand worst; `undefined` where there are none. */
const worstOf = (all: readonly Judged[]): WorstOf | undefined => {
  const [first, ...rest] = all
  if (first === undefined) return undefined
  const { step, quantity: { path }, judgement: { worst } } =
    rest.reduce((most, one) => one.judgement.worst.ratio > most.judgement.worst.ratio ? one : most, first)
  return {
    ratio: worst.ratio, step, tensor: path, element: worst,
    elements: total(all.map(({ judgement }) => judgement.elements)),
    checked: total(all.map(({ judgement }) => judgement.checked)),
    bothNaN: total(all.map(nansOf)),
    verdict: worstVerdict(all.map(({ judgement }) => judgement.verdict)),
  }
}

/** A run of ours: its settings, what it came to, and how far it and theirs may be off. What theirs is asked about. */
export interface PreparedRun {
  readonly kind: string
  readonly settings: OptimizerComparison['settings']
  readonly row: OptimizerRow | undefined
  readonly start: Start
  readonly ours: readonly (readonly Quantity[])[]
  readonly errors: RunErrors
  readonly theirErrors: RunErrors
}

/** Runs an optimizer of ours, and works out the bounds, once for every witness. */
export const preparedRun = (rows: Readonly<Record<string, OptimizerRow>>, steps: number, optimizer: SomeOptimizer): PreparedRun => {
  const drawn = key(20_261_122)
  const first = firstParameters(drawn)
  const gradients = Array.from({ length: steps }, (_, i) => gradientsAt(drawn, i + 1))
  const rule = optimizer(f32, first)
  const row = Object.hasOwn(rows, rule.kind) ? rows[rule.kind] : undefined
  const restated = (row?.continued ?? row?.arithmetic)?.(rule.settings)
  const errors = errorsOfRun(optimizer, first, gradients)
  return {
    kind: rule.kind,
    settings: rule.settings,
    row,
    start: { first, slots: rule.init(), gradients },
    ours: runOf(f32, optimizer, first, gradients).map(quantitiesOf),
    errors,
    theirErrors: restated === undefined ? errors : errorsOfRun(restated, first, gradients),
  }
}

/** Compares one prepared run with theirs, after every step and element by element. */
export const compareRun = (tf: Tf) => async (prepared: PreparedRun): Promise<OptimizerComparison> => {
  const { kind, settings, row, start, ours, errors, theirErrors } = prepared
  const steps = start.gradients.length
  if (row === undefined) return { kind, settings, steps, verdict: 'not checked', reason: `there is no row for the optimizer "${kind}"` }
  const theirs = (await runTheirs(tf, row, settings, start)).map(quantitiesOf)
  const judged = ours.flatMap((quantities, i) => quantities.flatMap((quantity): readonly Judged[] => {
    const other = theirs[i]?.find((one) => one.kind === quantity.kind && one.path === quantity.path)
    if (other === undefined) return []
    const bound = keeping((reading: Reading) => addErrors(
      errors(reading, i + 1, quantity) ?? unknown(quantity.tensor), theirErrors(reading, i + 1, quantity) ?? unknown(quantity.tensor)))
    return [{ step: i + 1, quantity, judgement: judge({ ours: quantity.tensor, theirs: other, bound }) }]
  }))
  const ofKind = (kind: Quantity['kind']): WorstOf | undefined => worstOf(judged.filter(({ quantity }) => quantity.kind === kind))
  const [weights, slots] = [ofKind('weight'), ofKind('slot')]
  return {
    kind, settings, steps,
    ...(weights === undefined ? {} : { weights }),
    ...(slots === undefined ? {} : { slots }),
    verdict: worstVerdict([weights, slots].flatMap((one) => one === undefined ? [] : [one.verdict])),
  }
}

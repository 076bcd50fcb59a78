import { Either as E } from '../src/fp.ts'
import { f32 } from '../src/engines/eager/index.ts'
import type { Shape, Tensor } from '../src/tensor.ts'
import type { Reading } from './bound/index.ts'
import { type Errors, errorsAsWritten } from './errors.ts'
import type { Case, SomeState } from './case.ts'
import { finiteDifferences } from './finite-differences.ts'
import { inTurn } from './in-turn.ts'
import { keeping } from './keeping.ts'
import { outcome, type Outcome, quantities, type Quantity } from './quantity.ts'
import { addErrors, judge, type Judgement } from './report/judge.ts'
import type { Row, Verdict } from './report/report.ts'
import type { CannotDo, OpenWitness, Testimony, Way } from './witness.ts'

/** What one witness said in one way, or that it could not. */
export interface Answer {
  readonly witness: OpenWitness
  readonly way: Way
  readonly said: E.Either<CannotDo, Testimony>
}

/** One step compared: its rows, every answer, and the state after it. */
export interface ComparedCase {
  readonly rows: readonly Row[]
  readonly answers: readonly Answer[]
  readonly next: SomeState
}

/** What our step gives: its own loss and new state, and the gradients that it does not show. */
const ours = (given: Case): { readonly quantities: readonly Quantity[]; readonly next: SomeState } => {
  const { step, state, batch } = given
  const [next, { loss }] = step(state, batch)
  const whole: Outcome = { ...outcome(f32, given), loss, weights: next.params, slots: next.slots, state: next.state }
  return { quantities: quantities(whole), next }
}

const named = (all: readonly Quantity[], { kind, path }: Quantity): Tensor | undefined =>
  all.find((quantity) => quantity.kind === kind && quantity.path === path)?.tensor

/** An error that says nothing: where none is stated, nothing is decided. */
const unknown = (x: Tensor): Tensor => f32.fill(x.shape as Shape, NaN)

interface Compared {
  readonly answer: Answer
  readonly quantity: Quantity
  readonly judgement: Judgement
}

const compareAnswer = (mine: readonly Quantity[], myErrors: Errors) => (answer: Answer): readonly Compared[] => {
  if (E.isLeft(answer.said)) return []
  const { values, errors } = answer.said.right
  const theirErrors = keeping(errors ?? myErrors)
  return mine.flatMap((quantity) => {
    const theirs = values.find(({ kind, path }) => kind === quantity.kind && path === quantity.path)
    if (theirs === undefined) return []
    const bound = (reading: Reading): ArrayLike<number> => addErrors(
      named(myErrors(reading), quantity) ?? unknown(quantity.tensor), named(theirErrors(reading), quantity) ?? unknown(quantity.tensor))
    return [{ answer, quantity, judgement: judge({ ours: quantity.tensor, theirs, bound: keeping(bound) }) }]
  })
}

const sameTensor = (a: Quantity, b: Quantity): boolean => a.kind === b.kind && a.path === b.path

/** Where the worst of all witnesses' elements of this tensor is, in one mode. */
const worstPlace = (all: readonly Compared[], { answer: { way: { mode } }, quantity }: Compared): number =>
  all.filter((one) => sameTensor(one.quantity, quantity) && one.answer.way.mode === mode)
    .reduce((most, { judgement: { at, worst: { ratio } } }) => ratio > most.ratio ? { at, ratio } : most, { at: 0, ratio: -1 }).at

const remarkOn: Partial<Readonly<Record<Verdict, string>>> = {
  'not checked': 'no finite bound: a result may overflow, or a divisor may be 0, within rounding',
  kink: 'a choice, such as that of relu near 0, comes out either way within rounding',
}

const rowOf = (step: number, all: readonly Compared[]) => (one: Compared): Row => {
  const { answer, quantity, judgement: { at: _at, element, ...judgement } } = one
  const reason = remarkOn[judgement.verdict]
  return {
    step,
    kind: quantity.kind,
    tensor: quantity.path,
    shape: quantity.tensor.shape as Shape,
    witness: answer.witness.name,
    mode: answer.way.mode,
    ...judgement,
    shown: element(worstPlace(all, one)),
    ...(reason === undefined ? {} : { reason }),
  }
}

const NOT_FINITE = 'the loss is not finite here, and NaN spreads further in one evaluation than in the other ' +
  '(TensorFlow.js multiplies by the masks of relu and where, so NaN comes through the side that is not chosen)'

/**
 * Where the loss is not finite and the witness does not contradict that, other quantities decide nothing: a difference there
 * is no mistake, and no agreement either.
 */
const unlessLossIsLost = (row: Row, _i: number, all: readonly Row[]): Row => {
  const loss = all.find(({ kind, witness, mode }) => kind === 'loss' && witness === row.witness && mode === row.mode)
  const lost = loss !== undefined && !Number.isFinite(loss.worst.ours) && loss.verdict !== 'differs'
  return lost && row.verdict === 'differs' && row.kind !== 'loss'
    ? { ...row, verdict: 'not checked', checked: 0, reason: NOT_FINITE } : row
}

const ask = (given: Case) => (witnesses: readonly OpenWitness[]): Promise<readonly Answer[]> =>
  inTurn(witnesses.flatMap((witness) => witness.ways.map((way) => ({ witness, way }))), async ({ witness, way }) =>
    ({ witness, way, said: await way.testify(given)() }))

/** A row that differs where the witness is known to be wrong, excused when finite differences agree with us. */
const excused = (row: Row, answers: readonly Answer[], given: Case, checks: readonly Row[]): Row => {
  const answer = answers.find(({ witness, way }) => witness.name === row.witness && way.mode === row.mode)
  const touched = (answer?.way.faults?.(given) ?? []).find(({ spoils }) => spoils.includes(row.kind))
  const check = checks.find(({ kind, tensor }) => kind === row.kind && tensor === row.tensor)
  return touched === undefined || check?.verdict !== 'agrees' ? row : {
    ...row,
    verdict: 'known fault',
    reason: `${touched.fault.operation}: ${touched.fault.fault}. Finite differences agree with us` +
      (check.checked < check.elements ? ' on a sample of the elements' : ''),
  }
}

/** Finite differences, when nobody asked for them but a known fault calls for them. */
const calledIn = async (given: Case, answers: readonly Answer[], rows: readonly Row[]): Promise<readonly OpenWitness[]> => {
  const called = rows.some(({ verdict }) => verdict === 'differs') && answers.some(({ way }) => (way.faults?.(given) ?? []).length > 0) &&
    rows.every(({ mode }) => mode !== 'finite differences')
  const witness = called ? await finiteDifferences().open() : undefined
  return witness === undefined || E.isLeft(witness) ? [] : [witness.right]
}

/** Asks every witness about one step, and compares every tensor. */
export const compareCase = async (given: Case, step: number, witnesses: readonly OpenWitness[]): Promise<ComparedCase> => {
  const mine = ours(given)
  const compare = async (asked: readonly OpenWitness[]): Promise<Pick<ComparedCase, 'rows' | 'answers'>> => {
    const answers = await ask(given)(asked)
    const compared = answers.flatMap(compareAnswer(mine.quantities, errorsAsWritten(given)))
    return { rows: compared.map(rowOf(step, compared)).map(unlessLossIsLost), answers }
  }
  const first = await compare(witnesses)
  const more = await compare(await calledIn(given, first.answers, first.rows))
  const [rows, answers] = [[...first.rows, ...more.rows], [...first.answers, ...more.answers]]
  const checks = rows.filter(({ mode }) => mode === 'finite differences')
  return { rows: rows.map((row) => row.verdict === 'differs' ? excused(row, answers, given, checks) : row), answers, next: mine.next }
}

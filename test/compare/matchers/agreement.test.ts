import { describe, expect, it } from 'vitest'
import '../../../compare/vitest.ts'
import { TaskEither } from '../../../src/fp.ts'
import { examples, finiteDifferences, type Witness } from '../../../compare/index.ts'
import {
  binaryCrossEntropy, dense, fromFlat, halfSquaredError, input, key, map, pipe, sgd, sigmoid, type Some, trainStep,
} from '../../../src/index.ts'

const { step, state, batch } = examples.mazur
const absent: Witness = { name: 'tfjs-node', isTensorFlow: true, open: TaskEither.left({ kind: 'unavailable', reason: 'there is none here' }) }

/** A sigmoid whose slope is y instead of y (1 − y). */
const badSigmoid: typeof sigmoid = (prev) => map(prev, prev.out, { kind: 'sigmoid', settings: {} }, (ops) => (x) => {
  const y = ops.sigmoid(x)
  return [y, (dy: Some) => ops.mul(dy, y)]
})

const wrong = trainStep(pipe(input([1, 2]), dense(2), badSigmoid, dense(2), sigmoid), halfSquaredError, sgd({ learningRate: 0.5 }))

/** The message of an assertion that fails. */
const failure = async (assertion: Promise<void>): Promise<string> =>
  assertion.then(() => 'it passed', (error: unknown) => error instanceof Error ? error.message : String(error))

describe('toAgreeWithTensorFlow', () => {
  const witnesses = ['tfjs-cpu', 'tfjs-wasm'] as const

  it('passes from a state', async () => { await expect(step).toAgreeWithTensorFlow({ state, batch, witnesses }) })
  it('passes from a key, over steps', async () => { await expect(step).toAgreeWithTensorFlow({ key: key(3), batch, steps: 3, witnesses }) })
  it('passes over batches', async () => {
    const other = { x: fromFlat([1, 2], [0.3, -1]), labels: fromFlat([1, 2], [0, 1]) }
    await expect(step).toAgreeWithTensorFlow({ key: key(3), batches: [batch, other], witnesses })
  })
  it('is typed: a batch of another shape does not compile', () => {
    // @ts-expect-error: x is [1, 3], the step takes [1, 2]
    const claim = () => expect(step).toAgreeWithTensorFlow({ state, batch: { x: fromFlat([1, 3], [1, 2, 3]), labels: batch.labels } })
    expect(claim).toBeInstanceOf(Function)
  })

  it('fails with the worst element, its index, both values and the bound', async () => {
    const message = await failure(expect(wrong).toAgreeWithTensorFlow({ state, batch, witnesses }))
    expect(message).toMatch(/^gradient 0\.w, gradient 0\.b, weight 0\.w, weight 0\.b: 16 of 36 comparisons differ by more than their bound\./)
    expect(message).toMatch(/gradient 0\.b\[[01]\], by tfjs-(cpu|wasm), same (forward|network)\n {6}ours {8}0\.0\d+\n {6}theirs {6}0\.0\d+\n {6}difference {2}\S+, where \S+ is the bound \(\S+ times as much\)/)
    expect(message).toContain('tfjs-cpu: tfjs-cpu 4.22.0, tfjs-core 4.22.0')
    expect(message).toContain('TensorFlow DISAGREED.')
  })

  it('negated, passes for a wrong step and fails for a right one', async () => {
    await expect(wrong).not.toAgreeWithTensorFlow({ state, batch, witnesses })
    expect(await failure(expect(step).not.toAgreeWithTensorFlow({ state, batch, witnesses }))).toMatch(/expected the step to differ/)
  })

  it('fails when a witness that is named is not available, negated or not', async () => {
    const given = { state, batch, witnesses: ['tfjs-cpu', absent] } as const
    expect(await failure(expect(step).toAgreeWithTensorFlow(given))).toMatch(/^tfjs-node must be asked, and cannot be\n[^]*NOT AVAILABLE[^]*there is none here/)
    expect(await failure(expect(step).not.toAgreeWithTensorFlow(given))).toMatch(/^tfjs-node must be asked/)
  })

  it('fails when no TensorFlow.js is available, and says how to allow it', async () => {
    expect(await failure(expect(step).toAgreeWithTensorFlow({ state, batch, witnesses: [finiteDifferences()] })))
      .toMatch(/^no TensorFlow\.js is available, so it was not asked \(allowMissing: true/)
  })

  it('with allowMissing finite differences decide', async () => {
    await expect(step).toAgreeWithTensorFlow({ state, batch, witnesses: [finiteDifferences()], allowMissing: true })
    expect(await failure(expect(wrong).toAgreeWithTensorFlow({ state, batch, witnesses: [finiteDifferences()], allowMissing: true })))
      .toMatch(/by finite differences/)
  })

  it('says aloud what it could not ask', async () => {
    const wobble: typeof sigmoid = (prev) => map(prev, prev.out, { kind: 'wobble', settings: {} }, (ops) => (x) =>
      [ops.sin(x), (dy: Some) => ops.mul(dy, ops.cos(x))])
    const said: string[] = []
    const odd = trainStep(pipe(input([1, 2]), dense(2), wobble), halfSquaredError, sgd({ learningRate: 0.1 }))
    await expect(odd).toAgreeWithTensorFlow({ key: key(1), batch, witnesses: ['tfjs-cpu'], tell: (line) => { said.push(line) } })
    expect(said).toEqual(['toAgreeWithTensorFlow: tfjs-cpu CANNOT DO "same network": there is no row for a stage of kind "wobble"'])
  })

  it('fails when something could not be checked', async () => {
    const saturated = { x: fromFlat([1, 2], [1e4, 1e4]), labels: fromFlat([1, 2], [0, 0]) }
    const odds = trainStep(pipe(input([1, 2]), dense(2), sigmoid), binaryCrossEntropy, sgd({ learningRate: 0.1 }))
    expect(await failure(expect(odds).toAgreeWithTensorFlow({ key: key(1), batch: saturated, witnesses: [finiteDifferences()], allowMissing: true })))
      .toMatch(/^\d of 5 comparisons could not be made: /)
  })

  it('takes a training step only', async () => {
    // @ts-expect-error: a number is no training step
    await expect(failure(expect(7).toAgreeWithTensorFlow({ state, batch }))).resolves.toMatch(/takes a training step/)
  })
})

describe('toPassGradientCheck', () => {
  it('passes', () => { expect(step).toPassGradientCheck({ state, batch }) })
  it('fails with the slopes that differ', () => {
    expect(() => { expect(wrong).toPassGradientCheck({ state, batch }) }).toThrow(/slopes differ[^]*the backward pass gives .*, central differences/)
  })
})

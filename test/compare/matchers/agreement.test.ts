import { describe, expect, expectTypeOf, it, vi } from 'vitest'
import type { SymbolicTensor, Tensor as Inner } from '@tensorflow/tfjs'
import type { TakesATrainingStep } from '../../../compare/vitest.ts'
import '../../../compare/vitest.ts'
import { TaskEither } from '../../../src/fp.ts'
import { examples, finiteDifferences, type StageRow, tables, tensorFlowWitness, type Witness } from '../../../compare/index.ts'
import {
  binaryCrossEntropy, dense, fromFlat, halfSquaredError, initialize, input, key, map, pipe, sgd, sigmoid, type Some, trainStep,
} from '../../../src/index.ts'

const { step, state, batch } = examples.mazur
const absent: Witness = {
  name: 'tfjs-node', isTensorFlow: true, open: TaskEither.left({ kind: 'unavailable', reason: 'there is none here' }),
}

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
  it('passes from a key, over steps', async () => {
    await expect(step).toAgreeWithTensorFlow({ key: key(3), batch, steps: 3, witnesses })
  })
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
    const [head, first] = message.split('\n\n')
    expect(head).toBe('gradient 0.w, gradient 0.b, weight 0.w, weight 0.b: 16 of 36 comparisons differ by more than their bound.')
    expect(first?.split('\n')).toEqual([
      expect.stringMatching(/^ {2}gradient 0\.[wb](\[[01]\]|\[[01], [01]\]), by tfjs-(cpu|wasm), same (forward|network)$/),
      expect.stringMatching(/^ {6}ours {8}0\.0\d+$/),
      expect.stringMatching(/^ {6}theirs {6}0\.0\d+$/),
      expect.stringMatching(/^ {6}difference {2}\S+, where \S+ is the bound \(\S+ times as much\)$/),
    ])
    expect(message).toContain('tfjs-cpu: tfjs-cpu 4.22.0, tfjs-core 4.22.0')
    expect(message).toContain('TensorFlow DISAGREED.')
  })

  it('shows gradients before weights, and the numbers of TensorFlow before those of finite differences', async () => {
    const message = await failure(expect(wrong).toAgreeWithTensorFlow({ state, batch, witnesses: [finiteDifferences(), 'tfjs-cpu'] }))
    const titles = message.matchAll(/^ {2}(gradient|weight) 0\.[wb].*, by (.*?)(?:, same .*)?$/gm)
    const shown = [...titles].map(([, kind, witness]) => [kind, witness])
    expect(shown).toEqual([['gradient', 'tfjs-cpu'], ['gradient', 'tfjs-cpu'], ['weight', 'tfjs-cpu'], ['weight', 'tfjs-cpu']])
  })

  it('negated, passes for a wrong step and fails for a right one', async () => {
    await expect(wrong).not.toAgreeWithTensorFlow({ state, batch, witnesses })
    expect(await failure(expect(step).not.toAgreeWithTensorFlow({ state, batch, witnesses }))).toMatch(/expected the step to differ/)
  })

  it('fails when a witness that is named is not available, negated or not', async () => {
    const given = { state, batch, witnesses: ['tfjs-cpu', absent] } as const
    expect(await failure(expect(step).toAgreeWithTensorFlow(given)))
      .toMatch(/^tfjs-node must be asked, and cannot be\n[^]*NOT AVAILABLE[^]*there is none here/)
    expect(await failure(expect(step).not.toAgreeWithTensorFlow(given))).toMatch(/^tfjs-node must be asked/)
  })

  it('fails when no TensorFlow.js is available, and says how to allow it', async () => {
    expect(await failure(expect(step).toAgreeWithTensorFlow({ state, batch, witnesses: [finiteDifferences()] })))
      .toMatch(/^no TensorFlow\.js is available, so it was not asked \(allowMissing: true/)
  })

  it('with allowMissing finite differences decide', async () => {
    await expect(step).toAgreeWithTensorFlow({ state, batch, witnesses: [finiteDifferences()], allowMissing: true })
    expect(await failure(expect(wrong).toAgreeWithTensorFlow({ state, batch, witnesses: [finiteDifferences()], allowMissing: true })))
      .toMatch(/^ {2}gradient 0\.\S+( \d\])?, by finite differences$/m)
  })

  describe('of a stage that TensorFlow has no row for', () => {
    const wobble: typeof sigmoid = (prev) => map(prev, prev.out, { kind: 'wobble', settings: {} }, (ops) => (x) =>
      [ops.sin(x), (dy: Some) => ops.mul(dy, ops.cos(x))])
    const odd = trainStep(pipe(input([1, 2]), dense(2), wobble), halfSquaredError, sgd({ learningRate: 0.1 }))
    const unbuilt = (name: string) => `toAgreeWithTensorFlow: the same network was NOT CHECKED by ${name}: ` +
      'there is no row for a stage of kind "wobble"; add a row: tensorFlowWitness(name, { tables })'

    it('says aloud which mode each witness could not do, why, and what would help', async () => {
      const said: string[] = []
      await expect(odd).toAgreeWithTensorFlow({ key: key(1), batch, witnesses, tell: (line) => { said.push(line) } })
      expect(said).toEqual([unbuilt('tfjs-cpu'), unbuilt('tfjs-wasm')])
    })

    it('warns when nobody is told', async () => {
      const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
      await expect(odd).toAgreeWithTensorFlow({ key: key(1), batch, witnesses: ['tfjs-cpu'] })
      expect(warn.mock.calls).toEqual([[unbuilt('tfjs-cpu')]])
      warn.mockRestore()
    })

    it('says in its summary how far the agreement goes', async () => {
      const claim = expect(odd).not.toAgreeWithTensorFlow({ key: key(1), batch, witnesses: ['tfjs-cpu'], tell: () => undefined })
      expect(await failure(claim)).toContain('TensorFlow agreed, in the same forward only: the same network was NOT CHECKED.')
    })

    it('with the row that it was told to add, has nothing to say', async () => {
      const row: StageRow = {
        build: (tf, _stage, x) => {
          class Wobble extends tf.layers.Layer {
            static className = 'Wobble'
            override call(inputs: Inner | Inner[]): Inner { return tf.sin(Array.isArray(inputs) ? inputs[0]! : inputs) }
          }
          return { output: new Wobble().apply(x) as SymbolicTensor }
        },
        arithmetic: () => (prev) => map(prev, prev.out, { kind: 'wobble', settings: {} }, (ops) => (x) =>
          [ops.sin(x), (dy: Some) => ops.mul(dy, ops.cos(x))]),
      }
      const said: string[] = []
      const witness = tensorFlowWitness('tfjs-cpu', { tables: { ...tables, stages: { ...tables.stages, wobble: row } } })
      await expect(odd).toAgreeWithTensorFlow({ key: key(1), batch, witnesses: [witness], tell: (line) => { said.push(line) } })
      expect(said).toEqual([])
    })
  })

  it('fails when something could not be checked', async () => {
    const saturated = { x: fromFlat([1, 2], [1e4, 1e4]), labels: fromFlat([1, 2], [0, 0]) }
    const odds = trainStep(pipe(input([1, 2]), dense(2), sigmoid), binaryCrossEntropy, sgd({ learningRate: 0.1 }))
    const given = { key: key(1), batch: saturated, witnesses: [finiteDifferences()], allowMissing: true }
    expect(await failure(expect(odds).toAgreeWithTensorFlow(given)))
      .toMatch(/^\d of 5 comparisons could not be made: /)
  })

  it('takes a training step only', async () => {
    // @ts-expect-error: a number is no training step
    await expect(failure(expect(7).toAgreeWithTensorFlow({ state, batch }))).resolves.toMatch(/takes a training step/)
  })

  it('names what it takes in the type of what it is given instead', () => {
    const { toAgreeWithTensorFlow, toPassGradientCheck } = expect(step.net)
    expectTypeOf(toAgreeWithTensorFlow).toEqualTypeOf<TakesATrainingStep>()
    expectTypeOf(toPassGradientCheck).toEqualTypeOf<TakesATrainingStep>()
  })
})

describe('toPassGradientCheck', () => {
  it('passes', () => { expect(step).toPassGradientCheck({ state, batch }) })
  it('fails with the slopes that differ', () => {
    expect(() => { expect(wrong).toPassGradientCheck({ state, batch }) })
      .toThrow(/slopes differ[^]*the backward pass gives .*, central differences/)
  })
  it('checks the network in training, or in use', () => {
    /** Right in training, and wrong in use. */
    const twofold: typeof sigmoid = (prev) => map(prev, prev.out, { kind: 'twofold', settings: {} }, (ops, { train }) => (x) =>
      [ops.sin(x), (dy: Some) => ops.mul(dy, train ? ops.cos(x) : x)])
    const odd = trainStep(pipe(input([1, 2]), dense(2), twofold), halfSquaredError, sgd({ learningRate: 0.1 }))
    const start = initialize(odd, key(1))
    expect(odd).toPassGradientCheck({ state: start, batch })
    expect(odd).toPassGradientCheck({ state: start, batch, train: true })
    expect(() => { expect(odd).toPassGradientCheck({ state: start, batch, train: false }) }).toThrow(/slopes differ/)
  })
})

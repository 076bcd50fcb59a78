import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { equals, f32, key, Misuse, type Shape, toFlat } from '../../src/index.ts'
import { TaskEither } from '../../src/fp.ts'
import {
  allExamples, backends, compareStep, examples, finiteDifferences, type OpenWitness, type Report, type Row, type Witness,
} from '../../compare/index.ts'
import { asked } from './asked.ts'
import {
  caseExamples, caseOf, denseWithWrongBias, denseWithWrongForward, perceptron, reluWithoutMask, withNet,
} from './cases.ts'
import { identity } from '../../src/index.ts'
import { type AnyNet, grow } from '../support/layers.ts'
import { losses } from '../support/losses.ts'
import type { Case } from '../../compare/index.ts'

const SEED = 20_261_121

const witnessOf = (open: OpenWitness): Witness => ({ name: open.name, isTensorFlow: open.isTensorFlow, open: TaskEither.right(open) })

const compareCase = ({ step, state, batch }: Case, witnesses: readonly Witness[]): Promise<Report> =>
  compareStep(step, { state, batches: [batch], witnesses })

const differing = ({ rows }: Report, mode: string): readonly string[] =>
  [...new Set(rows.filter((row) => row.mode === mode && row.verdict === 'differs').map(({ kind, tensor }) => `${kind} ${tensor}`))]

const worst = (rows: readonly Row[]): number => Math.max(...rows.map((row) => row.worst.ratio))

describe.each(backends)('%s', (backend) => {
  it.for(allExamples)('agrees on $name in both modes, over three steps, and leaves no tensor behind', async (example, context) => {
    const { step, state, batch } = example
    const report = await compareStep(step, { state, batches: [batch, batch, batch], witnesses: [witnessOf(await asked(backend, context))] })
    expect(report.summary).toMatchObject({ agreed: true, tensorflow: 'agreed', differing: 0, kinks: 0, knownFaults: 0, notChecked: 0 })
    expect(report.witnesses).toMatchObject([{ name: backend, available: true, leaked: 0, modes: [{ answered: 3 }, { answered: 3 }] }])
    expect(new Set(report.rows.map(({ mode }) => mode))).toEqual(new Set(['same forward', 'same network']))
    expect(report.rows.every(({ elements, checked }) => elements === checked)).toBe(true)
    expect(worst(report.rows)).toBeLessThan(0.5)
  })

  it('agrees on random networks under every loss', async (context) => {
    const witness = witnessOf(await asked(backend, context))
    await fc.assert(fc.asyncProperty(caseExamples(), async (example) => {
      const report = await compareCase(caseOf(example), [witness])
      expect(report.rows.filter(({ verdict }) => verdict === 'differs')).toEqual([])
      expect(report.witnesses[0]).toMatchObject({ leaked: 0, modes: [{ answered: 1 }, { answered: 1 }] })
    }), { seed: SEED, numRuns: 12 })
  })

  it('agrees on a wide network, within four digits', async (context) => {
    const given = perceptron(8, [128, 96, 64, 10])
    const report = await compareCase(given, [witnessOf(await asked(backend, context))])
    expect(report.summary).toMatchObject({ agreed: true, differing: 0 })
    report.rows.filter(({ kind, tensor }) => kind === 'gradient' && tensor.endsWith('w')).forEach((row) => {
      expect(row.worst.bound).toBeLessThan(1e-4)
      expect(row.worst.ratio).toBeLessThan(0.2)
    })
  })
})

const dense = (prev: AnyNet): AnyNet => grow('dense', prev)
const halfSquaredError = losses.find(({ name }) => name === 'halfSquaredError')!
const start = (): AnyNet => identity([4, 5], 'float') as AnyNet
const around = (net: AnyNet): Case => withNet(net, halfSquaredError.loss, [4, 5], (of: Shape) => halfSquaredError.labels(f32, 9, of), 5)

describe('a mistake is found, in the right tensors', () => {
  const both = async (context: Parameters<typeof asked>[1]): Promise<readonly Witness[]> =>
    [witnessOf(await asked('tfjs-cpu', context)), finiteDifferences()]

  it('a relu whose way back forgets its mask: everything before it', async (context) => {
    const report = await compareCase(around(dense(reluWithoutMask(dense(start())))), await both(context))
    const before = ['gradient 0.w', 'gradient 0.b', 'weight 0.w', 'weight 0.b']
    expect(differing(report, 'same forward')).toEqual(before)
    expect(differing(report, 'same network')).toEqual(before)
    expect(differing(report, 'finite differences')).toEqual(before)
    expect(report.summary).toMatchObject({ agreed: false, tensorflow: 'disagreed' })
  })

  it('a dense layer with a wrong bias gradient: that bias alone', async (context) => {
    const report = await compareCase(around(dense(denseWithWrongBias(6)(dense(start())))), await both(context))
    ;['same forward', 'same network', 'finite differences'].forEach((mode) => {
      expect(differing(report, mode)).toEqual(['gradient 1.b', 'weight 1.b'])
    })
  })

  it('a wrong forward with a way back that fits it: only the network built apart can see it', async (context) => {
    const report = await compareCase(around(denseWithWrongForward(3)(grow('tanh', dense(start())))), await both(context))
    expect(differing(report, 'same forward')).toEqual([])
    expect(differing(report, 'finite differences')).toEqual([])
    expect(differing(report, 'same network')).toContain('loss ')
    expect(differing(report, 'same network')).toContain('gradient 1.w')
  })

  it('a wrong way back in a wide network, where the worst case alone would hide it', async (context) => {
    const given = perceptron(8, [128, 96, 64, 10])
    const slightly = { ...given, step: Object.assign(given.step.bind(undefined), given.step, {
      net: { ...given.step.net, forward: (...args: Parameters<typeof given.step.net.forward>) => {
        const f = given.step.net.forward(...args)
        return (...given2: Parameters<typeof f>) => {
          const [y, next, back] = f(...given2)
          return [y, next, (dy: Parameters<typeof back>[0]) => back(args[0].scale(dy, 1.001))] as const
        }
      } },
    }) }
    const report = await compareCase(slightly, [witnessOf(await asked('tfjs-cpu', context))])
    expect(differing(report, 'same forward').filter((name) => name.startsWith('gradient'))).toHaveLength(6)
  })
})

describe('what could not be asked or done is in the report', () => {
  const absent: Witness = {
    name: 'tfjs-node', isTensorFlow: true, open: TaskEither.left({ kind: 'unavailable', reason: 'there is none on this machine' }),
  }

  it('a witness that is not available is named with its reason, and TensorFlow did not agree', async () => {
    const { step, state, batch } = examples.mazur
    const report = await compareStep(step, { state, batches: [batch], witnesses: [absent, finiteDifferences()] })
    expect(report.witnesses[0]).toEqual({
      name: 'tfjs-node', isTensorFlow: true, available: false, reason: 'there is none on this machine', modes: [], leaked: 0,
    })
    expect(report.summary).toMatchObject({ agreed: true, tensorflow: 'not available' })
  })

  it('without any witness nothing agrees', async () => {
    const { step, state, batch } = examples.mazur
    const report = await compareStep(step, { state, batches: [batch], witnesses: [absent] })
    expect(report.summary).toMatchObject({ agreed: false, tensorflow: 'not available', checked: 0 })
  })

  it('a stage without a row cannot be built apart, and is named; the same forward is still compared', async (context) => {
    const odd = { ...grow('tanh', dense(start())) }
    const net = { ...odd, stages: odd.stages.map((stage) => stage.kind === 'tanh' ? { ...stage, kind: 'wobble' } : stage) }
    const report = await compareCase(around(net), [witnessOf(await asked('tfjs-cpu', context))])
    expect(report.witnesses[0]?.modes).toEqual([
      { mode: 'same forward', answered: 1 },
      {
        mode: 'same network', answered: 0, cannotDo: 'there is no row for a stage of kind "wobble"',
        remedy: 'add a row: tensorFlowWitness(name, { tables })',
      },
    ])
    expect(report.summary).toMatchObject({
      tensorflow: 'agreed', tensorflowModes: { checked: ['same forward'], unchecked: ['same network'] },
    })
  })

  it('a witness that answers nothing is not agreement', async () => {
    const { step, state, batch } = examples.mazur
    const mute: Witness = {
      name: 'mute', isTensorFlow: true,
      open: TaskEither.right({ name: 'mute', version: '1', isTensorFlow: true, ways: [{
        mode: 'same forward', testify: () => TaskEither.left({ kind: 'cannot do', reason: 'it is mute' }),
      }] }),
    }
    const report = await compareStep(step, { state, batches: [batch], witnesses: [mute] })
    expect(report.summary).toMatchObject({ agreed: false, tensorflow: 'not checked', checked: 0 })
  })

  it('no batch is a misuse', async () => {
    await expect(compareStep(examples.mazur.step, { state: examples.mazur.state, batches: [] })).rejects.toThrow(Misuse)
  })
})

it('every step starts from our own state, and nothing that is given changes', async (context) => {
  const { step, state, batch } = examples.mazur
  const before = toFlat(state.params[0].w)
  const report = await compareStep(step, { state, batches: [batch, batch], witnesses: [witnessOf(await asked('tfjs-cpu', context))] })
  const [next] = step(state, batch)
  const [, { loss }] = step(next, batch)
  const second = report.rows.find((row) => row.step === 2 && row.kind === 'loss')
  expect(second?.worst.ours).toBe(toFlat(loss)[0])
  expect(toFlat(state.params[0].w)).toEqual(before)
  expect(equals(state.key, key(0))).toBe(true)
})

it('says what is going on', async () => {
  const { step, state, batch } = examples.mazur
  const said: string[] = []
  await compareStep(step, { state, batches: [batch], witnesses: [finiteDifferences()], tell: (line) => { said.push(line) } })
  expect(said).toEqual(['finite differences: central differences in f64, steps 2^-18 to 2^-16', 'step 1: 9 comparisons, 0 differ'])
})

it('says so of each step as it finishes', async () => {
  const { step, state, batch } = examples.mazur
  const said: string[] = []
  const listening: Witness = {
    name: 'listening', isTensorFlow: false,
    open: TaskEither.right({ name: 'listening', version: '1', isTensorFlow: false, ways: [{
      mode: 'by ear', testify: () => { said.push('asked'); return TaskEither.right({ values: [] }) },
    }] }),
  }
  await compareStep(step, { state, batches: [batch, batch], witnesses: [listening], tell: (line) => { said.push(line) } })
  expect(said).toEqual(['listening: 1', 'asked', 'step 1: 0 comparisons, 0 differ', 'asked', 'step 2: 0 comparisons, 0 differ'])
})

it('finite differences of a large network are a sample of every tensor, and say so', async () => {
  const given = perceptron(3, [8, 9, 4])
  const report = await compareCase(given, [finiteDifferences({ limit: 20 })])
  const gradients = report.rows.filter(({ kind }) => kind === 'gradient')
  expect(gradients.map(({ elements, checked }) => [elements, checked])).toEqual([[72, 5], [9, 5], [36, 5], [4, 4]])
  expect(report.rows.some(({ kind }) => kind === 'weight')).toBe(false)
  expect(report.summary.differing).toBe(0)
})

it('the number of each step is told when it is compared', async () => {
  const { step, state, batch } = examples.mazur
  const numbers: number[] = []
  await compareStep(step, {
    state, batches: [batch, batch, batch], witnesses: [finiteDifferences()], stepDone: (number) => { numbers.push(number) },
  })
  expect(numbers).toEqual([1, 2, 3])
})

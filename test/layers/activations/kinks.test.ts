import type { Tensor as Inner } from '@tensorflow/tfjs'
import { describe, expect, test } from 'vitest'
import { f32, f64, input, key, Misuse, type Some, tensor, toNested } from '../../../src/index.ts'
import { elu } from '../../../src/layers/activations/elu.ts'
import { hardSigmoid } from '../../../src/layers/activations/hard-sigmoid.ts'
import { hardSwish } from '../../../src/layers/activations/hard-swish.ts'
import { hardTanh } from '../../../src/layers/activations/hard-tanh.ts'
import { leakyRelu } from '../../../src/layers/activations/leaky-relu.ts'
import { prelu } from '../../../src/layers/activations/prelu.ts'
import { relu } from '../../../src/layers/activations/relu.ts'
import { relu6 } from '../../../src/layers/activations/relu6.ts'
import { selu } from '../../../src/layers/activations/selu.ts'
import { swish } from '../../../src/layers/activations/swish.ts'
import { tfjsHardSigmoid } from '../../../src/layers/activations/tfjs-hard-sigmoid.ts'
import { layers } from '../../support/layers.ts'
import { useCounted } from '../../../compare/tensorflow/index.ts'
import { openedBackend } from '../../compare/asked.ts'
import { at } from './on.ts'
import { vectors } from './vectors.ts'

interface Kink {
  readonly name: string
  readonly stage: Some
  readonly x: number
  readonly y: number
  readonly slope: number
  /** what others have there, where it is another slope */
  readonly others?: { readonly pytorch?: number; readonly jax?: number }
}

const scale = 1.0507009873554805
const kinks: readonly Kink[] = [
  { name: 'relu', stage: relu, x: 0, y: 0, slope: 0 },
  { name: 'relu6', stage: relu6, x: 0, y: 0, slope: 0 },
  { name: 'relu6', stage: relu6, x: 6, y: 6, slope: 1, others: { pytorch: 0, jax: 0 } },
  { name: 'leakyRelu', stage: leakyRelu(), x: 0, y: 0, slope: 0.01, others: { jax: 1 } },
  { name: 'prelu', stage: prelu(), x: 0, y: 0, slope: 0.25 },
  { name: 'elu', stage: elu(), x: 0, y: 0, slope: 1 },
  { name: 'elu alpha 0.5', stage: elu({ alpha: 0.5 }), x: 0, y: 0, slope: 1, others: { pytorch: 0.5, jax: 0.5 } },
  { name: 'selu', stage: selu, x: 0, y: 0, slope: scale * 1.6732632423543772 },
  { name: 'hardSigmoid', stage: hardSigmoid, x: -3, y: 0, slope: 0 },
  { name: 'hardSigmoid', stage: hardSigmoid, x: 3, y: 1, slope: 0 },
  { name: 'tfjsHardSigmoid', stage: tfjsHardSigmoid, x: -2.5, y: 0, slope: 0.2 },
  { name: 'tfjsHardSigmoid', stage: tfjsHardSigmoid, x: 2.5, y: 1, slope: 0.2 },
  { name: 'hardSwish', stage: hardSwish, x: -3, y: 0, slope: 0 },
  { name: 'hardSwish', stage: hardSwish, x: 3, y: 3, slope: 1 },
  { name: 'hardTanh', stage: hardTanh, x: -1, y: -1, slope: 1, others: { pytorch: 0 } },
  { name: 'hardTanh', stage: hardTanh, x: 1, y: 1, slope: 1, others: { pytorch: 0 } },
]

const frameworks = ['pytorch', 'jax'] as const

describe('value and slope at every kink, and where others have another slope', () => {
  test.each(kinks)('$name at $x', ({ name, stage, x, y, slope, others = {} }) => {
    for (const ops of [f32, f64]) {
      const found = at(stage, [x], ops)
      expect(found.y[0]! + 0).toBe(y)
      expect(found.slope[0]).toBeCloseTo(slope, ops === f32 ? 6 : 14)
    }
    for (const framework of frameworks) {
      const theirs = vectors[framework][name]?.slope[vectors.points.indexOf(x)]
      if (theirs !== undefined) expect(theirs).toBeCloseTo(others[framework] ?? slope, 14)
    }
  })

  test('every layer that is said to be kinked is here, and no other', () => {
    const kinked = layers.filter(({ family, slope }) => family === 'activations' && slope === 'kinked').map(({ name }) => name)
    expect(kinked.sort()).toEqual([...new Set(kinks.map(({ name }) => name.split(' ')[0]!))].sort())
  })

  test('those that TensorFlow.js has a rule for have its slope', async (context) => {
    await useCounted(await openedBackend('tfjs-cpu', context), (tf) => {
      const slopeOf = (f: (x: Inner) => Inner, x: number): number => tf.tidy(() => tf.grad(f)(tf.scalar(x)).dataSync()[0]!)
      const clip = (x: Inner, least: number, most: number): Inner => tf.clipByValue(x, least, most)
      const rules: readonly (readonly [name: string, f: (x: Inner) => Inner])[] = [
        ['relu', (x) => tf.relu(x)], ['relu6', (x) => tf.relu6(x)], ['leakyRelu', (x) => tf.leakyRelu(x, 0.01)],
        ['prelu', (x) => tf.prelu(x, tf.scalar(0.25))], ['elu', (x) => tf.elu(x)], ['selu', (x) => tf.selu(x)],
        ['tfjsHardSigmoid', (x) => clip(tf.add(tf.mul(0.2, x), 0.5), 0, 1)], ['hardTanh', (x) => clip(x, -1, 1)],
      ]
      for (const [name, f] of rules) {
        for (const { x, slope } of kinks.filter((kink) => kink.name === name)) expect(slopeOf(f, x)).toBeCloseTo(slope, 6)
      }
    })
  })

  test('tf.layers has slope 0 at 6 for relu6', async (context) => {
    await useCounted(await openedBackend('tfjs-cpu', context), (tf) => {
      const slope = tf.tidy(() => tf.grad((x: Inner) => tf.minimum(6, tf.relu(x)))(tf.scalar(6)).dataSync()[0])
      expect(slope).toBe(0)
    })
  })
})

test('prelu: a slope is learned from what is not above 0, one a column', () => {
  const net = prelu({ init: 0.5 })(input([2, 2]))
  const [y, , back] = net.forward(f32, { key: key(0), train: true })([{ slope: tensor([0.5, 2]) }], [], tensor([[-2, -3], [0, 4]]))
  expect(toNested(y)).toEqual([[-1, -6], [0, 4]])
  const [[{ slope }], dx] = back(tensor([[1, 2], [3, 4]]))
  expect(toNested(slope)).toEqual([-2, -6])
  expect(toNested(dx)).toEqual([[0.5, 4], [1.5, 4]])
})

test.each([
  ['leakyRelu: slope is NaN, not a finite number', () => leakyRelu({ slope: NaN })],
  ['prelu: init is Infinity, not a finite number', () => prelu({ init: Infinity })],
  ['elu: alpha is NaN, not a finite number', () => elu({ alpha: NaN })],
  ['swish: beta is -Infinity, not a finite number', () => swish({ beta: -Infinity })],
])('%s', (message, make) => {
  expect(make).toThrow(Misuse)
  expect(make).toThrow(message)
})

import { describe, expect, it } from 'vitest'
import { accuracyOf, backends, type Elementary } from '../../../compare/index.ts'
import type { Tf } from '../../../compare/tensorflow/index.ts'
import type { Tensor as Inner } from '@tensorflow/tfjs'
import { f32, key, math, toFlat, uniform } from '../../../src/index.ts'
import { openedBackend } from '../asked.ts'

const U = 2 ** -24

/** Numbers between two limits: half of them evenly, half of them of every size down to 2^-30. */
const sample = (low: number, high: number): readonly number[] => {
  const evenly = toFlat(uniform(f32, key(7), [8000], low, high))
  const exponents = toFlat(uniform(f32, key(8), [8000], -30, Math.log2(Math.max(Math.abs(low), Math.abs(high)))))
  return [...evenly, ...exponents.map((e, i) => Math.fround(2 ** e * (low < 0 && i % 2 === 0 ? -1 : 1)))].filter((x) => x >= low && x <= high)
}

interface Measured {
  readonly from: number
  readonly to: number
  readonly truth: (x: number) => number
  readonly theirs: (tf: Tf, x: Inner) => Inner
}

const measured: Readonly<Record<Exclude<Elementary, 'erfinv'>, Measured>> = {
  sqrt: { from: 0, to: 1e6, truth: Math.sqrt, theirs: (tf, x) => tf.sqrt(x) },
  exp: { from: -80, to: 80, truth: math.exp, theirs: (tf, x) => tf.exp(x) },
  expm1: { from: -20, to: 20, truth: math.expm1, theirs: (tf, x) => tf.expm1(x) },
  log: { from: 1e-6, to: 100, truth: math.log, theirs: (tf, x) => tf.log(x) },
  log1p: { from: -0.9, to: 100, truth: math.log1p, theirs: (tf, x) => tf.log1p(x) },
  tanh: { from: -12, to: 12, truth: math.tanh, theirs: (tf, x) => tf.tanh(x) },
  sigmoid: { from: -80, to: 80, truth: math.sigmoid, theirs: (tf, x) => tf.sigmoid(x) },
  softplus: { from: -80, to: 80, truth: math.softplus, theirs: (tf, x) => tf.softplus(x) },
  erf: { from: -5, to: 5, truth: math.erf, theirs: (tf, x) => tf.erf(x) },
  sin: { from: -100, to: 100, truth: math.sin, theirs: (tf, x) => tf.sin(x) },
  cos: { from: -100, to: 100, truth: math.cos, theirs: (tf, x) => tf.cos(x) },
  pow: { from: -5, to: 5, truth: (x) => math.pow(Math.fround(1.7), x), theirs: (tf, x) => tf.pow(tf.scalar(Math.fround(1.7)), x) },
}

describe.each(backends)('%s stays within the table of allowed accuracy', (backend) => {
  it.for(Object.entries(measured))('%s', async ([name, { from, to, truth, theirs }], context) => {
    const { relative, absolute } = accuracyOf[name as Elementary]
    const xs = sample(from, to)
    const tensorFlow = await openedBackend(backend, context)
    const ys = await tensorFlow.use((tf) => tf.tidy(() => [...theirs(tf, tf.tensor1d(Float32Array.from(xs))).dataSync()]))
    const worst = xs.map((x, i) => {
      const y = truth(x)
      return Math.abs(ys[i]! - y) / (relative * U * Math.abs(y) + absolute * U + 2 ** -126)
    }).reduce((a, b) => Math.max(a, b), 0)
    expect(worst).toBeLessThanOrEqual(1)
    // A table that allows far more than is needed would hide mistakes.
    expect(Math.max(relative, absolute)).toBeLessThanOrEqual(16)
  })
})

import { describe, expect, test } from 'vitest'
import {
  compile, dense, f32, f64, foldIn, type Initializer, initialize, input, type Key, key, Misuse, type Ops, pipe, precisionOf, relu, sgd, type Shape, softmaxCrossEntropy, toFlat,
  trainStep, treeEquals,
} from '../../src/index.ts'
import { constant, normal, ones, truncatedNormal, uniform, varianceScaling, zeros } from '../../src/initializers/index.ts'

const N = 20_000
const mean = (xs: readonly number[]): number => xs.reduce((a, b) => a + b, 0) / xs.length

/** With the mean, the variance and the kurtosis that are stated; the cut normal's is that of a normal number cut at two deviations. */
const stated: readonly (readonly [name: string, initializer: Initializer, mean: number, variance: number, kurtosis: number, low: number, high: number])[] = [
  ['uniform', uniform(-0.5, 1.5), 0.5, 4 / 12, 9 / 5, -0.5, 1.5],
  ['normal', normal({ standardDeviation: 0.3 }), 0, 0.09, 3, -Infinity, Infinity],
  ['normal around 2', normal({ standardDeviation: 0.3, mean: 2 }), 2, 0.09, 3, -Infinity, Infinity],
  ['truncatedNormal', truncatedNormal({ standardDeviation: 0.3 }), 0, 0.09, 2.0647, -0.6 / 0.8796256610342398, 0.6 / 0.8796256610342398],
  ['truncatedNormal around −1', truncatedNormal({ standardDeviation: 0.3, mean: -1 }), -1, 0.09, 2.0647, -1 - 0.6 / 0.8796256610342398, -1 + 0.6 / 0.8796256610342398],
  ['varianceScaling, fanOut', varianceScaling({ scale: 3, fan: 'fanOut', distribution: 'normal' }), 0, 3 / 200, 3, -Infinity, Infinity],
]

describe.each(stated)('%s', (_name, initializer, centre, variance, kurtosis, low, high) => {
  const numbers = toFlat(initializer(f32, key(11), [100, 200]))

  test('has the stated mean and variance, within four standard errors, and keeps to its limits', () => {
    expect(Math.abs(mean(numbers) - centre)).toBeLessThan(4 * Math.sqrt(variance / N))
    expect(Math.abs(mean(numbers.map((x) => (x - centre) ** 2)) - variance)).toBeLessThan(4 * variance * Math.sqrt((kurtosis - 1) / N))
    // a few roundings of the largest number
    const slack = 4 * 2 ** -24 * Math.max(...numbers.map(Math.abs))
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(low - slack)
    expect(Math.max(...numbers)).toBeLessThanOrEqual(high + slack)
  })

  test('the same key gives the same numbers, another key others; f64 the same with more digits; compiled the same bits', () => {
    const small: Shape = [7, 3]
    const drawn = (ops: Ops, from: Key): readonly number[] => toFlat(initializer(ops, from, small))
    expect(drawn(f32, key(1))).toEqual(drawn(f32, key(1)))
    expect(drawn(f32, key(2))).not.toEqual(drawn(f32, key(1)))
    drawn(f64, key(1)).forEach((x, i) => { expect(Math.abs(x - drawn(f32, key(1))[i]!)).toBeLessThan(1e-5) })
    const compiled = compile((ops: Ops) => (from: Key) => initializer(ops, from, small), { threads: 1 })
    expect(toFlat(compiled(key(1)))).toEqual(drawn(f32, key(1)))
    compiled.dispose()
  })
})

describe('constant, zeros, ones', () => {
  test.each([[constant(-2.5), -2.5], [zeros, 0], [ones, 1]] as const)('%# are that number everywhere', (initializer, value) => {
    const x = initializer(f64, key(1), [2, 3])
    expect([x.shape, toFlat(x), precisionOf(x)]).toEqual([[2, 3], Array.from({ length: 6 }, () => value), 'f64'])
  })
})

describe('a network', () => {
  const step = (kernel: Initializer) => {
    const two = pipe(input([4, 6]), dense(5, { kernel }), relu, dense(3, { kernel }))
    return [trainStep(two, softmaxCrossEntropy, sgd({ learningRate: 1 })), trainStep(pipe(two, relu, dense(2, { kernel })), softmaxCrossEntropy, sgd({ learningRate: 1 }))] as const
  }

  test.each([...stated.map(([name, initializer]) => [name, initializer] as const), ['ones', ones] as const])('a stage added at the end changes no weight before it: %s', (_name, kernel) => {
    const [two, three] = step(kernel)
    const [before, after] = [initialize(two, key(5)).params, initialize(three, key(5)).params]
    expect(treeEquals(after.slice(0, 2), before)).toBe(true)
  })

  test('takes its weights from where it is told, each stage from its own key', () => {
    const [two] = step(normal({ standardDeviation: 1 }))
    const { params } = initialize(two, key(5))
    const root = foldIn(key(5), 0)
    expect(toFlat(params[0].w)).toEqual(toFlat(normal({ standardDeviation: 1 })(f32, foldIn(root, 0), [6, 5])))
    expect(toFlat(params[1].w)).toEqual(toFlat(normal({ standardDeviation: 1 })(f32, foldIn(root, 2), [5, 3])))
  })
})

test.each<readonly [make: () => unknown, message: string]>([
  [() => constant(NaN), 'constant: value NaN is not a finite number'],
  [() => constant(1e39), 'constant: value 1e+39 is not a finite number'],
  [() => uniform(1, 0), 'uniform: from 1 to 0 is not a finite range upward'],
  [() => uniform(0, Infinity), 'uniform: from 0 to Infinity is not a finite range upward'],
  [() => normal({ standardDeviation: -1 }), 'normal: standard deviation -1 is not a finite number from 0 upward'],
  [() => normal({ standardDeviation: 1, mean: NaN }), 'normal: mean NaN is not a finite number'],
  [() => truncatedNormal({ standardDeviation: NaN }), 'truncatedNormal: standard deviation NaN is not a finite number from 0 upward'],
  [() => varianceScaling({ scale: 0, fan: 'fanIn', distribution: 'normal' }), 'varianceScaling: scale 0 is not a finite number above 0'],
  [() => varianceScaling({ scale: 1, fan: 'fan_in' as never, distribution: 'normal' }), 'varianceScaling: "fan_in" is not a fan: fanIn, fanOut or fanAverage'],
  [() => varianceScaling({ scale: 1, fan: 'fanIn', distribution: 'cauchy' as never }), 'varianceScaling: "cauchy" is not a distribution: uniform, normal or truncatedNormal'],
])('refused at once: $1', (make, message) => {
  expect(make).toThrow(Misuse)
  expect(make).toThrow(message)
})

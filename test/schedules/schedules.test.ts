import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compile, f32, f64, item, Misuse, type Ops, type Scalar, sgd, showSchedule, tensor, toFlat } from '../../src/index.ts'
import {
  constant, cosine, exponential, join, linear, oneCycle, piecewiseConstant, polynomial, restarts, step, warmUp,
} from '../../src/schedules/index.ts'
import { holds } from '../support/examples.ts'
import { schedules } from './rows.ts'

const optax = JSON.parse(readFileSync(new URL('./optax-vectors.json', import.meta.url), 'utf8')) as {
  readonly steps: readonly number[]
  readonly values: Readonly<Record<string, readonly number[]>>
}

const steps = fc.oneof(fc.nat(130), fc.nat(10_000), fc.nat(2 ** 24 - 1))

/**
 * How far a schedule may be from its formula: the longest chain has a quotient, the cosine of it times π (which turns the rounding of its argument, at most π,
 * into 3 u), three more operations and the sum of two products: fewer than 16 roundings, each of at most the largest value.
 * pow turns the rounding of its exponent t / 20 ≤ 50,000 steps into as many times u ln 2 of a value that has long vanished: x 2⁻ˣ is below 1.
 */
const bound = (u: number, largest: number): number => 16 * u * largest

describe.each(schedules)('$name', ({ name, schedule, formula, exact, largest }) => {
  test('is its formula, in f32 and in f64', () => {
    holds(fc.property(steps, (t) => {
      expect(Math.abs(schedule(t) - formula(t))).toBeLessThanOrEqual(bound(2 ** -24, largest))
      expect(Math.abs(item(schedule.at(f64, f64.fill([], t))) - formula(t))).toBeLessThanOrEqual(bound(2 ** -52, largest))
    }), 200)
  })

  test('at its edges it is exact', () => {
    for (const [t, value] of Object.entries(exact)) {
      expect(schedule(Number(t)), `f32, step ${t}`).toBe(Math.fround(value))
      expect(item(schedule.at(f64, f64.fill([], Number(t)))), `f64, step ${t}`).toBe(value)
    }
  })

  test('compiled it has the same bits', () => {
    const compiled = compile((ops: Ops) => (t: Scalar) => schedule.at(ops, t), { threads: 1 })
    holds(fc.property(steps, (t) => { expect(item(compiled(tensor(t)))).toBe(schedule(t)) }), 100)
    compiled.dispose()
  })

  test('is the learning rate of every step', () => {
    const rule = sgd({ learningRate: schedule })(f32, { w: tensor([0]) })
    let slots = rule.init()
    for (let t = 0; t < 35; t += 1) {
      const [{ w }, next] = rule.update({ w: tensor([-1]) }, slots)
      expect(toFlat(w)).toEqual([schedule(t)])
      slots = next
    }
  })

  test('says what it is, as data', () => {
    const { kind, settings, parts } = schedule
    expect(name.startsWith(kind)).toBe(true)
    expect(JSON.parse(JSON.stringify(settings))).toEqual(settings)
    expect(Object.keys(settings).length + (parts ?? []).length).toBeGreaterThan(0)
  })

  test.each([-1, 0.5, NaN])('step %s is refused', (t) => {
    expect(() => schedule(t)).toThrow(Misuse)
    expect(() => schedule(t)).toThrow(`${schedule.kind}: step ${String(t)} is not a whole number from 0 upward`)
  })
})

describe('the same as Optax in f64, within twice the bound of the formula', () => {
  test.each(Object.entries(optax.values))('%s', (name, values) => {
    const { schedule, largest } = schedules.find((row) => row.name === name)!
    optax.steps.forEach((t, i) => {
      expect(Math.abs(item(schedule.at(f64, f64.fill([], t))) - values[i]!), `step ${String(t)}`).toBeLessThanOrEqual(2 * bound(2 ** -52, largest))
    })
  })
})

describe('steps far out', () => {
  test('⌊t / every⌋ is right at every boundary up to 2^24, in f32', () => {
    for (const every of [1, 3, 7, 10, 49, 1000, 65_537, 3_000_001]) {
      const at = step({ initial: 1, factor: 2 ** -1, every })
      const last = Math.floor((2 ** 24 - 1) / every)
      for (const count of [1, 2, 3, Math.min(last, 120), Math.min(last, 126)]) {
        expect([every, at(count * every - 1), at(count * every)]).toEqual([every, 2 ** -(count - 1), 2 ** -count])
      }
    }
  })

  test('each cycle begins where the one before ends, up to 2^24 in f32', () => {
    for (const [period, growth] of [[1, 2], [3, 2], [10, 3], [1000, 10], [2 ** 20, 2 ** 20]] as const) {
      const at = restarts({ initial: 1, period, growth })
      let [begins, length] = [0, period]
      while (begins + length < 2 ** 24) {
        expect(at(begins)).toBe(1)
        if (length > 1) expect(at(begins + length - 1)).toBeLessThan(1)
        ;[begins, length] = [begins + length, length * growth]
      }
    }
  })
})

describe('by hand', () => {
  test('warm-up goes to whatever begins after it', () => {
    const at = warmUp({ steps: 4, from: 0.5 }, step({ initial: 1, factor: 0.5, every: 2 }))
    expect([0, 1, 2, 3, 4, 5, 6, 7, 8].map(at)).toEqual([0.5, 0.625, 0.75, 0.875, 1, 1, 0.5, 0.5, 0.25])
  })

  test('each of joined schedules begins with its own step 0', () => {
    const ramp = linear({ initial: 0, final: 4, steps: 4 })
    expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(join([ramp, ramp, ramp], [2, 5]))).toEqual([0, 1, 0, 1, 2, 0, 1, 2, 3, 4])
  })

  test('a bound holds from the side that the value comes from', () => {
    expect([0, 1, 2, 3].map(exponential({ initial: 1, factor: 2, steps: 1, final: 3 }))).toEqual([1, 2, 3, 3])
    expect([0, 1, 2, 3].map(exponential({ initial: -1, factor: 0.5, steps: 1, final: -0.3 }))).toEqual([-1, -0.5, Math.fround(-0.3), Math.fround(-0.3)])
  })

  test('one cycle has its shares, and takes other values', () => {
    expect(oneCycle({ peak: 1, steps: 10 }).settings).toEqual({ peak: 1, steps: 10, rise: 3, initial: 0.04, final: 4e-6 })
    const at = oneCycle({ peak: 8, steps: 6, rise: 2, initial: 2, final: 1 })
    expect([at(0), at(1), at(2), at(4), at(6), at(7)]).toEqual([2, 5, 8, 4.5, 1, 1])
  })

  test('schedules of schedules say so', () => {
    const warm = warmUp({ steps: 5 }, join([constant(1), cosine({ initial: 1, steps: 9 })], [3]))
    expect(showSchedule(warm)).toBe('warmUp(steps 5, from 0, join(boundaries 3, constant(value 1), cosine(initial 1, final 0, steps 9)))')
    expect(JSON.parse(JSON.stringify({ parts: warm.parts }))).toEqual({ parts: [{
      kind: 'join', settings: { boundaries: '3' },
      parts: [{ kind: 'constant', settings: { value: 1 } }, { kind: 'cosine', settings: { initial: 1, final: 0, steps: 9 } }],
    }] })
  })
})

describe('faults are refused at once', () => {
  const one = constant(1)
  test.each<readonly [make: () => unknown, message: string]>([
    [() => constant(NaN), 'constant: value NaN is not a finite number'],
    [() => constant(1e39), 'constant: value 1e+39 is not a finite number'],
    [() => step({ initial: Infinity, factor: 0.5, every: 1 }), 'step: initial Infinity is not a finite number'],
    [() => step({ initial: 1, factor: 0, every: 1 }), 'step: factor 0 is not above 0'],
    [() => step({ initial: 1, factor: 0.5, every: 0 }), 'step: every 0 is not a whole number from 1 to 2^30'],
    [() => piecewiseConstant({ boundaries: [3], values: [1] }), 'piecewiseConstant: 1 boundaries ask for 2 values, not 1'],
    [() => piecewiseConstant({ boundaries: [3, 3], values: [1, 2, 3] }), 'piecewiseConstant: boundary 1 at step 3 is not above the one before, at step 3'],
    [() => piecewiseConstant({ boundaries: [3], values: [1, NaN] }), 'piecewiseConstant: value 1 NaN is not a finite number'],
    [() => exponential({ initial: 1, factor: -1, steps: 1 }), 'exponential: factor -1 is not above 0'],
    [() => exponential({ initial: 1, factor: 1, steps: 1.5 }), 'exponential: steps 1.5 is not a whole number from 1 to 2^30'],
    [() => exponential({ initial: 1, factor: 1, steps: 1, final: NaN }), 'exponential: final NaN is not a finite number'],
    [() => polynomial({ initial: 1, steps: 1, power: 0 }), 'polynomial: power 0 is not above 0'],
    [() => linear({ initial: 1, steps: 2 ** 31 }), 'linear: steps 2147483648 is not a whole number from 1 to 2^30'],
    [() => cosine({ initial: 1, final: NaN, steps: 1 }), 'cosine: final NaN is not a finite number'],
    [() => warmUp({ steps: 0 }, one), 'warmUp: steps 0 is not a whole number from 1 to 2^30'],
    [() => warmUp({ steps: 1, from: NaN }, one), 'warmUp: from NaN is not a finite number'],
    [() => oneCycle({ peak: 1, steps: 1 }), 'oneCycle: rise 1 is not below steps 1'],
    [() => oneCycle({ peak: 1, steps: 9, rise: 0 }), 'oneCycle: rise 0 is not a whole number from 1 to 2^30'],
    [() => join([one], [1]), 'join: 1 boundaries ask for 2 schedules, not 1'],
    [() => join([one, one, one], [5, 4]), 'join: boundary 1 at step 4 is not above the one before, at step 5'],
    [() => restarts({ initial: 1, period: 0 }), 'restarts: period 0 is not a whole number from 1 to 2^30'],
    [() => restarts({ initial: 1, period: 1, growth: 1.5 }), 'restarts: growth 1.5 is not a whole number from 1 to 2^30'],
  ])('$1', (make, message) => {
    expect(make).toThrow(Misuse)
    expect(make).toThrow(message)
  })
})

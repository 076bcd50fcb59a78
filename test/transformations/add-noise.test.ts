import { describe, expect, test } from 'vitest'
import { f32, f64, foldIn, key, Misuse, normal, tensor, toFlat, tree, treeEquals } from '../../src/index.ts'
import { addNoise } from '../../src/transformations/index.ts'

const like = { w: f64.fill([40, 50], 0), b: f64.fill([2000], 0) }

/** The noise of each of the first steps. */
const noise = (steps: number, settings: Parameters<typeof addNoise>[0]) => {
  const rule = addNoise(settings)(f64, like)
  let slots = rule.init()
  return Array.from({ length: steps }, () => {
    const [updates, next] = rule.update(like, slots)
    slots = next
    return updates
  })
}

describe('addNoise: g + σₜ z', () => {
  test('z is drawn for each step and each tensor from its own key, and σₜ² = η / (1 + t)^γ, to two roundings of σ', () => {
    noise(4, { eta: 0.3, gamma: 0.55, key: key(9) }).forEach((updates, t) => {
      const sigma = Math.sqrt(0.3 / (1 + t) ** 0.55)
      for (const [i, name] of (['b', 'w'] as const).entries()) {
        const z = toFlat(normal(f64, foldIn(foldIn(key(9), t), i), like[name].shape))
        toFlat(updates[name]).forEach((x, j) => { expect(Math.abs(x - sigma * z[j]!)).toBeLessThanOrEqual(8 * 2 ** -53 * Math.abs(x)) })
      }
    })
  })

  test('has mean 0 and the stated variance, within four standard errors; steps and tensors do not go together', () => {
    const [first, second] = noise(2, { eta: 1, gamma: 0.55, key: key(3) }) as [typeof like, typeof like]
    const mean = (xs: readonly number[]): number => xs.reduce((a, b) => a + b, 0) / xs.length
    const [a, b, c] = [toFlat(first.w), toFlat(first.b), toFlat(second.w)]
    const n = a.length
    for (const [xs, variance] of [[a, 1], [b, 1], [c, 2 ** -0.55]] as const) {
      expect(Math.abs(mean(xs))).toBeLessThan(4 * Math.sqrt(variance / n))
      expect(Math.abs(mean(xs.map((x) => x * x)) - variance)).toBeLessThan(4 * variance * Math.sqrt(2 / n))
    }
    const correlation = (xs: readonly number[], ys: readonly number[]): number => mean(xs.map((x, i) => x * ys[i]!))
    expect(Math.abs(correlation(a, b))).toBeLessThan(4 / Math.sqrt(n))
    expect(Math.abs(correlation(a, c))).toBeLessThan(4 / Math.sqrt(n))
  })

  test('the same key gives the same noise, another key another; the order in which names were written does not count', () => {
    const [one] = noise(1, { eta: 1, key: key(3) })
    expect(treeEquals(noise(1, { eta: 1, key: key(3) })[0]!, one!)).toBe(true)
    expect(treeEquals(noise(1, { eta: 1, key: key(4) })[0]!, one!)).toBe(false)
    const turned = { b: like.b, w: like.w }
    const rule = addNoise({ eta: 1, key: key(3) })(f64, turned)
    expect(treeEquals(rule.update(turned, rule.init())[0], one!)).toBe(true)
  })

  test('γ = 0 keeps the variance, η = 0 adds nothing', () => {
    const [first, second] = noise(2, { eta: 0.25, gamma: 0, key: key(1) }) as [typeof like, typeof like]
    expect(toFlat(second.w)).toEqual(toFlat(f64.scale(normal(f64, foldIn(foldIn(key(1), 1), 1), [40, 50]), 0.5)))
    expect(toFlat(first.w)).not.toEqual(toFlat(second.w))
    const g = { w: tensor([1, -2, 3]) }
    const rule = addNoise({ eta: 0, key: key(1) })(f32, g)
    expect(toFlat(rule.update(g, rule.init())[0].w)).toEqual([1, -2, 3])
  })

  test('key and count are slots, and it says what it is', () => {
    const rule = addNoise({ eta: 0.1, key: key(7) })(f32, like)
    expect(tree.leaves(rule.init()).map(({ path, tensor: x }) => [path, toFlat(x)])).toEqual([['key', [0, 7]], ['count', [0]]])
    expect(rule.settings).toEqual({ eta: 0.1, gamma: 0.55, key: '0 7' })
  })

  test.each([[{ eta: -1 }, 'eta -1'], [{ eta: NaN }, 'eta NaN'], [{ eta: 1, gamma: -0.5 }, 'gamma -0.5'], [{ eta: 1, gamma: Infinity }, 'gamma Infinity']])('%o is refused', (settings, what) => {
    expect(() => addNoise({ ...settings, key: key(1) })).toThrow(Misuse)
    expect(() => addNoise({ ...settings, key: key(1) })).toThrow(`addNoise: ${what} is not a finite number from 0 upward`)
  })
})

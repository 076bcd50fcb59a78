import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { f64, tensor, toFlat, tree } from '../../src/index.ts'
import { optimizers, poisonous } from '../support/optimizers.ts'

type Weights = { readonly w: readonly (readonly number[])[]; readonly b: readonly number[] }

interface Reference {
  readonly params: Weights
  readonly gradients: readonly Weights[]
  readonly trajectories: readonly {
    readonly name: string
    readonly settings: Readonly<Record<string, number | boolean>>
    /** such as `optax 0.2.8` */
    readonly by: string
    /** the weights after some of the steps */
    readonly steps: Readonly<Record<string, Weights>>
  }[]
}

/** Written by `reference/make_trajectories.py`, which says which options make both definitions the same. */
const reference = JSON.parse(readFileSync(new URL('reference/trajectories.json', import.meta.url), 'utf8')) as Reference

const asTensors = ({ w, b }: Weights) => ({ w: tensor(w, { precision: 'f64' }), b: tensor(b, { precision: 'f64' }) })

const U = 2 ** -53

/**
 * Roundings of one update in either program, as a multiple of the update: at most 32 operations lie between a gradient and its
 * update, 64 for both. What is added to that: the others take βᵗ from 1, which with β₂ = 0.999 is 1000 u off at t = 1, halved by the
 * root, in either program; the variance of centered RMSProp is nowhere below a hundredth of what it is a difference of; and the others
 * take ρ of RAdam as a difference of two numbers near 2000, of which one is divided by 1 − βᵗ: 2000 · 2 u · 1000 / t, which is
 * 800,000 u for t = 5, where ρ − 4 is 1, halved by the root.
 */
const amplification: Readonly<Record<string, number>> = {
  adam: 1000, adamw: 1000, nadam: 1000, lamb: 1000, tfjsAdam: 1000, centeredRmsprop: 200, tfjsCenteredRmsprop: 200, radam: 400_000,
}

test.each(reference.trajectories)('$name $settings goes where that of $by goes, in f64', ({ name, settings, steps }) => {
  const build = [...optimizers, ...poisonous].find((row) => row.name === name)!.build
  let params = asTensors(reference.params)
  const rule = build(settings)(f64, params)
  let slots: unknown = rule.init()
  const bounds = new Map<string, number[]>()
  reference.gradients.forEach((gradients, i) => {
    const [updates, next] = build(settings)(f64, params).update(asTensors(gradients), slots)
    slots = next
    params = tree.zip((p, u) => f64.add(p, u))(params, updates)
    // Each update is off by its own roundings, and each addition by one of the weight; velocities carry errors of earlier updates,
    // which are of the size of those updates again.
    for (const path of ['w', 'b'] as const) {
      const [p, u] = [toFlat(params[path]), toFlat(updates[path])]
      const own = bounds.get(path) ?? u.map(() => 0)
      bounds.set(path, own.map((bound, j) => bound + U * ((64 + (amplification[name] ?? 0)) * Math.abs(u[j]!) + 2 * Math.abs(p[j]!))))
    }
    const expected = steps[String(i + 1)]
    if (expected === undefined) return
    for (const path of ['w', 'b'] as const) {
      const [ours, theirs] = [toFlat(params[path]), expected[path].flat()]
      ours.forEach((x, j) => {
        expect(Math.abs(x - theirs[j]!), `${path}[${j}] after step ${i + 1}: ${x}, ${theirs[j]}`).toBeLessThanOrEqual(bounds.get(path)![j]!)
      })
    }
  })
  expect(Object.keys(steps)).toEqual(['1', '2', '3', '5', '6', '10', '50'])
})

test('every optimizer is compared, and the weights move', () => {
  const names = new Set(reference.trajectories.map(({ name }) => name))
  expect([...optimizers, ...poisonous].map(({ name }) => name).filter((name) => !names.has(name))).toEqual([])
  expect(new Set(reference.trajectories.map(({ steps }) => JSON.stringify(steps['50']))).size).toBeGreaterThan(optimizers.length)
})

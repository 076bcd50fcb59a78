import { math } from '../../src/index.ts'

/** A list of numbers, each treated by itself. */
type Numbers = readonly number[]
export type Kept = Readonly<Record<string, Numbers>>

/** Arithmetic in one precision: every operation of plain numbers rounded once. */
export const arithmeticOf = (round: (x: number) => number) => {
  const add = (a: number, b: number): number => round(a + b)
  const sub = (a: number, b: number): number => round(a - b)
  const mul = (a: number, b: number): number => round(a * b)
  const div = (a: number, b: number): number => round(a / b)
  const sqrt = (a: number): number => round(Math.sqrt(a))
  const mean = (beta: number, old: number, x: number): number => add(mul(round(beta), old), mul(round(1 - beta), x))
  /** 1 − βᵗ with every digit */
  const correction = (beta: number, t: number): number => beta === 0 ? 1 : -round(math.expm1(mul(round(math.log(beta)), t)))
  /** 1 − βᵗ as TensorFlow.js takes it */
  const roundedCorrection = (beta: number, t: number): number => sub(1, round(math.pow(round(beta), t)))
  return { round, add, sub, mul, div, sqrt, mean, correction, roundedCorrection }
}

type Arithmetic = ReturnType<typeof arithmeticOf>
type Settings = Readonly<Record<string, number | boolean>>

/** The direction of the step, which goes −η of it, or the whole change where η is inside; and what is kept. */
export type ByHand = (a: Arithmetic, s: Settings & { readonly learningRate: number }, at: { readonly g: number; readonly p: number; readonly t: number }, kept: Readonly<Record<string, number>>) =>
  { readonly direction: number; readonly kept: Readonly<Record<string, number>> } | { readonly change: number; readonly kept: Readonly<Record<string, number>> }

const n = (value: number | boolean | undefined): number => Number(value)

const adams = (a: Arithmetic, s: Settings, { g }: { readonly g: number }, kept: Readonly<Record<string, number>>) =>
  ({ m: a.mean(n(s['beta1']), kept['m']!, g), v: a.mean(n(s['beta2']), kept['v']!, a.mul(g, g)) })

const adamDirection = (a: Arithmetic, s: Settings, t: number, { m, v }: { readonly m: number; readonly v: number }, correction = a.correction): number =>
  a.div(a.div(m, correction(n(s['beta1']), t)), a.add(a.sqrt(a.div(v, correction(n(s['beta2']), t))), a.round(n(s['epsilon']))))

const rms = (centered: boolean, sign: 1 | -1): ByHand => (a, s, { g }, kept) => {
  const squares = a.mean(n(s['decay']), kept['squares']!, a.mul(g, g))
  const mean = centered ? a.mean(n(s['decay']), kept['mean']!, g) : 0
  const epsilon = a.round(n(s['epsilon']))
  const under = !centered ? a.add(squares, epsilon)
    : sign === 1 ? a.add(Math.max(a.sub(squares, a.mul(mean, mean)), 0), epsilon)
    : a.sub(squares, a.add(a.mul(mean, mean), epsilon))
  const velocity = a.sub(a.mul(a.round(n(s['momentum'])), kept['velocity']!), a.mul(-a.round(s.learningRate), a.div(g, a.sqrt(under))))
  return { change: -velocity, kept: { squares, velocity, ...(centered ? { mean } : {}) } }
}

const infinityNorm = (a: Arithmetic, s: Settings, g: number, kept: Readonly<Record<string, number>>) => ({
  m: a.mean(n(s['beta1']), kept['m']!, g), u: Math.max(a.mul(a.round(n(s['beta2'])), kept['u']!), Math.abs(g)),
})

/** Each recurrence once more, on plain numbers, one element at a time. LAMB's direction is before its ratio of norms. */
export const byHand: Readonly<Record<string, ByHand>> = {
  sgd: (_a, _s, { g }) => ({ direction: g, kept: {} }),
  momentum: (a, s, { g }, kept) => {
    const velocity = a.add(a.mul(a.round(n(s['momentum'])), kept['velocity']!), g)
    return { direction: s['nesterov'] === true ? a.add(g, a.mul(a.round(n(s['momentum'])), velocity)) : velocity, kept: { velocity } }
  },
  adagrad: (a, s, { g }, kept) => {
    const squares = a.add(kept['squares']!, a.mul(g, g))
    return { direction: a.div(g, a.add(a.sqrt(squares), a.round(n(s['epsilon'])))), kept: { squares } }
  },
  tfjsAdagrad: (a, _s, { g }, kept) => {
    const squares = a.add(kept['squares']!, a.mul(g, g))
    return { direction: a.div(g, a.sqrt(a.add(squares, a.round(1e-7)))), kept: { squares } }
  },
  adadelta: (a, s, { g }, kept) => {
    const [squares, epsilon] = [a.mean(n(s['rho']), kept['squares']!, a.mul(g, g)), a.round(n(s['epsilon']))]
    const change = a.mul(a.div(a.sqrt(a.add(kept['changes']!, epsilon)), a.sqrt(a.add(squares, epsilon))), g)
    return { direction: change, kept: { squares, changes: a.mean(n(s['rho']), kept['changes']!, a.mul(change, change)) } }
  },
  tfjsAdadelta: (a, s, { g }, kept) => ({
    direction: g,
    kept: { squares: a.mean(n(s['rho']), kept['squares']!, a.mul(g, g)), changes: a.mean(n(s['rho']), kept['changes']!, a.mul(g, g)) },
  }),
  rmsprop: rms(false, 1),
  centeredRmsprop: rms(true, 1),
  tfjsRmsprop: rms(false, 1),
  tfjsCenteredRmsprop: rms(true, -1),
  adam: (a, s, at, kept) => {
    const next = adams(a, s, at, kept)
    return { direction: adamDirection(a, s, at.t, next), kept: next }
  },
  tfjsAdam: (a, s, at, kept) => {
    const next = adams(a, s, at, kept)
    return { direction: adamDirection(a, s, at.t, next, a.roundedCorrection), kept: next }
  },
  adamw: (a, s, at, kept) => {
    const next = adams(a, s, at, kept)
    return { direction: a.add(adamDirection(a, s, at.t, next), a.mul(a.round(n(s['weightDecay'])), at.p)), kept: next }
  },
  lamb: (a, s, at, kept) => {
    const next = adams(a, s, at, kept)
    return { direction: a.add(adamDirection(a, s, at.t, next), a.mul(a.round(n(s['weightDecay'])), at.p)), kept: next }
  },
  adamax: (a, s, { g, t }, kept) => {
    const { m, u } = infinityNorm(a, s, g, kept)
    return { direction: a.div(a.div(m, a.correction(n(s['beta1']), t)), a.add(u, a.round(n(s['epsilon'])))), kept: { m, u } }
  },
  tfjsAdamax: (a, s, { g, t }, kept) => {
    const { m, u } = infinityNorm(a, s, g, kept)
    const slower = a.add(a.mul(a.round(n(s['decay'])), t - 1), 1)
    return {
      direction: a.div(a.div(m, a.add(u, a.round(n(s['epsilon'])))), a.mul(slower, a.roundedCorrection(n(s['beta1']), t))), kept: { m, u },
    }
  },
  amsgrad: (a, s, at, kept) => {
    const { m, v } = adams(a, s, at, kept)
    const largest = Math.max(kept['largest']!, v)
    return { direction: a.div(m, a.add(a.sqrt(largest), a.round(n(s['epsilon'])))), kept: { m, v, largest } }
  },
  nadam: (a, s, at, kept) => {
    const { m, v } = adams(a, s, at, kept)
    const [beta1, beta2] = [n(s['beta1']), n(s['beta2'])]
    const ahead = a.add(
      a.div(a.mul(a.round(beta1), m), a.correction(beta1, at.t + 1)), a.div(a.mul(a.round(1 - beta1), at.g), a.correction(beta1, at.t)))
    return { direction: a.div(ahead, a.add(a.sqrt(a.div(v, a.correction(beta2, at.t))), a.round(n(s['epsilon'])))), kept: { m, v } }
  },
  // Up to the fourth step nothing is rectified.
  radam: (a, s, at, kept) => {
    const next = adams(a, s, at, kept)
    return { direction: a.div(next.m, a.correction(n(s['beta1']), at.t)), kept: next }
  },
  lion: (a, s, { g, p }, kept) => {
    const c = a.mean(n(s['beta1']), kept['m']!, g)
    return { direction: a.add(Math.sign(c), a.mul(a.round(n(s['weightDecay'])), p)), kept: { m: a.mean(n(s['beta2']), kept['m']!, g) } }
  },
}

import { inTurn } from '../in-turn.ts'
import { collectGarbage } from './collect-garbage.ts'
import type { Bench } from './peer.ts'
import type { Sample } from './statistics.ts'

/** How a benchmark is run. */
export interface Plan {
  readonly rounds: number
  /** how long the steps of one round take together, about */
  readonly milliseconds: number
}

/** Somebody who is timed. */
export interface Contestant {
  readonly name: string
  readonly bench: Bench
}

/** What was found of one of them. */
export interface Timed {
  readonly name: string
  /** steps of one round */
  readonly steps: number
  readonly samples: readonly Sample[]
}

/** The most steps of a round: with many more, the same batch again and again ends in numbers too small to be ordinary. */
const MOST_STEPS = 2000
/** A round that takes so many times longer than planned is taken less often. */
const PATIENCE = 3
/** Rounds that even the slowest takes. */
const FEWEST_ROUNDS = 3

const timed = async (bench: Bench, steps: number): Promise<number> => {
  const start = performance.now()
  await bench.step(steps)
  return performance.now() - start
}

/** The faster of two tries from the first weights: what disturbed one of them does not count. */
const fasterOfTwo = async (bench: Bench, steps: number): Promise<number> => {
  await bench.restart()
  const once = await timed(bench, steps)
  await bench.restart()
  return Math.min(once, await timed(bench, steps))
}

interface Ready {
  readonly steps: number
  /** how many of the rounds it takes */
  readonly rounds: number
}

/** Warms up with ever more steps until they take about as long as a round should. */
const warmed = async (bench: Bench, plan: Plan, steps = 1): Promise<Ready> => {
  const milliseconds = await fasterOfTwo(bench, steps)
  if (milliseconds < plan.milliseconds / 2 && steps < MOST_STEPS) return warmed(bench, plan, Math.min(MOST_STEPS, steps * 2))
  const affordable = Math.floor(plan.rounds * PATIENCE * plan.milliseconds / milliseconds)
  return {
    steps: Math.min(MOST_STEPS, Math.max(1, Math.round(steps * plan.milliseconds / milliseconds))),
    rounds: Math.min(plan.rounds, Math.max(FEWEST_ROUNDS, affordable)),
  }
}

/** Whether one that takes `taken` of `rounds` rounds takes this one; they lie evenly apart. */
const takesRound = (round: number, taken: number, rounds: number): boolean =>
  Math.floor((round + 1) * taken / rounds) > Math.floor(round * taken / rounds)

/** One sample: from the first weights, after some steps that are not counted. */
const sampled = async (bench: Bench, steps: number, round: number): Promise<Sample> => {
  await bench.restart()
  await collectGarbage()
  await bench.step(Math.ceil(steps / 10))
  return { round, milliseconds: await timed(bench, steps) / steps }
}

/** The list begun at another place each time, so that nobody always follows the same neighbour from a cold start. */
const rotated = <A>(list: readonly A[], by: number): readonly A[] => [...list.slice(by % list.length), ...list.slice(0, by % list.length)]

/**
 * Times everybody at one task, in rounds: each takes its steps in each round, so that what disturbs the machine for a while
 * disturbs all alike. Numbers of steps are chosen so that a round of each takes about as long.
 */
export const measure = async (contestants: readonly Contestant[], plan: Plan): Promise<readonly Timed[]> => {
  const ready = await inTurn(contestants, async ({ name, bench }) => ({ name, bench, ...await warmed(bench, plan) }))
  const rounds = await inTurn(Array.from({ length: plan.rounds }, (_, round) => round), (round) =>
    inTurn(rotated(ready, round).filter((one) => takesRound(round, one.rounds, plan.rounds)), async ({ name, bench, steps }) =>
      ({ name, sample: await sampled(bench, steps, round) })))
  const all = rounds.flat()
  return ready.map(({ name, steps }) => ({ name, steps, samples: all.filter((one) => one.name === name).map(({ sample }) => sample) }))
}

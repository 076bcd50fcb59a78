import type { Bench } from './peer.ts'
import type { Task } from './task.ts'

/** Losses of the first step and of the fourth, after three updates; of products, an element of c. */
export interface Probe {
  readonly first: number
  readonly fourth: number
}

/**
 * How far two peers' values may be apart, relatively. Rounding was seen to part them by 2e-6 (of products, which are many more, by
 * 2e-5); one update too few parts them by 1e-3 and more.
 */
const allowed: Readonly<Record<Task['kind'], number>> = { training: 1e-4, network: 1e-4, products: 1e-3 }

/** Takes four steps from the first weights. */
export const probe = async (bench: Bench): Promise<Probe> => {
  await bench.restart()
  const first = await bench.step(1)
  return { first, fourth: await bench.step(3) }
}

const apart = (a: number, b: number): number => Math.abs(a - b) / Math.abs(b)

/** Why a peer does not do what the reference does, in words; `undefined` where it does. */
export const disagreement = ({ kind }: Task, found: Probe, reference: Probe): string | undefined => {
  const within = (['first', 'fourth'] as const).every((step) => apart(found[step], reference[step]) <= allowed[kind])
  return within ? undefined
    : `it does not do the same: ${found.first} then ${found.fourth} after three more steps, where ${reference.first} then ${reference.fourth} is right`
}

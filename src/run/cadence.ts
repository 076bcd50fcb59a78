import { requireThat } from '../misuse.ts'
import type { Cadence, SomeTraining } from './experiment.ts'

const divided = (steps: number, parts: number): number => Math.max(1, Math.round(steps / parts))

/** How often things happen in a run: what was asked for, else about 100 links, 20 checkpoints, and an evaluation an epoch. */
export const cadenceOf = ({ steps, batches, every: own = {} }: SomeTraining, asked: Partial<Cadence> = {}): Cadence => {
  const every = { ...own, ...asked }
  const cadence: Cadence = {
    link: every.link ?? divided(steps, 100),
    checkpoint: every.checkpoint ?? divided(steps, 20),
    evaluate: every.evaluate ?? (Number.isSafeInteger(batches.perEpoch) && batches.perEpoch > 0 ? batches.perEpoch : divided(steps, 20)),
  }
  Object.entries(cadence).forEach(([name, count]) => {
    requireThat(Number.isSafeInteger(count) && count > 0, 'run', () => `every.${name} is ${String(count)}, not a whole number from 1 upward`)
  })
  return cadence
}

/** Whether something that happens every `count` steps happens after this one; everything happens at the end. */
export const isDue = (count: number, step: number, steps: number): boolean => step % count === 0 || step === steps

/** How many steps may be taken at once from `step` on before something has to happen, and no more than `most`. */
export const stepsToNext = (cadence: Cadence, step: number, steps: number, most: number): number =>
  Math.min(most, steps - step, ...Object.values(cadence).map((count: number) => count - step % count))

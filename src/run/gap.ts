import { hash } from '../tensor/hash.ts'
import * as tree from '../tree.ts'
import type { SomeState } from '../train/some-step.ts'
import { isDue } from './cadence.ts'
import type { Link } from './link.ts'
import { evaluationsOf, lossesOf, type LogRecord } from './log.ts'
import type { Prepared } from './session.ts'

const isExactly = (have: readonly { readonly step: number }[], due: readonly number[]): boolean =>
  have.length === due.length && have.every((one, i) => one.step === due[i])

/**
 * What is missing of a log and a chain that lead to a checkpoint, if anything: after a power cut what was appended may be lost though
 * the checkpoint is there, and a run that went on without it would end otherwise.
 */
export const gapBefore = (
  { training, recipe: { steps, every } }: Prepared, state: SomeState, step: number, log: readonly LogRecord[], links: readonly Link[],
): string | undefined => {
  const taken = Array.from({ length: step }, (_, i) => i + 1)
  const due = (count: number): readonly number[] => taken.filter((one) => isDue(count, one, steps))
  // A run that stopped early has a link where it ended, too.
  const linked = links.filter((link) => link.step === 0 || isDue(every.link, link.step, steps))
  const here = links.find((link) => link.step === step)
  return !isExactly(lossesOf(log), taken) ? 'its log does not have the loss of every step'
    : training.evaluate !== undefined && !isExactly(evaluationsOf(log), due(every.evaluate)) ? 'its log does not have every evaluation'
    : step > 0 && !isExactly(linked, [0, ...due(every.link)]) ? 'its chain does not have every link'
    : here !== undefined && tree.byPath(state).some(({ tensor }, i) => hash(tensor) !== here.tensors[i]) ? 'its checkpoint is not the state that its chain names'
    : undefined
}

import { BARRIER, END, HEAD } from '../assembly/codes.ts'
import type { Instruction } from './instruction.ts'

/** Less work than this is done faster by one thread than by several: a barrier costs about as much. */
const WORTH_SHARING = 4_096

/**
 * Instructions as the words that the machine reads, with barriers where threads could meet: before and after everything
 * that is shared. Between two instructions of thread 0 alone none is needed. Instructions of less work than `worthSharing` are
 * done by thread 0 alone, and so is a loop that consists of such.
 */
export const encode = (instructions: readonly Instruction[], worthSharing = WORTH_SHARING): Int32Array => {
  const isAlone = ({ work, body }: Instruction): boolean => body === undefined ? work < worthSharing : body.every(isAlone)
  const wordsOf = (list: readonly Instruction[]): readonly number[] => [
    ...list.flatMap((instruction, at) => {
      const [before, alone] = [list[at - 1], isAlone(instruction)]
      const barrier = before === undefined || (alone && isAlone(before)) ? [] : [BARRIER, HEAD, 0]
      const words = [...instruction.operands, ...(instruction.body === undefined ? [] : wordsOf(instruction.body))]
      return [...barrier, instruction.code, HEAD + words.length, Number(alone), ...words]
    }),
    END,
  ]
  return Int32Array.from(wordsOf(instructions))
}

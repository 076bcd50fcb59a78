/** The mistakes of document 001 by name, in the order in which they are first made: what is done, and what should be. */
export const meanings = {
  'other matrix': { done: 'the first two columns shown as W_ij are those of W_kl', due: 'the W_ij of the initialisation, with which the example goes on' },
  'one digit': { done: 'one digit is not the one that the computation gives (not reproduced)', due: 'the digit that was computed' },
  shares: { done: 'softmax as x / sum x', due: 'e^x / sum e^x' },
  'base 10': { done: 'log as the logarithm to base 10', due: 'the natural logarithm, whose derivative 1/O the document uses' },
  'swapped digits': { done: 'two neighbouring digits change places', due: 'the digits in their order' },
  sign: { done: 'dE/dO = -1/(1-O) where y = 0', due: '+1/(1-O)' },
  'wrong pair': { done: 'softmax slope 3 as e3 (e1 + e3) / sum^2', due: 'e3 (e1 + e2) / sum^2' },
  diagonal: { done: 'each output feels its own input only', due: 'every output moves with every input: the whole softmax Jacobian' },
  'slope twice': { done: 'dE2/dO2 * slope 2 is written where dE2/dO2 belongs, so the slope enters twice', due: 'dE2/dO2 alone' },
  'running total': { done: 'a column starts from the last product of the column before, as if a calculator was not cleared', due: 'every product starts afresh' },
  'one term': { done: 'dE/dh1_out j takes the path through h2_in j only', due: 'the sum over the paths through all three h2_in' },
  'wrong rate': { done: 'one cell is updated with another learning rate than 0.01', due: 'learning rate 0.01 in every cell' },
  'extra zero': { done: 'a zero too many behind the point', due: 'the number as it was computed above' },
} as const

export type Mistake = keyof typeof meanings

export const mistakes: readonly Mistake[] = [
  'other matrix', 'one digit', 'shares', 'base 10', 'swapped digits', 'sign', 'wrong pair', 'diagonal', 'slope twice', 'running total',
  'one term', 'wrong rate', 'extra zero',
]

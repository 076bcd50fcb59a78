/** Backpropagation to the weights between the input and hidden layer 1, number by number. */
import { extraZero, oneTerm } from './mistakes.ts'
import { inputWeights as printed } from './printed.ts'
import { computed, copied, given, rightOf } from './row.ts'
import { computed3, computed9, copied3 } from './rows-of-three.ts'
import { initial } from './rows-forward.ts'
import { hiddenWeights } from './rows-hidden-weights.ts'
import { update } from './rows-update.ts'
import { matrix, triple } from './triple.ts'
import { number, one, times } from './worked.ts'

const slopeOne = number('1.0')
const slope = [
  computed(printed.slope[0], rightOf((r) => r.reluSlope[0]), slopeOne),
  computed(printed.slope[1], rightOf((r) => r.reluSlope[0]), slopeOne),
  computed(printed.slope[2], rightOf((r) => r.reluSlope[1]), slopeOne),
  computed(printed.slope[3], rightOf((r) => r.reluSlope[2]), slopeOne),
] as const
const input = triple((j) => copied3(printed.input[j], initial.input))

const { dH2Out, slope: sigmoidSlope } = hiddenWeights
const products = triple((j) => [
  copied(printed.products[j][0], dH2Out[j]), copied(printed.products[j][1], sigmoidSlope[j]), copied(printed.products[j][2], initial.wjk[j][j]),
] as const)
const dH1Out = computed3(printed.dH1Out, (r) => r.dH1Out, triple((j) => oneTerm(dH2Out[j].known, sigmoidSlope[j].known, initial.wjk[j][j].known)))

const changeParts = matrix((i, j) => [
  copied(printed.changeParts[i][j][0], dH1Out[j]), computed(printed.changeParts[i][j][1], rightOf((r) => r.reluSlope[j]), one),
  copied(printed.changeParts[i][j][2], initial.input[i]),
] as const)
const changes = computed9(printed.changes, (r) => r.dWij, matrix((i, j) => times(dH1Out[j].known, one, initial.input[i].known)))

const learningRate = given(printed.learningRate, () => 0.01)
const { cells, results } = update({
  cells: printed.updates, results: printed.updated, weights: initial.wij, rate: learningRate, changes, pick: (r) => r.nextWij,
  change: (i, j, cell, of) => i === 2 && j === 0 ? computed(cell, rightOf((r) => r.dWij[i][j]), extraZero(of.known), 'the result below is without it')
    : copied(cell, of),
})

export const inputWeights = { slope, input, products, dH1Out, changeParts, changes, learningRate, cells, results }

/** Backpropagation to the weights between hidden layer 2 and the output, number by number. */
import { diagonalOnly, slopeTwice, withoutInnerMinus, wrongPair, wrongRate } from './mistakes.ts'
import { outputWeights as printed } from './printed.ts'
import { computed, copied, given, rightOf, type Row } from './row.ts'
import { computed9, copied3 } from './rows-of-three.ts'
import { initial, second, third } from './rows-forward.ts'
import { update } from './rows-update.ts'
import { matrix, triple } from './triple.ts'
import { exponential, noted, number, over, plus, squared, times } from './worked.ts'

const batchSize = given(printed.batchSize, () => 1)

const [o1, o2, o3] = third.oOut
const dOOut = [
  computed(printed.dOOut[0], rightOf((r) => r.dOOut[0]), over(number('-1'), o1.known)),
  computed(printed.dOOut[1], rightOf((r) => r.dOOut[1]), withoutInnerMinus(o2.known)),
  computed(printed.dOOut[2], rightOf((r) => r.dOOut[2]), withoutInnerMinus(o3.known)),
] as const

/** All three printed slopes come from exponentials noted with three decimals and their sum noted with two. */
const [e1, e2, e3] = triple((l) => noted(exponential(third.oIn[l].known), 3))
const sum = noted(plus(e1, e2, e3), 2)
const how = `e^O_in = ${[e1, e2, e3].map((e) => e.text).join(', ')}, their sum ${sum.text}`
const slope = [
  computed(printed.slope[0], rightOf((r) => r.softmaxJacobian[0][0]), over(times(e1, plus(e2, e3)), squared(sum)), how),
  computed(printed.slope[1], rightOf((r) => r.softmaxJacobian[1][1]), over(times(e2, plus(e1, e3)), squared(sum)), how),
  computed(printed.slope[2], rightOf((r) => r.softmaxJacobian[2][2]), wrongPair(e3, e1, sum), how),
] as const

const h2Out = triple((l) => copied3(printed.h2Out[l], second.h2Out))

/** The first factor of column l; in column 2 it is not dE2/dO_out2 but its product with the slope. */
const errorFactor = matrix((k, l): Row => l === 1
  ? computed(printed.products[k][l][0], rightOf((r) => r.dOOut[1]), slopeTwice(dOOut[1].known, slope[1].known))
  : copied(printed.products[k][l][0], dOOut[l]))
const products = matrix((k, l) => [
  errorFactor[k][l], copied(printed.products[k][l][1], slope[l]), copied(printed.products[k][l][2], second.h2Out[k]),
] as const)
const changes = computed9(printed.changes, (r) => r.dWkl, matrix((k, l) =>
  diagonalOnly((l === 1 ? errorFactor[k][l] : dOOut[l]).known, slope[l].known, second.h2Out[k].known)))

const learningRate = given(printed.learningRate, () => 0.01)

/** The four cells with the wrong rate: W21, W23, W31 and W33. */
const wrong = [[false, false, false], [true, false, true], [true, false, true]] as const
const { cells, results } = update({
  cells: printed.updates, results: printed.updated, weights: initial.wkl, rate: learningRate, changes, pick: (r) => r.nextWkl,
  exceptions: (k, l, w, change) => wrong[k][l] ? { worked: wrongRate(w, '0.001', change), note: 'a tenth of the learning rate' }
    : undefined,
})

export const outputWeights = { batchSize, dOOut, slope, h2Out, products, changes, learningRate, cells, results }

/** Backpropagation to the weights between the hidden layers, number by number. */
import { diagonalOnly, notCleared, wrongRate } from './mistakes.ts'
import { hiddenWeights as printed } from './printed.ts'
import { throughOutput } from './right.ts'
import { computed, copied, given, rightOf } from './row.ts'
import { computed3, computed9, copied3, known3 } from './rows-of-three.ts'
import { first, initial, second } from './rows-forward.ts'
import { outputWeights } from './rows-output-weights.ts'
import { update } from './rows-update.ts'
import { matrix, triple } from './triple.ts'
import { minus, noted, one, plus, times } from './worked.ts'

const slopeParts = triple((k) => [
  copied(printed.slopeParts[k][0], second.h2In[k]), given(printed.slopeParts[k][1], () => 1), copied(printed.slopeParts[k][2], second.h2In[k]),
] as const)
const slope = computed3(printed.slope, (r) => r.sigmoidSlope, triple((k) => times(second.h2Out[k].known, minus(one, second.h2Out[k].known))))
const h1Out = triple((k) => copied3(printed.h1Out[k], first.h1Out))

const { dOOut, slope: softmaxSlope } = outputWeights
const products = matrix((k, l) => [
  copied(printed.products[k][l][0], dOOut[l]), copied(printed.products[k][l][1], softmaxSlope[l]), copied(printed.products[k][l][2], initial.wkl[k][l]),
] as const)

/** The nine products were worked out column by column, downward, on a calculator that kept the last product of a column. */
const [w1, w2, w3] = triple((l) => triple((k) => initial.wkl[k][l].known))
const [error1, error2, error3] = triple((l) => times(dOOut[l].known, softmaxSlope[l].known))
const column1 = triple((k) => diagonalOnly(error1, w1[k]))
const column2 = triple((k) => diagonalOnly(notCleared(error2, column1[2]), w2[k]))
const column3 = triple((k) => diagonalOnly(notCleared(error3, column2[2]), w3[k]))
const worked = [column1, column2, column3] as const
const terms = computed9(printed.terms, throughOutput, matrix((k, l) => worked[l][k]))

/** Row 3 is added with one more digit of its middle term than is printed. */
const [sum1, sum2] = triple((k) => plus(...known3(terms[k])))
const [a, , c] = known3(terms[2])
const dH2Out = [
  computed(printed.dH2Out[0], rightOf((r) => r.dH2Out[0]), sum1),
  computed(printed.dH2Out[1], rightOf((r) => r.dH2Out[1]), sum2),
  computed(printed.dH2Out[2], rightOf((r) => r.dH2Out[2]), plus(a, noted(column2[2], 4), c), 'the middle term with one digit more than printed'),
] as const

const changeParts = matrix((j, k) => [
  copied(printed.changeParts[j][k][0], dH2Out[k]), copied(printed.changeParts[j][k][1], slope[k]), copied(printed.changeParts[j][k][2], first.h1Out[j]),
] as const)
const changes = computed9(printed.changes, (r) => r.dWjk, matrix((j, k) => times(dH2Out[k].known, slope[k].known, first.h1Out[j].known)))

const learningRate = given(printed.learningRate, () => 0.01)
const { cells, results } = update({
  cells: printed.updates, results: printed.updated, weights: initial.wjk, rate: learningRate, changes, pick: (r) => r.nextWjk,
  exceptions: (j, k, w, change) => j === 2 && k === 2
    ? { worked: wrongRate(w, '0.1', change), note: 'ten times the learning rate, or a zero lost from 0.8003813' } : undefined,
})

export const hiddenWeights = { slopeParts, slope, h1Out, products, terms, dH2Out, changeParts, changes, learningRate, cells, results }

/** The forward pass of document 001, number by number. */
import { misreadings } from './misreadings.ts'
import { fromOtherMatrix, otherDigit, share } from './mistakes.ts'
import { initializing, layer1, layer2, layer3 } from './printed.ts'
import { computed, type Row, rightOf, slipped } from './row.ts'
import { computed3, copied3, copied9, given3, given9, known3 } from './rows-of-three.ts'
import { inOrder, type Printed } from './transcribe.ts'
import { type Index, type Matrix, type Triple, triple } from './triple.ts'
import { called, maximum, number, plus, sigmoid, times, type Worked } from './worked.ts'

/** Input c of a layer: x1 W1c + x2 W2c + x3 W3c + b. */
const weighted = (x: Triple<Row>, w: Matrix<Row>, b: Triple<Row>, c: Index): Worked =>
  plus(...triple((r) => times(x[r].known, w[r][c].known)), b[c].known)

export const initial = {
  input: given3(initializing.input, (r) => r.input),
  wij: given9(initializing.wij, (r) => r.wij),
  wjk: given9(initializing.wjk, (r) => r.wjk),
  wkl: given9(initializing.wkl, (r) => r.wkl),
  wanted: given3(initializing.wanted, (r) => r.wanted),
}

/** The matrix of the Layer-1 example, which is not W_ij: two of its columns are those of another matrix. */
const shown = triple((i) => triple((j) => computed(layer1.weights[i][j], rightOf((r) => r.wij[i][j]),
  j === 2 ? called(initial.wij[i][j].place, initial.wij[i][j].known) : fromOtherMatrix(called(initial.wkl[i][j].place, initial.wkl[i][j].known)))))
const bias1 = given3(layer1.bias, (r) => r.bias)
const input1 = copied3(layer1.input, initial.input)
const h1In = triple((j) => {
  const withShown = plus(...triple((i) => times(input1[i].known, number(shown[i][j].digits))), bias1[j].known)
  return computed(layer1.h1In[j], rightOf((r) => r.h1In[j]), weighted(input1, initial.wij, bias1, j),
    `with W_ij as initialised; the matrix shown would give ${withShown.value.toFixed(2)}`)
})
const h1Out = computed3(layer1.h1Out, (r) => r.h1Out, triple((j) => maximum(number('0'), h1In[j].known)))

const input2 = copied3(layer2.input, h1Out)
const weights2 = copied9(layer2.weights, initial.wjk)
const bias2 = given3(layer2.bias, (r) => r.bias)
const [sum1, sum2, sum3] = triple((k) => weighted(input2, weights2, bias2, k))

/** In how many ways one of the seven numbers of the third sum can be misread, as another number of the page, to give 4.001. */
const ways = misreadings(
  [...triple((j) => [input2[j].known.value, weights2[j][2].known.value]).flat(), bias2[2].known.value],
  ([x1 = 0, w1 = 0, x2 = 0, w2 = 0, x3 = 0, w3 = 0, b = 0]) => x1 * w1 + x2 * w2 + x3 * w3 + b,
  inOrder<Printed>([initializing, layer1, layer2]).map(({ digits }) => Number(digits)), layer2.h2In[2].digits)
const h2In = [
  computed(layer2.h2In[0], rightOf((r) => r.h2In[0]), sum1),
  computed(layer2.h2In[1], rightOf((r) => r.h2In[1]), sum2),
  slipped(layer2.h2In[2], rightOf((r) => r.h2In[2]), otherDigit(sum3), 'one digit replaced',
    `${ways === 0 ? 'no' : String(ways)} misreading of one of the seven numbers as another of the page gives it`),
] as const
const h2Out = computed3(layer2.h2Out, (r) => r.h2Out, triple((k) => sigmoid(h2In[k].known)))

const input3 = copied3(layer3.input, h2Out)
const weights3 = copied9(layer3.weights, initial.wkl)
const bias3 = given3(layer3.bias, (r) => r.bias)
const oIn = computed3(layer3.oIn, (r) => r.oIn, triple((l) => weighted(input3, weights3, bias3, l)))
const oOut = computed3(layer3.oOut, (r) => r.oOut, triple((l) => share(oIn[l].known, known3(oIn))))

export const first = { input: input1, weights: shown, bias: bias1, h1In, h1Out }
export const second = { input: input2, weights: weights2, bias: bias2, h2In, h2Out }
export const third = {
  input: input3, weights: weights3, bias: bias3, oIn, oOut,
  wanted: copied3(layer3.wanted, initial.wanted), got: copied3(layer3.got, oOut),
}

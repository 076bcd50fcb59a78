/** Formulas of the way back. The factors are the right ones, so that each row shows its own mistake alone. */
import { math } from '../../src/index.ts'
import { centralDifference, checked, type Formula } from './formula.ts'
import { batch, h1In as toH1In, oIn as toOIn, paramsOf, valueAt } from './network.ts'
import { hiddenWeights, inputWeights, outputWeights } from './printed.ts'
import { right } from './right.ts'
import { errorFrom, errorOf, outputsFrom, slopeAt, slopeIn, slopeInWeight } from './slopes.ts'
import type { Printed } from './transcribe.ts'
import { type Triple, triple } from './triple.ts'

const {
  input, bias, wij, wjk, wkl, h1Out, h2In, h2Out, oIn, dOOut, softmaxJacobian, dOIn, sigmoidSlope, dH2Out, dH1Out,
} = right.initialised
const sum = (term: (i: 0 | 1 | 2) => number): number => triple(term).reduce((total, x) => total + x, 0)
/** dE_l/dO_out l · dO_out l/dO_in l: what the document takes for dE/dO_in l. */
const own = triple((l) => dOOut[l] * softmaxJacobian[l][l])
const sigmoidSlopeAt = (x: number): number => slopeAt(math.sigmoid, x)

/** A cell of an update that lost its multiplication sign. */
const withoutSign = (place: string, [w, rate, change]: Triple<Printed>, result: Printed): Formula => ({
  place: `Update, cell ${place}`,
  printed: `${w.digits} - (${rate.digits} ${change.digits})`,
  corrected: `${w.digits} - (${rate.digits} * ${change.digits})`,
  quantity: `${place} after it`,
  asPrinted: Number(w.digits) - (Number(rate.digits) + Number(change.digits)),
  asCorrected: Number(w.digits) - Number(rate.digits) * Number(change.digits),
  check: Number(result.digits), by: 'the printed result',
})

export const backwardFormulas: readonly Formula[] = [
  {
    place: 'dO_in1/dW_k1l1',
    printed: 'O_in1 = h2_out1 W_j1k1 + h2_out2 W_j2k1 + h2_out3 W_j3k1 + b_l1',
    corrected: 'O_in1 = h2_out1 W_k1l1 + h2_out2 W_k2l1 + h2_out3 W_k3l1 + b_l1',
    quantity: 'dO_in1/dW_k1l1 (as printed, W_k1l1 does not occur)',
    asPrinted: slopeAt(() => sum((k) => h2Out[k] * wjk[k][0]) + bias[0], wkl[0][0]),
    asCorrected: slopeAt((w) => h2Out[0] * w + h2Out[1] * wkl[1][0] + h2Out[2] * wkl[2][0] + bias[0], wkl[0][0]),
    check: slopeInWeight((numbers) => valueAt(toOIn, paramsOf(numbers), batch.x)[0], 'wkl', 0, 0), by: centralDifference('O_in1', 'W_k1l1'),
  },
  {
    place: 'δW_kl, chain rule',
    printed: 'dE1/dW_k1l1 = dE1/dO_out1 dO_out1/dO_in1 h2_out1, and so on: E_l feels column l alone',
    corrected: 'dE/dW_k1l1 = (sum_m dE/dO_out m dO_out m/dO_in1) h2_out1, and so on',
    quantity: 'dE/dW_k1l1',
    asPrinted: own[0] * h2Out[0],
    asCorrected: sum((m) => dOOut[m] * softmaxJacobian[m][0]) * h2Out[0],
    check: slopeInWeight(errorOf, 'wkl', 0, 0), by: centralDifference('E', 'W_k1l1'),
  },
  withoutSign("W_k3l2'", outputWeights.updates[2][1], outputWeights.updated[2][1]),
  {
    place: 'dh2_out/dh2_in, rows 2 and 3',
    printed: 'Sigmoid(h2_in1) * (1 - Sigmoid(h2_in1)) in every row',
    corrected: 'Sigmoid(h2_in2) * (1 - Sigmoid(h2_in2)), Sigmoid(h2_in3) * (1 - Sigmoid(h2_in3))',
    quantity: 'dh2_out2/dh2_in2',
    asPrinted: sigmoidSlope[0],
    asCorrected: sigmoidSlope[1],
    check: sigmoidSlopeAt(h2In[1]), by: centralDifference('Sigmoid', 'h2_in2'),
  },
  {
    place: 'dE1/dh2_out1',
    printed: 'dE1/dO_out1 dO_out1/dO_in1 dO_in1/dh2_out1',
    corrected: 'dE1/dO_out1 (sum_l dO_out1/dO_in l dO_in l/dh2_out1)',
    quantity: 'dE1/dh2_out1',
    asPrinted: own[0] * wkl[0][0],
    asCorrected: dOOut[0] * sum((l) => softmaxJacobian[0][l] * wkl[0][l]),
    check: slopeIn((x) => -math.log(outputsFrom.h2Out(x)[0]), h2Out, 0), by: centralDifference('E1', 'h2_out1'),
  },
  {
    place: 'dE_total/dh2_out',
    printed: 'sum_l dE_l/dO_out l dO_out l/dO_in l W_k1 l',
    corrected: 'sum_l (sum_m dE/dO_out m dO_out m/dO_in l) W_k1 l',
    quantity: 'dE/dh2_out1',
    asPrinted: sum((l) => own[l] * wkl[0][l]),
    asCorrected: sum((l) => sum((m) => dOOut[m] * softmaxJacobian[m][l]) * wkl[0][l]),
    check: slopeIn(errorFrom.h2Out, h2Out, 0), by: centralDifference('E', 'h2_out1'),
  },
  {
    place: 'dE_total/dh2_out, row 3',
    printed: '... W_k3l1 + ... W_k3l2 + ... W_k2l3',
    corrected: '... W_k3l1 + ... W_k3l2 + ... W_k3l3',
    quantity: 'dE/dh2_out3',
    asPrinted: dOIn[0] * wkl[2][0] + dOIn[1] * wkl[2][1] + dOIn[2] * wkl[1][2],
    asCorrected: sum((l) => dOIn[l] * wkl[2][l]),
    check: slopeIn(errorFrom.h2Out, h2Out, 2), by: centralDifference('E', 'h2_out3'),
  },
  withoutSign("W_j3k2'", hiddenWeights.updates[2][1], hiddenWeights.updated[2][1]),
  {
    place: 'dh1_in1/dW_i1j1',
    printed: 'h1_in1 = I_out1 W_j1k1 + I_out2 W_i2j1 + I_out3 W_i3j1 + b_j1',
    corrected: 'h1_in1 = i1 W_i1j1 + i2 W_i2j1 + i3 W_i3j1 + b_j1',
    quantity: 'dh1_in1/dW_i1j1 (as printed, W_i1j1 does not occur)',
    asPrinted: slopeAt(() => input[0] * wjk[0][0] + input[1] * wij[1][0] + input[2] * wij[2][0] + bias[0], wij[0][0]),
    asCorrected: slopeAt((w) => input[0] * w + input[1] * wij[1][0] + input[2] * wij[2][0] + bias[0], wij[0][0]),
    check: slopeInWeight((numbers) => valueAt(toH1In, [paramsOf(numbers)[0]], batch.x)[0], 'wij', 0, 0), by: centralDifference('h1_in1', 'W_i1j1'),
  },
  {
    place: 'δW_ij, rows 2 and 3, columns 2 and 3, both times',
    printed: 'dE/dh1_out2 dh2_out2/dh1_in2 dh1_in2/dW_i2j2',
    corrected: 'dE/dh1_out2 dh1_out2/dh1_in2 dh1_in2/dW_i2j2',
    quantity: 'dE/dW_i2j2',
    asPrinted: dH1Out[1] * (sigmoidSlope[1] * wjk[1][1]) * input[1],
    asCorrected: dH1Out[1] * 1 * input[1],
    check: slopeInWeight(errorOf, 'wij', 1, 1), by: centralDifference('E', 'W_i2j2'),
  },
  {
    place: 'dE_total/dh1_out',
    printed: 'dE/dh2_out1 dh2_out1/dh2_in1 W_j1k1, and so on along the diagonal',
    corrected: 'sum_k dE/dh2_out k dh2_out k/dh2_in k W_j1 k',
    quantity: 'dE/dh1_out1',
    asPrinted: dH2Out[0] * sigmoidSlope[0] * wjk[0][0],
    asCorrected: sum((k) => dH2Out[k] * sigmoidSlope[k] * wjk[0][k]),
    check: slopeIn(errorFrom.h1Out, h1Out, 0), by: centralDifference('E', 'h1_out1'),
  },
  withoutSign("W_i3j2'", inputWeights.updates[2][1], inputWeights.updated[2][1]),
  {
    place: 'Biases, everywhere',
    printed: 'no equation: all nine biases stay 1.0',
    corrected: "b' = b - lr dE/db, and dE/db is the derivative in the unit's own input",
    quantity: 'dE/db_l1',
    asPrinted: 0,
    asCorrected: dOIn[0],
    check: slopeAt((b) => errorFrom.oIn([oIn[0] - bias[0] + b, oIn[1], oIn[2]]), bias[0]), by: centralDifference('E', 'b_l1'),
  },
].map(checked)

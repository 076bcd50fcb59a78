/** Formulas of the forward pass and of the error. */
import { math } from '../../src/index.ts'
import { centralDifference, checked, type Formula } from './formula.ts'
import { batch, h1In, h2In, initialised, paramsOf, valueAt, variant } from './network.ts'
import { layer1 } from './printed.ts'
import { right } from './right.ts'
import { errorFrom, outputsFrom, slopeAt, slopeIn } from './slopes.ts'

const { h1Out, oIn, oOut, error, softmaxJacobian, dOOut } = right.initialised
const [first, second] = paramsOf(initialised)

export const forwardFormulas: readonly Formula[] = [
  {
    place: 'Layer 1, example',
    printed: '[0.1 0.2 0.7] x [0.1 0.4 0.3; 0.3 0.7 0.7; 0.5 0.2 0.9] + 1 = [1.35 1.27 1.8]',
    corrected: '[0.1 0.2 0.7] x W_ij + 1 = [1.35 1.27 1.8]',
    quantity: 'h1_in1',
    asPrinted: valueAt(h1In, [paramsOf(variant)[0]], batch.x)[0],
    asCorrected: valueAt(h1In, [first], batch.x)[0],
    check: Number(layer1.h1In[0].digits), by: 'the printed result',
  },
  {
    place: 'Layer 2, matrix operation',
    printed: 'h1_out x W_jk + b_k = [h2_in1 h2_in1 h2_in3]',
    corrected: 'h1_out x W_jk + b_k = [h2_in1 h2_in2 h2_in3]',
    quantity: 'its second entry',
    asPrinted: right.initialised.h2In[0],
    asCorrected: valueAt(h2In, [first, second], batch.x)[1],
    check: h1Out[0] * 0.3 + h1Out[1] * 0.5 + h1Out[2] * 0.4 + 1, by: 'h1_out times column 2 of W_jk, plus 1',
  },
  {
    place: 'Layer 3 and Important derivatives, softmax',
    printed: 'e^l_ina / sum_a e^O_ina',
    corrected: 'O_out a = e^O_in a / sum_c e^O_in c',
    quantity: 'O_out1',
    asCorrected: oOut[0],
    check: math.exp(oIn[0]) / (math.exp(oIn[0]) + math.exp(oIn[1]) + math.exp(oIn[2])), by: 'exponentials; l is no letter of the network',
  },
  {
    place: 'Cross-entropy error',
    printed: '-(1/n) sum_{i=1..3} (...)',
    corrected: '-sum over the 3 outputs, and the mean over the n examples; here n = 1',
    quantity: 'Error, with n read as the 3 terms of the sum',
    asPrinted: error / 3,
    asCorrected: error,
    check: right.initialised.errorTerms[0] + right.initialised.errorTerms[1] + right.initialised.errorTerms[2],
    by: 'the sum of its three terms, which the example does not divide',
  },
  {
    place: 'Cross-entropy example',
    printed: 'log is the logarithm to base 10, and d(log O)/dO = 1/O',
    corrected: 'log is the natural logarithm',
    quantity: 'd(-log O_out1)/dO_out1',
    asPrinted: slopeAt((o) => -math.log(o) / math.log(10), oOut[0]),
    asCorrected: slopeAt((o) => -math.log(o), oOut[0]),
    check: -1 / oOut[0], by: '-1/O_out1, as the document differentiates it',
  },
  {
    place: 'Important derivatives, softmax',
    printed: 'dSoftmax/dx1 = e^x1 (e^x2 + e^x3) / (sum)^2, and no other derivative',
    corrected: 'also dO_out b/dO_in a = -O_out a O_out b for b other than a',
    quantity: 'dO_out2/dO_in1',
    asPrinted: 0,
    asCorrected: softmaxJacobian[1][0],
    check: slopeIn((x) => outputsFrom.oIn(x)[1], oIn, 0), by: centralDifference('O_out2', 'O_in1'),
  },
  {
    place: 'dE/dO_out, all three rows',
    printed: '-1 * (y (1/O) + (1-y) (1/(1-O)))',
    corrected: '-1 * (y (1/O) - (1-y) (1/(1-O)))',
    quantity: 'dE/dO_out2',
    asPrinted: -1 / (1 - oOut[1]),
    asCorrected: dOOut[1],
    check: slopeIn(errorFrom.oOut, oOut, 1), by: centralDifference('E', 'O_out2'),
  },
].map(checked)

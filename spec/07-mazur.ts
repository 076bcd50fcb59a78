import { deepEqual, ok } from 'node:assert/strict'
import { halfSquare, mazur } from './document-000/network.ts'
import { deltaO2, type Figure, forwardPass, hiddenLayer, outputLayer, weightsOf } from './mazur/figures.ts'
import { inTurn, type Run, runs, together, togetherWithBiases } from './mazur/runs.ts'
import { decimals, heading, paragraph, table } from './print.ts'

/** Our number in as many decimals as his. */
const like = (published: string, ours: number): string => decimals(ours, published.split('.')[1]?.length ?? 0)
const agrees = ({ published, ours }: Figure): boolean => like(published, ours) === published

const compare = (figures: readonly Figure[]): void => {
  table(['', 'published', 'here', 'agrees'], figures.map((figure) =>
    [figure.symbol, figure.published, like(figure.published, figure.ours), agrees(figure) ? 'yes' : 'no']))
}

heading('7  Mazur: a step by step backpropagation example')

paragraph(`Matt Mazur's article of 2015 works one update of a 2-2-2 sigmoid network by hand, and document 000 refers to it. Here
is every number in it, beside the same number in f64, rounded to as many places. Given are the inputs 0.05 and 0.10,
the targets 0.01 and 0.99, the weights w1 to w8 = 0.15 0.20 0.25 0.30 0.40 0.45 0.50 0.55, the biases b1 = 0.35 and
b2 = 0.60, and the learning rate 0.5.`)

heading('The forward pass')
compare(forwardPass)

heading('The backward pass, output layer')
compare(outputLayer)

heading('The backward pass, hidden layer')
compare(hiddenLayer)

const all = [...forwardPass, ...outputLayer, ...hiddenLayer]
const wrong = all.filter((figure) => !agrees(figure))
deepEqual(wrong.map(({ symbol }) => symbol), ['dE_o2/dout_h1'])
// his delta of o2 in nine decimals, times w7 = 0.50, rounded to nine again: in whole billionths
const rounded = Math.round(38_098_237 * 0.5)
ok(rounded === 19_049_119 && decimals(deltaO2, 9) === '-0.038098237')
const slip = mazur.v00 * mazur.x0 + mazur.v10 * mazur.x1 + mazur.v02

paragraph(`${all.length - wrong.length} of ${all.length} agree. dE_o2/dout_h1 is ${decimals(deltaO2 * mazur.w10, 10)}, and published one too large in the
last place: it is the rounded delta of o2 times w7, -0.038098237 x 0.50 = -0.0190491185, rounded a second time. And
one formula does not fit its number: beside dnet_h1/dw1 the article writes net_h1 = w1 i1 + w3 i2 + b1, which would be
${decimals(slip, 4)}; the 0.3775 that it gives belongs to w2, as it writes the first time.`)

heading('One update and ten thousand, in four ways')

paragraph(`The article says that w1 to w4 move by the original w5 to w8 ("we use the original weights, not the updated
weights"), and it leaves the biases alone. What if the output layer moves first, and the error goes back through the
weights that have moved? What if the biases learn? The error is E_total; step 10,000 reports that of its forward pass,
before it updates.`)

table(['order', 'after 1 update', 'step 10,000 reports', 'after 10,000', 'out_o1', 'out_o2'], runs.map((r) => [
  r.name, decimals(r.errorAfterOne, 9), decimals(r.errorReported, 10), decimals(r.errorAfterAll, 10),
  decimals(r.o1, 9), decimals(r.o2, 9),
]))

heading('Which published figure belongs to which order')

/** The runs that give a published figure; throws unless they are the expected ones. */
const belongs = (
  figure: string, published: string, of: (r: Run) => number, expected: readonly Run[], to: string,
): readonly string[] => {
  deepEqual(runs.filter((r) => like(published, of(r)) === published), expected, figure)
  return [figure, published, like(published, of(together)), like(published, of(inTurn)), to]
}

const weight = (number: number) => (r: Run): number => weightsOf(r.first)[number - 1] ?? NaN
const hidden = (number: number, published: string): readonly string[] =>
  belongs(`w${number}+`, published, weight(number), [together, togetherWithBiases], 'simultaneous')
const output = (number: number, published: string): readonly string[] =>
  belongs(`w${number}+`, published, weight(number), runs, 'both')

table(['figure', 'published', 'simultaneous', 'layer by layer', 'belongs to'], [
  hidden(1, '0.149780716'),
  hidden(2, '0.19956143'),
  hidden(3, '0.24975114'),
  hidden(4, '0.29950229'),
  output(5, '0.35891648'),
  output(6, '0.408666186'),
  output(7, '0.511301270'),
  output(8, '0.561370121'),
  belongs('error after 1', '0.291027924', (r) => r.errorAfterOne, [inTurn], 'layer by layer'),
  belongs('error after 10,000, early copies', '0.000035085', (r) => r.errorAfterAll, [inTurn], 'layer by layer'),
  belongs('error after 10,000, later', '0.0000351085', (r) => r.errorAfterAll, [], 'neither'),
  belongs('error that step 10,000 reports', '0.0000351085', (r) => r.errorReported, [together], 'simultaneous'),
  belongs('out_o1 after 10,000', '0.015912196', (r) => r.o1, [inTurn], 'layer by layer'),
  belongs('out_o2 after 10,000', '0.984065734', (r) => r.o2, [inTurn], 'layer by layer'),
])

const implied = halfSquare(0.015912196, 0.01) + halfSquare(0.984065734, 0.99)
const nine = (x: number): string => decimals(x, 9)
paragraph(`So the article mixes two computations, both with frozen biases. Its weights are simultaneous, as it says. Its error
after one update and its two final outputs come from updating layer by layer, which it says it does not do;
simultaneous updating gives ${nine(together.errorAfterOne)}, ${nine(together.o1)} and ${nine(together.o2)}. Its final error is 0.000035085
in early copies and in translations, which fits its outputs (they imply ${nine(implied)}). The figure that stands there
later, 0.0000351085, is the simultaneous error after 9,999 updates: what a loop prints that shows each step's error
before the step. (Or a digit slipped in; the article does not say.)`)

paragraph(`Document 000 and this library update simultaneously and train the biases, one to a neuron: the error is
${nine(togetherWithBiases.errorAfterOne)} after one update and ${decimals(togetherWithBiases.errorAfterAll, 10)} after 10,000.`)

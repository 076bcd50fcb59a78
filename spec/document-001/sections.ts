/** The sections of document 001 in order, with what happens in each. */
import * as printed from './printed.ts'
import type { Row } from './row.ts'
import { errorRows } from './rows-error.ts'
import { first, initial, second, third } from './rows-forward.ts'
import { hiddenWeights } from './rows-hidden-weights.ts'
import { inputWeights } from './rows-input-weights.ts'
import { outputWeights } from './rows-output-weights.ts'
import { theEnd } from './rows-the-end.ts'
import { type Group, inOrder, type Printed } from './transcribe.ts'

export interface Section {
  readonly title: string
  readonly story: string
  readonly rows: readonly Row[]
}

/** A section whose rows stand for exactly the numbers that are printed, in their order. */
const section = (title: string, story: string, numbers: Group<Printed>, rows: Group<Row>): Section => {
  const [transcribed, explained] = [inOrder(numbers), inOrder(rows)]
  const same = transcribed.length === explained.length
    && transcribed.every(({ place, digits }, i) => place === explained[i]?.place && digits === explained[i].digits)
  if (!same) throw new Error(`${title}: the rows are not the printed numbers in their order`)
  return { title, story, rows: explained }
}

export const sections: readonly Section[] = [
  section('Initializing the network',
    'Inputs, weights and wanted outputs are chosen. The biases are chosen too, but first shown in the examples.',
    printed.initializing, initial),
  section('Layer 1, dense and ReLU',
    'The example shows another matrix than W_ij, and prints the result of W_ij.',
    printed.layer1, first),
  section('Layer 2, dense and sigmoid',
    'One digit of the third input is wrong. The sigmoid is so flat there that its two printed decimals do not notice.',
    printed.layer2, second),
  section('Layer 3, dense and softmax',
    'The formula of the softmax is stated with exponentials; the numbers are made without them.',
    printed.layer3, third),
  section('Cross-entropy error',
    'The error of the three shares, with logarithms to base 10. In three of its four results a digit is wrong as well.',
    printed.crossEntropy, errorRows),
  section('Hidden layer 2 to output: W_kl',
    'The error derivative has the wrong sign for the two outputs that should be 0, and the softmax keeps only the diagonal of its '
    + 'Jacobian. Four cells are updated with a tenth of the learning rate.',
    printed.outputWeights, outputWeights),
  section('Hidden layer 1 to hidden layer 2: W_jk',
    'The three paths to each hidden unit are added, as they should be. Columns 2 and 3 of the products come out too large, by exactly '
    + 'the last product of the column before. The sigmoid slopes are made from h2_out as printed, whose few decimals leave 1 - h2_out one '
    + 'digit or two.',
    printed.hiddenWeights, hiddenWeights),
  section('Input to hidden layer 1: W_ij',
    'Here the three paths to each hidden unit are not added: one of them is taken.',
    printed.inputWeights, inputWeights),
  section('The End',
    'The weights before and after, repeated without a change.',
    printed.theEnd, theEnd),
]

export const allRows: readonly Row[] = sections.flatMap(({ rows }) => rows)

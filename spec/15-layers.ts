import { equal } from 'node:assert/strict'
import {
  conv2d, dense, explain, explainText, fromFlat, halfSquaredError, initialize, input, key, lstm, maxPool2d, meanSquaredError, pipe, relu, sgd, toFlat,
  trainStep,
} from '../src/index.ts'
import { showNumber } from '../src/tensor/show.ts'
import { heading, paragraph, table } from './print.ts'

heading('15  Layers that see and layers that remember')

paragraph(`Every layer is a stage like those of the first chapters: a pure function and the way back, side by side. Here is a convolution small enough
to be followed by hand, and one of the recurrent layers.`)

heading('A convolution')

paragraph(`One image of 5×5, one kernel of 2×2 that answers to upright edges, and the largest of each four of what it gives. A convolution is a product: each row of the left
matrix is a window of the image, the right one is the kernel.`)

const seeing = trainStep(
  pipe(input([1, 5, 5, 1]), conv2d(1, 2), relu, maxPool2d(2)), halfSquaredError, sgd({ learningRate: 0.1 }))
const drawn = initialize(seeing, key(42))
const image = {
  x: fromFlat([1, 5, 5, 1], [0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 0]),
  labels: fromFlat([1, 2, 2, 1], [0, 1, 0, 0]),
}
const kernel = { w: fromFlat([2, 2, 1, 1], [1, -1, 1, -1]), b: fromFlat([1], [0.5]) }

/** What a worked example names, as pictures: one channel of one image, row by row. */
const lines = explain(seeing, { ...drawn, params: [kernel] }, image)
const picture = (label: string, what: string): void => {
  const line = lines.find((one) => one.label === label)
  if (line === undefined) throw new Error(`nothing is called ${label}`)
  const [width, numbers]: readonly [number, readonly number[]] = [(line.tensor.shape as readonly number[])[2] ?? 1, toFlat(line.tensor)]
  paragraph(`${what}${line.formula === undefined ? '' : `: ${line.formula}`}`)
  table(Array.from({ length: width }, (_, column) => String(column)), Array.from({ length: numbers.length / width }, (_, row) =>
    numbers.slice(row * width, (row + 1) * width).map((x) => showNumber(x, 6))))
}
picture('x', 'The image')
picture('0.conv2d.y', 'After the convolution')
picture('2.maxPool2d.y', 'The largest of each four')
picture('2.maxPool2d.dx', 'On the way back the largest alone has a slope')
picture('1.relu.dx', 'which a rectified unit that was off does not hand on')
picture('0.conv2d.dw', 'The kernel hears from every window that it saw')
picture('0.conv2d.dx', 'and the image from every window that it was in')

heading('A memory')

paragraph(`An LSTM of one unit over three steps. All that does not wait for the step before is one product for all steps; what is left runs in a
scan. It stays one node of the graph and becomes a loop of the machine, however long the sequence is.`)

const remembering = trainStep(pipe(input([1, 3, 1]), lstm(1), dense(1)), meanSquaredError, sgd({ learningRate: 0.1 }))
const first = initialize(remembering, key(42))
const sequence = { x: fromFlat([1, 3, 1], [1, 0, 0]), labels: fromFlat([1, 3, 1], [0, 0, 1]) }
paragraph(explainText(explain(remembering, first, sequence)))
equal(remembering.net.out.join(), '1,3,1')

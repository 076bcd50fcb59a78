import {
  conv2d, dense, f32, type Float, flatten, foldIn, fromFlat, initialize, input, key, lastStep, lstm, maxPool2d, meanSquaredError, pipe, relu,
  softmaxCrossEntropy, toFlat, trainStep, transformerBlock, uniform,
} from '../../src/index.ts'
import { someStep } from '../../src/train/some-step.ts'
import type { Shape, Tensor } from '../../src/tensor.ts'
import type { SomeBatch, SomeOptimizer, SomeState, SomeStep } from '../case.ts'
import { optimizers } from './our-step.ts'
import type { NetworkName, NetworkTraining } from './task.ts'

/** LeCun et al. 1998, with rectified units and the largest of four. */
const lenet = pipe(
  input([32, 28, 28, 1]), conv2d(6, 5, { padding: 'same' }), relu, maxPool2d(2), conv2d(16, 5), relu, maxPool2d(2),
  flatten, dense(120), relu, dense(84), relu, dense(10))

const recurrent = pipe(input([32, 32, 64]), lstm(64), lastStep, dense(10))

const transformer = pipe(input([16, 64, 64]), transformerBlock({ heads: 4, hidden: 256 }))

// The slots of an optimizer follow from parameters, whose type is different in each row.
const forAny = (optimizer: SomeOptimizer): never => optimizer as never

const steps: Readonly<Record<NetworkName, (optimizer: SomeOptimizer) => SomeStep>> = {
  lenet: (optimizer) => someStep(trainStep(lenet, softmaxCrossEntropy, forAny(optimizer))),
  lstm: (optimizer) => someStep(trainStep(recurrent, softmaxCrossEntropy, forAny(optimizer))),
  transformer: (optimizer) => someStep(trainStep(transformer, meanSquaredError, forAny(optimizer))),
}

const SEED = key(20_261_122)

/** One 1 in each row, in an order that is no order of the rows. */
const oneHot = (shape: Shape): Tensor => {
  const [rows = 1, classes = 1] = shape
  return fromFlat(shape as readonly [], Array.from({ length: rows * classes }, (_, i) => i % classes === (Math.floor(i / classes) * 7 + 3) % classes ? 1 : 0))
}

/** A row's step, and what every peer starts from. */
export interface NetworkStart {
  readonly step: SomeStep
  readonly first: SomeState
  readonly batch: SomeBatch
}

export const networkStart = ({ network, optimizer }: NetworkTraining): NetworkStart => {
  const step = steps[network](optimizers[optimizer])
  const drawn = (place: number, shape: Shape): Float<Shape> => uniform(f32, foldIn(SEED, place), shape)
  return {
    step,
    first: initialize(step, SEED),
    batch: { x: drawn(2, step.net.in), labels: network === 'transformer' ? drawn(3, step.net.out) : oneHot(step.net.out) },
  }
}

/** The numbers of a tensor, for another library. */
export const floatsOf = (x: Tensor): Float32Array => Float32Array.from(toFlat(x))

import {
  adam, dense, type Float, halfSquaredError, identity, meanSquaredError, type Net, relu, sgd, type Shape, sigmoid, softmaxCrossEntropy, type Tensor,
  trainStep, type Trees,
} from '../../src/index.ts'
import { type SomeLoss, someNet, type SomeNet, type SomeOptimizer, type SomeStep } from '../case.ts'
import { type OptimizerName, settings, type Training } from './task.ts'

const losses: Readonly<Record<Training['loss'], SomeLoss>> = { halfSquaredError, meanSquaredError, softmaxCrossEntropy }

// The slots of an optimizer follow from parameters, whose type is not known here.
export const optimizers: Readonly<Record<OptimizerName, SomeOptimizer>> = {
  sgd: sgd(settings.sgd) as object as SomeOptimizer,
  adam: adam(settings.adam) as object as SomeOptimizer,
}

const activations: Readonly<Record<Training['hidden' | 'last'], (net: SomeNet) => SomeNet>> = {
  relu: (net) => someNet(relu(net)),
  sigmoid: (net) => someNet(sigmoid(net)),
  none: (net) => net,
}

/** Sizes that only the running program knows pass the compiler as one literal. */
const denseOf = (units: number) => (net: SomeNet): SomeNet =>
  someNet(dense(units as 1)(net as object as Net<Trees, Trees, Tensor, Float<readonly [1, 1]>>))

/** A row's training step in this library, as `pipe(input([batch, inputs]), dense(units), relu, …)` would build it. */
export const stepOf = ({ batch, widths, hidden, last, loss, optimizer }: Training): SomeStep => {
  const [inputs = 1, ...units] = widths
  const first = someNet(identity<Float<Shape>>([batch, inputs], 'float'))
  const net = units.reduce((prev, count, i) => activations[i === units.length - 1 ? last : hidden](denseOf(count)(prev)), first)
  return trainStep(net, losses[loss], optimizers[optimizer])
}

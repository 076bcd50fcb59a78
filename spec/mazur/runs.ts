import { f64, fold, item, toFlat } from '../../src/index.ts'
import { derivative, example, layerByLayer, type Params, simultaneous, start, type Update } from './orders.ts'

/** What the article could print of one way of updating. */
export interface Run {
  readonly name: string
  /** the weights after one update */
  readonly first: Params
  readonly errorAfterOne: number
  /** the error that step 10,000 reports: that of its forward pass, after 9,999 updates */
  readonly errorReported: number
  readonly errorAfterAll: number
  readonly o1: number
  readonly o2: number
}

const STEPS = 10_000

const run = (name: string, update: Update): Run => {
  const [first] = update(start, example)
  const [last, reports] = fold(update)(start, Array.from({ length: STEPS }, () => example))
  const { loss, outputs } = derivative(last, [], example)
  const [o1 = NaN, o2 = NaN] = toFlat(outputs)
  return {
    name,
    first,
    errorAfterOne: item(derivative(first, [], example).loss),
    errorReported: item(reports[STEPS - 1]?.loss ?? f64.fill([], NaN)),
    errorAfterAll: item(loss),
    o1,
    o2,
  }
}

export const together = run('simultaneous', simultaneous('frozen'))
export const inTurn = run('layer by layer', layerByLayer('frozen'))
export const togetherWithBiases = run('simultaneous, biases too', simultaneous('trained'))
export const inTurnWithBiases = run('layer by layer, biases too', layerByLayer('trained'))

export const runs: readonly Run[] = [together, inTurn, togetherWithBiases, inTurnWithBiases]

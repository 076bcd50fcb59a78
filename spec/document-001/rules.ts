/** Rules of training for the network of document 001: correct calculus, the document's, and everything between. */
import {
  binaryCrossEntropy, differentiate, f64, fold, input, key, type Loss, type Net, pipe, relu, sgd, sigmoid, type Slots, softmax, stateFrom,
  toFlat, trainStep, type TrainState,
} from '../../src/index.ts'
import { diagonalSoftmax, documentDense, shares, signlessCrossEntropy } from './mistaken-stages.ts'
import { batch, env, learningRate, type Numbers, oOut, type Params, paramsOf, type Row } from './network.ts'
import type { Triple } from './triple.ts'

type State = TrainState<Params, readonly [], Slots<Params>>

export interface Rule {
  readonly name: string
  /** the parameters after each of these numbers of steps, which go upward */
  readonly after: (start: Numbers, steps: readonly number[]) => readonly Params[]
  /** what the rule takes for the gradients of W_ij, W_jk and W_kl */
  readonly gradients: (numbers: Numbers) => Triple<readonly number[]>
}

const rule = (name: string, net: Net<Params, readonly [], Row, Row>, loss: Loss<Row, Row>): Rule => {
  const { program, optimizer } = trainStep(net, loss, sgd({ learningRate }))
  const train = fold(program(f64))
  const go = (state: State, count: number): State => train(state, Array.from({ length: count }, () => batch))[0]
  const milestones = (state: State, at: number, [next, ...later]: readonly number[]): readonly State[] => {
    if (next === undefined) return []
    const there = go(state, next - at)
    return [there, ...milestones(there, next, later)]
  }
  return {
    name,
    after: (start, steps) => milestones(stateFrom(f64, optimizer, paramsOf(start), [], key(1)), 0, steps).map(({ params }) => params),
    gradients: (numbers) => {
      const [first, second, third] = differentiate(net, loss)(f64, env)(paramsOf(numbers), [], batch).gradients
      return [toFlat(first.w), toFlat(second.w), toFlat(third.w)]
    },
  }
}

/** Which of the mistakes of its formulas a rule makes. */
export interface Mistakes {
  readonly sign: boolean
  readonly diagonal: boolean
  readonly oneTerm: boolean
  readonly fixedBias: boolean
}

export const none: Mistakes = { sign: false, diagonal: false, oneTerm: false, fixedBias: false }
export const all: Mistakes = { sign: true, diagonal: true, oneTerm: true, fixedBias: true }

const body = ({ oneTerm, fixedBias }: Mistakes): Net<Params, readonly [], Row, Row> => {
  const bias = !fixedBias
  return pipe(input([1, 3]),
    documentDense({ oneTerm: false, bias }), relu, documentDense({ oneTerm, bias }), sigmoid, documentDense({ oneTerm: false, bias }))
}

export const withMistakes = (name: string, mistakes: Mistakes): Rule =>
  rule(name, mistakes.diagonal ? diagonalSoftmax(body(mistakes)) : softmax(body(mistakes)),
    mistakes.sign ? signlessCrossEntropy : binaryCrossEntropy)

export const correct = rule('correct calculus', oOut, binaryCrossEntropy)
export const withFixedBiases = withMistakes('correct calculus, biases fixed', { ...none, fixedBias: true })
export const formulas = withMistakes("the document's formulas", all)
export const numbers = rule("the document's numbers", shares(body(all)), signlessCrossEntropy)

/** The right value of everything that document 001 prints, by Pullback's forward pass, pullbacks and update. */
import {
  binaryCrossEntropy, differentiate, f64, input, item, key, math, type Net, pipe, relu, sgd, sigmoid, stateFrom, trainStep, type Trees,
} from '../../src/index.ts'
import {
  afterH1Out, afterH2Out, afterOIn, afterOOut, batch, env, h1In, h1Out, h2In, h2Out, initialised, learningRate, numbersOf, type Numbers,
  oIn, oOut, paramsOf, pulledBack, rowOf, type Row, squareOf, valueAt, variant,
} from './network.ts'
import { type Matrix, matrix, type Triple, triple } from './triple.ts'

export interface Right extends Numbers {
  readonly input: Triple<number>
  readonly wanted: Triple<number>
  readonly h1In: Triple<number>
  readonly h1Out: Triple<number>
  readonly h2In: Triple<number>
  readonly h2Out: Triple<number>
  readonly oIn: Triple<number>
  readonly oOut: Triple<number>
  /** −log O_out1, −log(1 − O_out2), −log(1 − O_out3) */
  readonly errorTerms: Triple<number>
  readonly error: number
  readonly dOOut: Triple<number>
  /** row m, column l: ∂O_out m / ∂O_in l */
  readonly softmaxJacobian: Matrix<number>
  readonly dOIn: Triple<number>
  readonly sigmoidSlope: Triple<number>
  readonly dH2Out: Triple<number>
  readonly reluSlope: Triple<number>
  readonly dH1Out: Triple<number>
  readonly dWij: Matrix<number>
  readonly dWjk: Matrix<number>
  readonly dWkl: Matrix<number>
  readonly nextWij: Matrix<number>
  readonly nextWjk: Matrix<number>
  readonly nextWkl: Matrix<number>
}

/** The gradient of the loss at a place: the input gradient of the network that begins there. */
const gradientAt = <P extends Trees>(net: Net<P, readonly [], Row, Row>, params: P, x: Triple<number>): Triple<number> =>
  numbersOf(differentiate(net, binaryCrossEntropy)(f64, env)(params, [], { x: rowOf(x), labels: batch.labels }).dx)

const ones = rowOf([1, 1, 1])
const unit = (m: number): Row => rowOf(triple((i) => i === m ? 1 : 0))
const step = trainStep(oOut, binaryCrossEntropy, sgd({ learningRate }))

const rightFor = (numbers: Numbers): Right => {
  const params = paramsOf(numbers)
  const [first, second, third] = params
  const { loss, gradients: [dFirst, dSecond, dThird] } = differentiate(oOut, binaryCrossEntropy)(f64, env)(params, [], batch)
  const [{ params: [nextFirst, nextSecond, nextThird] }] = step.program(f64)(stateFrom(f64, step.optimizer, params, [], key(1)), batch)
  const place = {
    h1In: valueAt(h1In, [first], batch.x),
    h1Out: valueAt(h1Out, [first], batch.x),
    h2In: valueAt(h2In, [first, second], batch.x),
    h2Out: valueAt(h2Out, [first, second], batch.x),
    oIn: valueAt(oIn, params, batch.x),
    oOut: valueAt(oOut, params, batch.x),
  }
  const wanted = numbersOf(batch.labels)
  return {
    ...numbers, ...place, wanted,
    input: numbersOf(batch.x),
    errorTerms: triple((l) => -math.log(wanted[l] === 1 ? place.oOut[l] : 1 - place.oOut[l])),
    error: item(loss),
    dOOut: gradientAt(afterOOut, [], place.oOut),
    softmaxJacobian: triple((m) => pulledBack(afterOIn, [], rowOf(place.oIn), unit(m))),
    dOIn: gradientAt(afterOIn, [], place.oIn),
    sigmoidSlope: pulledBack(pipe(input([1, 3]), sigmoid), [], rowOf(place.h2In), ones),
    dH2Out: gradientAt(afterH2Out, [third], place.h2Out),
    reluSlope: pulledBack(pipe(input([1, 3]), relu), [], rowOf(place.h1In), ones),
    dH1Out: gradientAt(afterH1Out, [second, third], place.h1Out),
    dWij: squareOf(dFirst.w), dWjk: squareOf(dSecond.w), dWkl: squareOf(dThird.w),
    nextWij: squareOf(nextFirst.w), nextWjk: squareOf(nextSecond.w), nextWkl: squareOf(nextThird.w),
  }
}

/** Both networks of the document: as initialised, and with the matrix of its Layer-1 example. */
export const right = { initialised: rightFor(initialised), variant: rightFor(variant) }

/** The part of ∂E/∂h2_out k that comes through O_in l. */
export const throughOutput = ({ dOIn, wkl }: Right): Matrix<number> => matrix((k, l) => dOIn[l] * wkl[k][l])

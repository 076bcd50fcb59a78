/** Document 001 in Pullback: the network up to every place that the document names, and from each of them to the end. */
import {
  type Dense, dense, type Env, f64, type Float, input, key, type Net, pipe, relu, sigmoid, softmax, tensor, toFlat, type Trees,
} from '../../src/index.ts'
import { initializing, layer1, outputWeights } from './printed.ts'
import type { Printed } from './transcribe.ts'
import { type Matrix, matrix, three, type Triple, triple } from './triple.ts'

/** One row of three numbers. */
export type Row = Float<readonly [1, 3]>
export type Params = readonly [Dense<3, 3>, Dense<3, 3>, Dense<3, 3>]

export const h1In = pipe(input([1, 3]), dense(3))
export const h1Out = pipe(h1In, relu)
export const h2In = pipe(h1Out, dense(3))
export const h2Out = pipe(h2In, sigmoid)
export const oIn = pipe(h2Out, dense(3))
/** the whole network */
export const oOut = pipe(oIn, softmax)

export const afterH1Out = pipe(input([1, 3]), dense(3), sigmoid, dense(3), softmax)
export const afterH2Out = pipe(input([1, 3]), dense(3), softmax)
export const afterOIn = pipe(input([1, 3]), softmax)
export const afterOOut = input([1, 3])

/** The numbers of a network, before they are tensors. */
export interface Numbers {
  readonly wij: Matrix<number>
  readonly wjk: Matrix<number>
  readonly wkl: Matrix<number>
  readonly bias: Triple<number>
}

const values = (row: Triple<Printed>): Triple<number> => triple((i) => Number(row[i].digits))
export const numbersIn = (square: Matrix<Printed>): Matrix<number> => matrix((r, c) => Number(square[r][c].digits))

/** As the document initialises it. */
export const initialised: Numbers = {
  wij: numbersIn(initializing.wij), wjk: numbersIn(initializing.wjk), wkl: numbersIn(initializing.wkl), bias: values(layer1.bias),
}

/** With the matrix that the document shows in the example of Layer 1 instead. */
export const variant: Numbers = { ...initialised, wij: numbersIn(layer1.weights) }

export const rowOf = (numbers: Triple<number>): Row => tensor([numbers], { precision: 'f64' })
export const numbersOf = (row: Row): Triple<number> => three(toFlat(row))
export const squareOf = (w: Float<readonly [3, 3]>): Matrix<number> => {
  const flat = toFlat(w)
  return three([three(flat.slice(0, 3)), three(flat.slice(3, 6)), three(flat.slice(6))])
}

const layer = (w: Matrix<number>, b: Triple<number>): Dense<3, 3> =>
  ({ w: tensor(w, { precision: 'f64' }), b: tensor(b, { precision: 'f64' }) })

export const paramsOf = ({ wij, wjk, wkl, bias }: Numbers): Params => [layer(wij, bias), layer(wjk, bias), layer(wkl, bias)]

export const batch = { x: rowOf(values(initializing.input)), labels: rowOf(values(initializing.wanted)) }

export const learningRate = Number(outputWeights.learningRate.digits)

/** No stage here draws random numbers. */
export const env: Env = { key: key(1), train: true }

/** The value of a network at x, in 53 bits. */
export const valueAt = <P extends Trees>(net: Net<P, readonly [], Row, Row>, params: P, x: Row): Triple<number> =>
  numbersOf(net.forward(f64, env)(params, [], x)[0])

/** What the network's pullback makes of a cotangent of its output, in 53 bits. */
export const pulledBack = <P extends Trees>(net: Net<P, readonly [], Row, Row>, params: P, x: Row, dy: Row): Triple<number> =>
  numbersOf(net.forward(f64, env)(params, [], x)[2](dy)[1])

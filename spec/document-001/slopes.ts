/** Derivatives by central differences, which owe nothing to a rule of calculus. */
import { binaryCrossEntropy, f64, item, type Net, type Trees } from '../../src/index.ts'
import {
  afterH1Out, afterH2Out, afterOIn, afterOOut, batch, initialised, type Numbers, numbersOf, oOut, paramsOf, type Row, rowOf, valueAt,
} from './network.ts'
import { type Index, type Matrix, matrix, type Triple, triple } from './triple.ts'

const h = 1e-5

/** `(f(x + h) - f(x - h)) / 2h`. */
export const slopeAt = (f: (x: number) => number, x: number): number => (f(x + h) - f(x - h)) / (2 * h)

/** The slope of f in entry i of a row. */
export const slopeIn = (f: (row: Triple<number>) => number, row: Triple<number>, i: Index): number =>
  slopeAt((x) => f(triple((j) => j === i ? x : row[j])), row[i])

const lossAfter = <P extends Trees>(net: Net<P, readonly [], Row, Row>, params: P) => (x: Triple<number>): number =>
  item(binaryCrossEntropy(f64, rowOf(valueAt(net, params, rowOf(x)))).against(batch.labels)[0])

const [, second, third] = paramsOf(initialised)

/** The error of the network as initialised, as a function of the numbers at one place. */
export const errorFrom = {
  h1Out: lossAfter(afterH1Out, [second, third]),
  h2Out: lossAfter(afterH2Out, [third]),
  oIn: lossAfter(afterOIn, []),
  oOut: lossAfter(afterOOut, []),
}

/** The outputs of the network as initialised, from h2_out and from O_in. */
export const outputsFrom = {
  h2Out: (x: Triple<number>): Triple<number> => valueAt(afterH2Out, [third], rowOf(x)),
  oIn: (x: Triple<number>): Triple<number> => valueAt(afterOIn, [], rowOf(x)),
}

const replaced = (w: Matrix<number>, r: Index, c: Index, x: number): Matrix<number> =>
  matrix((row, column) => row === r && column === c ? x : w[row][column])

/** The slope of a function of the network in one weight. */
export const slopeInWeight = (f: (numbers: Numbers) => number, name: 'wij' | 'wjk' | 'wkl', r: Index, c: Index): number =>
  slopeAt((x) => f({ ...initialised, [name]: replaced(initialised[name], r, c, x) }), initialised[name][r][c])

/** The error of a network. */
export const errorOf = (numbers: Numbers): number => lossAfter(oOut, paramsOf(numbers))(numbersOf(batch.x))

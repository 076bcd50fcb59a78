import { ok } from 'node:assert/strict'
import {
  assertGradients, dense, f64, type Float, gradientCheck, halfSquaredError, input, key, map, type Net, pipe, relu, type Shape,
  showGradientReport, tanh, tensor, type Tensor, type Trees,
} from '../src/index.ts'
import { Either } from '../src/fp.ts'
import { decimals, heading, paragraph, table } from './print.ts'

heading('10  A gradient check')

paragraph(`A way back is written by hand, so it can be wrong, and a network with a wrong way back still learns a little: nothing
breaks. The check asks the way forward instead. It moves each number by a little h in f64, up and down, and compares
the slope (f(x + h) - f(x - h)) / 2h with what the way back says. The bound beside it is judged from the data: how much
the slope changes with h, and what rounding can do.`)

heading('A layer of one\'s own')

paragraph('A stage is a map and its way back. This one squares, with dx = 2 x dy; in a second kind the 2 is forgotten.')

/** y = x², and `dx = factor x dy`. */
const square = (factor: number) =>
  <P extends Trees, S extends Trees, A extends Tensor, Sh extends Shape>(
    prev: Net<P, S, A, Float<Sh>>,
  ): Net<P, S, A, Float<Sh>> =>
    map<P, S, A, Float<Sh>, Float<Sh>>(prev, prev.out, { kind: 'square', settings: {} }, (ops) => (x) => [
      ops.mul(x, x),
      (dy) => ops.mul(dy, ops.scale(x, factor)),
    ])

const batch = { x: tensor([[0.5, -1, 2]]), labels: tensor([[0.25, 1]]) }
const right = pipe(input([1, 3]), dense(2), tanh, square(2))
const wrong = pipe(input([1, 3]), dense(2), tanh, square(1))
const [params] = right.init(f64, key(3))
const state: readonly [] = []
const weights = { params, state }

heading('The right one')

const report = gradientCheck(right, halfSquaredError, weights, batch)
ok(report.agreed)
paragraph(showGradientReport(report))
table(['', 'way back', 'slope', 'verdict'], report.slopes.map(({ path, index, claimed, numeric, verdict }) =>
  [`${path}[${index.join(', ')}]`, decimals(claimed, 8), decimals(numeric, 8), verdict]))

heading('The wrong one')

paragraph('As an assertion, in a test, the check throws. Its message names each place, the worst first:')
const message = pipe(
  Either.tryCatch(() => assertGradients(wrong, halfSquaredError, weights, batch), String),
  Either.match((text) => text, () => 'nothing was thrown'))
ok(message.includes('differ'))
paragraph(message)

heading('A kink')

paragraph(`relu has a corner at 0: slope 0 on the left, 1 on the right, and the way back says 0. There is no single slope to
compare with, so the check says so and claims nothing. The middle number of x lies on the corner:`)

const corner = pipe(input([1, 3]), relu)
const atCorner = gradientCheck(
  corner, halfSquaredError, { params: state, state }, { x: tensor([[-1, 0, 2]]), labels: tensor([[1, 1, 1]]) })
ok(atCorner.agreed && atCorner.kinks.length === 1)
table(['x', 'way back', 'slope', 'verdict'], atCorner.slopes.map(({ claimed, numeric, verdict }, i) =>
  [['-1', '0', '2'][i] ?? '', decimals(claimed, 8), decimals(numeric, 8), verdict]))
paragraph(showGradientReport(atCorner))

heading('A large network')

paragraph(`Above 512 numbers the check goes along random directions instead, each of which moves every number at once. A way back
that is wrong in one place shows in nearly every one of them.`)

const large = pipe(input([1, 3]), dense(200), tanh, dense(2), square(2))
const largeWrong = pipe(input([1, 3]), dense(200), tanh, dense(2), square(1.999))
const largeWeights = { params: large.init(f64, key(4))[0], state }
const directions = { directions: 4, key: key(5) }
const good = gradientCheck(large, halfSquaredError, largeWeights, batch, directions)
const bad = gradientCheck(largeWrong, halfSquaredError, largeWeights, batch, directions)
ok(good.agreed && bad.differing.length === 4)
paragraph(`${showGradientReport(good)}\n\nwith 1.999 in place of 2:\n${showGradientReport(bad)}`)

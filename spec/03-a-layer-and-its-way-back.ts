import { deepEqual, ok } from 'node:assert/strict'
import { dense, equals, f32, type Float, input, key, pipe, tensor, toFlat, treeEquals, tree, type Vjp } from '../src/index.ts'
import { heading, paragraph, table } from './print.ts'

type Row<N extends number> = Float<readonly [1, N]>

const show = (x: Row<2> | Row<3> | Float<readonly [2]> | Float<readonly [3, 2]>): string => toFlat(x).join(' ')

heading('3  A layer and its way back')

paragraph(`A layer is a pure function that gives two things: its output, and the way back. The way back (the pullback) is a
function too: told how much the loss minds a small change of each output, dy, it says how much the loss minds a small
change of each input, dx. What it needs from the way forward it holds by closing over it; it is stored nowhere else.

The square of each number, forward and backward side by side:`)

const square: Vjp<Row<3>, Row<3>> = (x) => [f32.mul(x, x), (dy) => f32.mul(dy, f32.scale(x, 2))]

const [y, back] = square(tensor([[1, -2, 3]]))
table(['', 'numbers'], [
  ['x', '1 -2 3'],
  ['y = x^2', show(y)],
  ['dy', '1 1 10'],
  ['dx = dy 2 x', show(back(tensor([[1, 1, 10]])))],
])

heading('A dense layer by hand')

paragraph(`y = x w + b has three gradients: one each for the weights, the biases and the input. They are matrix products:

  dw = xT dy     db = dy     dx = dy wT`)

type Dense = { readonly w: Float<readonly [3, 2]>; readonly b: Float<readonly [2]> }

const denseByHand = ({ w, b }: Dense, x: Row<3>): readonly [y: Row<2>, back: (dy: Row<2>) => readonly [Dense, Row<3>]] => [
  f32.add(f32.matmul(x, w), f32.broadcast(b, [1, 2], [0])),
  (dy) => [{ w: f32.matmulTN(x, dy), b: f32.sum(dy, [0]) }, f32.matmulNT(dy, w)],
]

const weights: Dense = { w: tensor([[1, 2], [0, -1], [3, 1]]), b: tensor([10, 20]) }
const x = tensor([[1, 2, -1]])
const dy = tensor([[1, -2]])

const [yHand, backHand] = denseByHand(weights, x)
const [gradientsHand, dxHand] = backHand(dy)

paragraph('The library says the same of its own layer. A network of one stage, run forward on the same numbers:')

const net = pipe(input([1, 3]), dense(2))
const [yNet, , backNet] = net.forward(f32, { key: key(0), train: true })([weights], [], x)
const [[gradientsNet], dxNet] = backNet(dy)

table(['', 'by hand', 'dense(2)'], [
  ['y', show(yHand), show(yNet)],
  ['dw', show(gradientsHand.w), show(gradientsNet.w)],
  ['db', show(gradientsHand.b), show(gradientsNet.b)],
  ['dx', show(dxHand), show(dxNet)],
])
ok(treeEquals([yHand, gradientsHand, dxHand], [yNet, gradientsNet, dxNet]))

heading('What a way back must be')

paragraph(`It is linear: for two changes together it answers the sum of its answers. These numbers are whole, so the law
holds to the bit.`)

const [dyA, dyB] = [tensor([[1, -2]]), tensor([[5, 7]])]
const together = backNet(f32.add(dyA, dyB))
const apart = tree.zip((p, q) => f32.add(p, q))(backNet(dyA), backNet(dyB))
table(['', 'dx', 'dw'], [
  ['back(dyA)', show(backNet(dyA)[1]), show(backNet(dyA)[0][0].w)],
  ['back(dyB)', show(backNet(dyB)[1]), show(backNet(dyB)[0][0].w)],
  ['their sum', show(apart[1]), show(apart[0][0].w)],
  ['back(dyA + dyB)', show(together[1]), show(together[0][0].w)],
])
ok(treeEquals(together, apart))

paragraph('It can be called again, in any order, and says the same each time:')
const again = [backNet(dyA), backNet(dyB), backNet(dyA)] as const
console.log(`first and third answer equal: ${treeEquals(again[0], again[2])}\n`)
deepEqual(toFlat(again[0][1]), toFlat(dxNet))

paragraph(`And it is the transpose of the way forward. Move the input by a small dx and the output moves by dx w; whoever
weighs that move with dy gets the same number as who weighs dx with back(dy):`)

const move = tensor([[1, 4, -2]])
const forward = f32.matmul(move, weights.w)
const [left, right] = [f32.sumAll(f32.mul(forward, dy)), f32.sumAll(f32.mul(move, backNet(dy)[1]))]
table(['', 'value'], [['(dx w) . dy', toFlat(left).join()], ['dx . back(dy)', toFlat(right).join()]])
ok(equals(left, right))

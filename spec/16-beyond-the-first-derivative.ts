import { equal, ok } from 'node:assert/strict'
import {
  compile, dense, differentiate, f32, f64, type Float, foldIn, grad, halfSquaredError, hashTree, hessianVectorProduct, input, item, jvp, key, normal,
  type Ops, perExampleGradients, pipe, type Scalar, tensor, type Tensor, toFlat, toPrecision, tree, type Tree, valueAndGrad,
} from '../src/index.ts'
import { decimals, heading, paragraph, table } from './print.ts'

heading('16  Beyond the first derivative')

paragraph(`A layer brings its own way back. Everything else that is written in the vocabulary can be differentiated too: grad(f) is
again a function over the vocabulary, so it runs on every engine, compiles, and has a gradient itself.`)

heading('A gradient')

paragraph(`Rosenbrock's valley, f(x, y) = (1 - x)^2 + 100 (y - x^2)^2, is long, bent and flat along its floor; the lowest point is (1, 1).`)

type Point = Float<readonly [2]>

const rosenbrock = (ops: Ops) => (p: Point): Scalar => {
  const coordinate = (i: number): Scalar => ops.reshape(ops.slice(p, { start: [i] }, [1]), [])
  const [x, y] = [coordinate(0), coordinate(1)]
  const [ahead, beside] = [ops.sub(ops.fill([], 1), x), ops.sub(y, ops.mul(x, x))]
  return ops.add(ops.mul(ahead, ahead), ops.scale(ops.mul(beside, beside), 100))
}

const start: Point = tensor([-1.2, 1], { precision: 'f64' })
const [value, slope] = valueAndGrad(rosenbrock)(f64)(start)
const along: Point = tensor([1, 0], { precision: 'f64' })
table(['', 'x', 'y'], [
  ['from', ...toFlat(start).map((v) => decimals(v, 1))],
  ['gradient by the chain rule', ...toFlat(slope).map((v) => decimals(v, 1))],
  ['gradient by hand', decimals(-2 * (1 + 1.2) - 400 * -1.2 * (1 - 1.44), 1), decimals(200 * (1 - 1.44), 1)],
])
paragraph(`The value there is ${decimals(item(value), 1)}. In the other mode a tangent goes forth beside each value: along x alone ` +
  `the slope is ${decimals(item(jvp(rosenbrock)(f64)(start, along)[1]), 1)}.`)

heading('A Hessian-vector product')

paragraph(`How the gradient changes along a direction v is H v, H being the matrix of second derivatives. hessianVectorProduct sends v
forth through the way back, at the cost of a few gradients; H is never written out, which for a network of a million
parameters it could not be. Newton's method goes from p to p + d with H d = -gradient, and conjugate gradients solve that for d with
nothing but products H v (Hestenes and Stiefel, 1952): two of them in two dimensions.`)

const dot = (a: Tensor, b: Tensor): number => item(f64.sumAll(f64.mul(a, b)))
const plus = (a: Point, b: Point, k: number): Point => f64.add(a, f64.scale(b, k))

/** Solves `times(d) = b` in `steps` steps. */
const conjugateGradients = (times: (v: Point) => Point, b: Point, steps: number): Point => {
  const begin = { d: f64.fill([2], 0), residual: b, direction: b }
  return Array.from({ length: steps }).reduce<typeof begin>(({ d, residual, direction }) => {
    const [turned, before] = [times(direction), dot(residual, residual)]
    if (before === 0) return { d, residual, direction }
    const step = before / dot(direction, turned)
    const left = plus(residual, turned, -step)
    return { d: plus(d, direction, step), residual: left, direction: plus(left, direction, dot(left, left) / before) }
  }, begin).d
}

const newton = (p: Point): Point => {
  const downhill = f64.neg(grad(rosenbrock)(f64)(p))
  return f64.add(p, conjugateGradients((v) => hessianVectorProduct(rosenbrock)(f64)(p, v), downhill, 2))
}

const path = Array.from({ length: 6 }).reduce<readonly Point[]>((points) => [...points, newton(points.at(-1) ?? start)], [start])
const valueAt = (p: Point): number => item(rosenbrock(f64)(p))
table(['step', 'x', 'y', 'f'], path.map((p, i) => [`${i}`, ...toFlat(p).map((v) => decimals(v, 6)), decimals(valueAt(p), 10)]))

/** Downhill by the gradient alone, at a rate that is small enough for the steepest place. */
const descend = (p: Point): Point => plus(p, grad(rosenbrock)(f64)(p), -1e-3)
const slow = Array.from({ length: 1000 }).reduce<Point>(descend, start)
ok(valueAt(path.at(-1) ?? start) < 1e-10 && valueAt(slow) > 1e-3)
paragraph(`The slope alone, at a rate of 0.001, has after 1,000 steps come to (${toFlat(slow).map((v) => decimals(v, 3)).join(', ')}), ` +
  `where f is ${decimals(valueAt(slow), 4)}.`)

const compiled = compile(hessianVectorProduct(rosenbrock))
const [at32, along32] = toPrecision('f32')([start, along] as const)
equal(hashTree(compiled(at32, along32)), hashTree(hessianVectorProduct(rosenbrock)(f32)(at32, along32)))
paragraph('Compiled, the product has the same bits as on the eager engine.')

heading('The gradient of each example')

paragraph(`A batch's gradient says nothing of who pulled how hard. perExampleGradients gives one for each example, by a network on a single
example and one loop over all of them. Here a line is fitted to six points of y = 2 x + 1, the last of which was written down wrong.`)

const line = pipe(input([1]), dense(1))
const examples = {
  x: tensor([[-1], [-0.5], [0], [0.5], [1], [0.75]]),
  labels: tensor([[-1], [0], [1], [2], [3], [-40]]),
}
const each = compile(perExampleGradients(line, halfSquaredError, 6))
type Weights = ReturnType<typeof line.init>[0]
const zero: Weights = [{ w: tensor([[0]]), b: tensor([0]) }]
const state: readonly [] = []
const unused = key(0)
const gradientsAt = (params: Weights) => each({ params, state }, examples, unused).gradients

/** The length of each example's gradient over all parameters. */
const lengths = (ops: Ops, gradients: Tree): Float<readonly [6]> =>
  ops.sqrt(tree.leaves(gradients).reduce<Float<readonly [6]>>((sum, { tensor: g }) => {
    const rows: Float<readonly [6, 1]> = ops.reshape(g as Float<readonly [6, 1]>, [6, 1])
    return ops.add(sum, ops.sum(ops.mul(rows, rows), [1]))
  }, ops.fill([6], 0)))

/** Each example's gradient scaled down to a length of at most `most`, and their sum. */
const clippedSum = (most: number) => (ops: Ops) => (gradients: ReturnType<typeof gradientsAt>): Weights => {
  const factors = ops.minimum(ops.fill([6], 1), ops.div(ops.fill([6], most), lengths(ops, gradients)))
  const [{ w, b }] = gradients
  return [{
    w: ops.sum(ops.mul(w, ops.broadcast(factors, [6, 1, 1], [1, 2])), [0]),
    b: ops.sum(ops.mul(b, ops.broadcast(factors, [6, 1], [1])), [0]),
  }]
}

const first = gradientsAt(zero)
const pulls = toFlat(lengths(f32, first))
table(['x', 'y', 'gradient of w', 'of b', 'length'], toFlat(examples.x).map((x, i) => [
  decimals(x, 2), decimals(toFlat(examples.labels)[i] ?? NaN, 0),
  ...[toFlat(first[0].w), toFlat(first[0].b), pulls].map((numbers) => decimals(numbers[i] ?? NaN, 2)),
]))

const batch = differentiate(pipe(input([6, 1]), dense(1)), halfSquaredError)
equal(hashTree(clippedSum(Infinity)(f32)(first)), hashTree(batch(f32, { key: unused, train: true })(zero, state, examples).gradients))
paragraph('They add up to the gradient of the whole batch, here to the bit.')

/** 2,000 steps downhill by whatever is made of the six gradients. */
const fitted = (sum: (gradients: ReturnType<typeof gradientsAt>, step: number) => Weights): readonly [w: number, b: number] => {
  const end = Array.from({ length: 2000 }).reduce<Weights>((params, _, step) =>
    tree.zip((p, g) => f32.sub(p, f32.scale(g, 0.02)))(params, sum(gradientsAt(params), step)), zero)
  return [item(f32.sumAll(end[0].w)), item(f32.sumAll(end[0].b))]
}

paragraph(`Private training (Abadi et al., 2016) clips each example's gradient to a length that no example exceeds, here 1, adds them, and
adds noise of that size, so that what is learned hardly tells whether any one example was there. Noise comes from a key, so it repeats.`)

const noisy = (params: Weights, step: number): Weights =>
  tree.map((g, place) => f32.add(g, f32.scale(normal(f32, foldIn(key(step), place === '0.w' ? 0 : 1), g.shape), 0.5)))(params)
const rows = [
  ['the line that the points were taken from', 2, 1],
  ['plain sum', ...fitted(clippedSum(Infinity)(f32))],
  ['each clipped to 1', ...fitted(clippedSum(1)(f32))],
  ['clipped, with noise of 0.5', ...fitted((gradients, step) => noisy(clippedSum(1)(f32)(gradients), step))],
] as const
table(['', 'w', 'b'], rows.map(([name, w, b]) => [name, decimals(w, 2), decimals(b, 2)]))
const [, plain = NaN, clipped = NaN] = rows.map(([, w, b]) => Math.abs(w - 2) + Math.abs(b - 1))
ok(clipped < plain / 5)

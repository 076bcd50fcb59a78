import { f32, foldIn, key, normal, type Ops, type Shape, type Some, type Tensor, tree, type Tree, uniform } from '../../src/index.ts'

/** Standard normal numbers of a shape from a seed, in the engine's own precision. */
export const draw = (ops: Ops, seed: number, shape: Shape): Tensor => normal(ops, key(seed), shape)

/** A tree of the same structure with other numbers: normal ones, `spread` wide. Leaves of other kinds stay. */
export const redraw = <T extends Tree>(ops: Ops, seed: number, like: T, spread = 1): T => {
  const paths = tree.leaves(like).map(({ path }) => path)
  return tree.mapTensors((x, path) =>
    x.dtype === 'float' ? ops.scale(normal(ops, foldIn(key(seed), paths.indexOf(path)), x.shape as Shape), spread) : x, like)
}

/** A tensor of whole numbers from −largest to largest, as real numbers: sums and products of a few stay exact in f32. */
export const drawWhole = (ops: Ops, seed: number, shape: Shape, largest = 3): Tensor => {
  const bounded = ops.maximum(ops.minimum(draw(ops, seed, shape), ops.fill(shape, 1)), ops.fill(shape, -1))
  return ops.floor(ops.add(ops.scale(bounded, largest), ops.fill(shape, 0.5)))
}

/** A row-wise distribution: positive numbers whose rows of the last axis sum to about one. */
export const drawProbabilities = (ops: Ops, seed: number, shape: Shape): Tensor => {
  const last = shape.length - 1
  const e: Tensor = ops.exp(draw(ops, seed, shape))
  const total: Tensor = ops.sum(e, [last] as Some)
  return ops.div(e, ops.broadcast(total, shape as Some, [last] as Some))
}

/** Probabilities, each by itself. */
export const drawChances = (ops: Ops, seed: number, shape: Shape): Tensor => ops.sigmoid(draw(ops, seed, shape))

/** Whole numbers from 0 to `count` − 1, the same for every engine. */
export const drawIds = (seed: number, shape: Shape, count: number): Tensor =>
  f32.cast(f32.floor(f32.scale(uniform(f32, key(seed), shape), count)) as Tensor, 'i32')

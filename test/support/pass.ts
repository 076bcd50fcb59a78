import { type Env, foldIn, key, type Ops, type Tensor, type Tree, type Trees } from '../../src/index.ts'
import { draw, redraw } from './draw.ts'
import type { AnyNet } from './layers.ts'
import { type Example, inputOf, netOf } from './networks.ts'

/** A gradient as one tree: of the parameters and of the input, which has none where it is whole numbers. */
export type Gradient = { readonly params: Trees; readonly x: Tree }

/** Everything that one forward pass needs and gives. */
export interface Pass {
  readonly net: AnyNet
  readonly env: Env
  readonly params: Trees
  readonly state: Trees
  readonly x: Tensor
  readonly y: Tensor
  readonly next: Trees
  readonly back: (dy: Tensor) => Gradient
}

/** Parameters of a network: those of `init`, but with every number drawn, so that no bias is zero. */
export const paramsOf = (ops: Ops, net: AnyNet, seed: number): readonly [params: Trees, state: Trees] => {
  const [params, state]: readonly [Trees, Trees] = net.init(ops, key(seed))
  return [redraw(ops, seed, params, 0.5), state]
}

/** The forward pass of a network on given parameters and input. */
export const run = (ops: Ops, net: AnyNet, params: Trees, state: Trees, x: Tensor, env: Env): Pass => {
  const [y, next, back] = net.forward(ops, env)(params, state, x)
  return {
    net, env, params, state, x, y, next,
    back: (dy) => {
      const [dparams, dx]: readonly [Trees, Tensor | null] = back(dy)
      return { params: dparams, x: dx ?? [] }
    },
  }
}

/** The forward pass of an example, every number drawn from its seed. */
export const passOf = (ops: Ops, example: Example, train = true): Pass => {
  const net = netOf(example)
  const [params, state] = paramsOf(ops, net, example.seed)
  const env = { key: foldIn(key(example.seed), 1), train }
  return run(ops, net, params, state, inputOf(ops, example.seed + 1, example), env)
}

/** A cotangent for the output of a pass. */
export const cotangent = (ops: Ops, pass: Pass, seed: number): Tensor => draw(ops, seed, pass.net.out)

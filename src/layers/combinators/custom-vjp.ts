import type { Net, Trees } from '../../net.ts'
import type { Ops } from '../../ops.ts'
import { map } from '../../stages.ts'
import type { Float, Shape, Tensor, Tree } from '../../tensor.ts'

/**
 * A stage of a user's own forward with a user's own backward: `[y, kept] = forward(ops, x)` and `dx = backward(ops, kept, dy)`. What
 * backward needs of the forward pass is handed over in `kept`, a tensor or a tree of them.
 *
 * Whether the one belongs to the other is one line: `assertGradients(net, loss, initialize(step, key(1)), batch)` compares with central
 * differences in f64 and throws with each number that differs. A backward that is wrong on purpose, such as one that passes a
 * gradient straight through a step, is said by that check too.
 *
 * `out` is the output's shape, that of the input when left out; a `Misuse` at the stage's place tells of a forward or a backward that gives
 * another one. `name` is how the stage is called in labels and messages. Training steps, `differentiate` and the
 * gradient check use this backward; `grad` and its like go by the chain rule over what forward computes, and do not (`jax.custom_vjp` does).
 */
export const customVjp =
  <K extends Tree, Sh extends Shape, const Out extends Shape = Sh>(
    forward: (ops: Ops, x: Float<Sh>) => readonly [y: Float<Out>, kept: K],
    backward: (ops: Ops, kept: K, dy: Float<Out>) => Float<Sh>,
    { name = 'customVjp', out }: { readonly name?: string; readonly out?: Out } = {},
  ) =>
  <P extends Trees, S extends Trees, A extends Tensor>(prev: Net<P, S, A, Float<Sh>>): Net<P, S, A, Float<Out>> =>
    map<P, S, A, Float<Sh>, Float<Out>>(prev, out ?? prev.out as Shape as Out, { kind: name }, (ops) => (x) => {
      const [y, kept] = forward(ops, x)
      return [ops.note('y', y, 'y = forward(x)'), (dy) => ops.note('dx', backward(ops, kept, dy), 'dx = backward(kept, dy)')]
    })

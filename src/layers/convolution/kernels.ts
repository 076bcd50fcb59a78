import { zeros } from '../../initializers/constant.ts'
import type { Initializer } from '../../initializers/initializer.ts'
import { glorotUniform } from '../../initializers/variance-scaling.ts'
import type { Net, Trees } from '../../net.ts'
import type { Ops } from '../../ops.ts'
import { type StageName, withParams } from '../../stages.ts'
import type { Float, Shape, Some, Tensor, Tree } from '../../tensor.ts'

/** Where first weights come from. */
export interface KernelSettings<Bias extends Initializer | false = Initializer> {
  /** Glorot uniform when left out */
  readonly kernel?: Initializer
  /** 0 when left out; `false` for a layer that adds none */
  readonly bias?: Bias
}

/** A kernel `w` of this shape, and a bias for each filter. */
export type Kernel<W extends Shape, F extends number> = { readonly w: Float<W>; readonly b: Float<readonly [F]> }

/** The parameters of a layer with a bias, or those of the same layer that adds none. */
export type IfBias<Bias extends Initializer | false, Q> = Bias extends false ? Omit<Q, 'b'> : Q

/** Kernels by name, or their gradients. */
export type Kernels = Readonly<Record<string, Tensor>>

/** A map that is linear in its kernels and in its input, and the way back from a cotangent of what it gives. */
export type ByKernels<K extends Kernels> = (ops: Ops) => (kernels: K, x: Tensor) => readonly [y: Tensor, back: (dy: Tensor) => readonly [dkernels: K, dx: Tensor]]

/** What a stage with kernels is made of. */
export interface KernelStage<K extends Kernels> extends KernelSettings<Initializer | false> {
  readonly name: StageName
  readonly out: Shape
  /** the shapes of the kernels, by name */
  readonly shapes: Readonly<Record<keyof K, Shape>>
  /** how what it gives is written without its bias, and the gradients of its kernels and of x */
  readonly formulas: Readonly<Record<keyof K | 'y' | 'x', string>>
}

/** All axes but the last. */
const leadingAxes = (shape: Shape): readonly number[] => shape.slice(1).map((_, axis) => axis)

/** `y = f(kernels, x) + b`, with one bias for each channel of y. `db = Σ dy` over all axes but the last. */
export const withKernels = <P extends Trees, S extends Trees, A extends Tensor, B extends Tensor, C extends Tensor, Q extends Tree, K extends Kernels>(
  prev: Net<P, S, A, B>, { name, out, shapes, formulas, kernel = glorotUniform, bias = zeros }: KernelStage<K>, map: ByKernels<K>,
): Net<readonly [...P, Q], S, A, C> =>
  withParams<P, S, A, B, C, Some>(
    prev, out, name,
    (ops, key) => ({
      ...Object.fromEntries(Object.entries<Shape>(shapes).map(([name, shape], i) => [name, kernel(ops, i === 0 ? key : ops.foldIn(key, i + 1), shape)])),
      ...(bias === false ? {} : { b: bias(ops, ops.foldIn(key, 1), out.slice(-1)) }),
    }),
    (ops) => {
      const f = map(ops)
      const axes = leadingAxes(out) as Some
      return ({ b, ...kernels }: Some, x: Tensor): readonly [Some, Some] => {
        const [product, back] = f(kernels, x)
        const y: Tensor = b === undefined ? product : ops.add(product, ops.broadcast(b, out, axes))
        return [
          ops.note('y', y, `y = ${formulas.y}${b === undefined ? '' : ' + b'}`),
          (dy: Tensor): readonly [Some, Some] => {
            const [given, dx] = back(dy)
            const dkernels = Object.fromEntries(Object.entries<Tensor>(given).map(([name, dw]) =>
              [name, ops.note(`d${name}`, dw, `d${name} = ${formulas[name as keyof K]}`)]))
            return [
              b === undefined ? dkernels : { ...dkernels, b: ops.note('db', ops.sum(dy, axes), 'db = sum dy') },
              ops.note('dx', dx, `dx = ${formulas.x}`),
            ]
          },
        ]
      }
    })

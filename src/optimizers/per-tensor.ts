import { misuse, requireThat } from '../misuse.ts'
import type { Ops } from '../ops.ts'
import type { Float, Ids, Scalar, Shape, Some, Tree } from '../tensor.ts'
import * as tree from '../tree.ts'
import { oneMore, whole } from './count.ts'
import { descentOf, type LearningRate, learningRateFault, showLearningRate } from './learning-rate.ts'
import type { UpdateRule } from './optimizer.ts'

/** What an optimizer keeps: how many updates it has made, and a tree like the parameters for each name. */
export type Slots<P extends Tree, Name extends string = never> =
  { readonly [N in Name | 'count']: N extends 'count' ? Ids<readonly []> : P }

/** What a rule may use beside its tensors. */
export interface Moment {
  /** t: which update this is, the first is 1 */
  readonly t: Scalar
  /** x ↦ −η x */
  readonly descend: <S extends Shape>(x: Float<S>) => Float<S>
}

/** What is done with the gradient of one tensor of parameters: the change of it, and what is kept. */
export type TensorRule<Name extends string> = <S extends Shape>(
  g: Float<S>, kept: { readonly [N in Name]: Float<S> }, p: Float<S>,
) => readonly [update: Float<S>, kept: { readonly [N in Name]: Float<S> }]

/** An optimizer before it has met any parameters. */
export type PerTensor<Name extends string> = <P extends Tree>(ops: Ops, params: P) => UpdateRule<P, Slots<P, Name>>

/** What an optimizer says of itself. */
interface Declaration<Name extends string> {
  readonly kind: string
  readonly learningRate: LearningRate
  readonly settings: Readonly<Record<string, number | string | boolean>>
  /** what is kept for each tensor of parameters, with the number that it starts from everywhere */
  readonly kept: { readonly [N in Name]: number }
  /** what is wrong with a setting; the first is told */
  readonly faults?: readonly (string | undefined)[]
}

/**
 * An optimizer that treats each tensor of parameters by itself: a rule for one tensor becomes the pair of `init` and `update`
 * over trees. The count of updates is a tensor among the slots, so the update is a pure function of its arguments.
 *
 * Throws `Misuse` for a learning rate that is negative, infinite or NaN, and for any other fault.
 */
export const perTensor = <const Name extends string>(
  { kind, learningRate, settings, kept, faults = [] }: Declaration<Name>, ruleAt: (ops: Ops, moment: Moment) => TensorRule<Name>,
): PerTensor<Name> => {
  const fault = [learningRateFault(learningRate), ...faults].find((one) => one !== undefined)
  requireThat(fault === undefined, kind, () => fault ?? '')
  const names = Object.keys(kept).filter((name): name is Name => name in kept)
  return <P extends Tree>(ops: Ops, params: P): UpdateRule<P, Slots<P, Name>> => {
    const named = <T>(of: (name: Name) => T) => Object.fromEntries(names.map((name) => [name, of(name)])) as { readonly [N in Name]: T }
    return {
      kind,
      settings: { learningRate: showLearningRate(learningRate), ...settings },
      ...(typeof learningRate === 'number' ? {} : { schedule: learningRate }),
      init: () => ({ count: whole(ops, 0), ...named((name) => tree.map((p) => ops.fill(p.shape, kept[name]))(params)) }) as Slots<P, Name>,
      update: (gradients, slots) => {
        const before: Ids<readonly []> = slots.count
        const count = oneMore(ops, before)
        const rule = ruleAt(ops, { t: ops.cast(count, 'float'), descend: descentOf(ops, learningRate, before) })
        const keptOf = named((name) => tree.lookup(slots[name]))
        const paramAt = tree.lookup(params)
        const done = new Map(tree.leaves(gradients).filter(({ tensor }) => tensor.dtype === 'float').map(({ path, tensor }) =>
          [path, rule<Some>(tensor, named((name) => keptOf[name](path)), paramAt(path))] as const))
        const result = (path: string) => done.get(path) ?? misuse(kind, `no gradient at "${path}"`)
        return [
          tree.map((_, path) => result(path)[0])(gradients),
          { count, ...named((name) => tree.map((_, path) => result(path)[1][name])(gradients)) } as Slots<P, Name>,
        ]
      },
    }
  }
}

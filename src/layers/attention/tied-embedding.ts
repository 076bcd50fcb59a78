import type { Initializer } from '../../initializers/initializer.ts'
import { uniform } from '../../initializers/uniform.ts'
import { identity, type Net, type Trees } from '../../net.ts'
import { fromMatrix, toMatrix } from '../../shape/matrix.ts'
import { withState } from '../../stages.ts'
import type { FixedSize, Float, Ids, Shape, Tensor } from '../../tensor.ts'
import type { Embedding } from './embedding.ts'

/** The table that both ends have in common, and the parameters of what is between. */
export type TiedEmbedding<V extends number, E extends number, Q extends Trees> = readonly [embedding: Embedding<V, E>, body: Q]

/**
 * A language model with one table for both ends: ids become rows of the table, and what the body makes of them is compared with every row.
 * `h = body(table[x])`, `logits = h tableᵀ`, `[...] → [..., vocabulary]`. Press and Wolf, "Using the output embedding to improve language
 * models", 2017.
 *
 * `dh = dy table`, `dtable = dyᵀ h + Σ dbody where x = v`: the gradients of both uses added. Whole numbers have no cotangent.
 * The table comes from `initializer` and an id outside of it is a `Misuse`, both as for `embedding`.
 */
export const tiedEmbedding =
  <const V extends number, const E extends number>(
    vocabulary: V & FixedSize<V>, width: E & FixedSize<E>, { initializer = uniform(-0.05, 0.05) }: { readonly initializer?: Initializer } = {},
  ) =>
  <Q extends Trees, R extends Trees, B extends Shape>(
    body: (x: Net<readonly [], readonly [], Float<readonly [...B, E]>, Float<readonly [...B, E]>>) =>
      Net<Q, R, Float<readonly [...B, E]>, Float<readonly [...B, E]>>,
  ) =>
  <P extends Trees, S extends Trees, A extends Tensor>(
    prev: Net<P, S, A, Ids<B>>,
  ): Net<readonly [...P, TiedEmbedding<V, E, Q>], readonly [...S, R], A, Float<readonly [...B, V]>> => {
    const [v, e, leading]: readonly [V, E, B] = [vocabulary, width, prev.out]
    const inner = body(identity<Float<readonly [...B, E]>>([...leading, e], 'float'))
    return withState<P, S, A, Ids<B>, Float<readonly [...B, V]>, TiedEmbedding<V, E, Q>, R>(
      prev, [...leading, v], { kind: 'tiedEmbedding', settings: { vocabulary: v, width: e }, inner: inner.stages },
      (ops, key) => {
        const [params, state] = inner.init(ops, ops.foldIn(key, 1))
        return [[{ table: initializer(ops, key, [v, e]) }, params], state]
      },
      (ops, env) => {
        const f = inner.forward(ops, env)
        return ([{ table }, q], r, x) => {
          const [output, next, back] = f(q, r, ops.note('x', ops.gather<V, readonly [E], B, 'float'>(table, x), 'x = table[ids]'))
          const h = toMatrix<B, E>(ops, output)
          const y = ops.note('y', fromMatrix(ops, ops.matmulNT(h, table), leading), 'y = h table^T')
          return [y, next, (dOutput) => {
            const dy = toMatrix<B, V>(ops, dOutput)
            const [dq, dx] = back(fromMatrix(ops, ops.matmul(dy, table), leading))
            const dtable = ops.add(ops.matmulTN(dy, h), ops.scatterAdd<V, readonly [E], B>([v, e], x, dx))
            return [[{ table: ops.note('dtable', dtable, 'dtable[v] = dy^T h + sum of dx where ids = v') }, dq], null]
          }]
        }
      })
  }

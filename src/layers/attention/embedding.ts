import type { Initializer } from '../../initializers/initializer.ts'
import { uniform } from '../../initializers/uniform.ts'
import type { Net, Trees } from '../../net.ts'
import { withParams } from '../../stages.ts'
import { requireSizes } from '../../shape/size.ts'
import type { FixedSize, Float, Ids, Shape, Tensor } from '../../tensor.ts'

export type Embedding<V extends number, E extends number> = { readonly table: Float<readonly [V, E]> }

/**
 * A row of numbers for each whole number: `y[i…] = table[x[i…]]`, `[...] → [..., width]`. Ids are whole numbers from 0 up to, but not
 * including, `vocabulary`; another one is a `Misuse` that names it.
 *
 * `dtable[v] = Σ dy[i…] where x[i…] = v`, row 0 where no id is v. Whole numbers have no cotangent.
 * The table comes from `initializer`: uniform on [−0.05, 0.05) when left out, as in Keras; PyTorch and Flax draw normal numbers, of
 * deviation 1 and 1 / √width. Bengio et al., "A neural probabilistic language model", 2003.
 */
export const embedding =
  <const V extends number, const E extends number>(
    vocabulary: V & FixedSize<V>, width: E & FixedSize<E>, { initializer = uniform(-0.05, 0.05) }: { readonly initializer?: Initializer } = {},
  ) =>
  <P extends Trees, S extends Trees, A extends Tensor, B extends Shape>(
    prev: Net<P, S, A, Ids<B>>,
  ): Net<readonly [...P, Embedding<V, E>], S, A, Float<readonly [...B, E]>> => {
    const [v, e]: readonly [V, E] = [vocabulary, width]
    requireSizes('embedding', [v, e])
    return withParams<P, S, A, Ids<B>, Float<readonly [...B, E]>, Embedding<V, E>>(
      prev, [...prev.out, e], { kind: 'embedding', settings: { vocabulary: v, width: e } },
      (ops, key) => ({ table: initializer(ops, key, [v, e]) }),
      (ops) => ({ table }, x) => [
        ops.note('y', ops.gather<V, readonly [E], B, 'float'>(table, x), 'y = table[x]'),
        (dy) => [{ table: ops.note('dtable', ops.scatterAdd<V, readonly [E], B>([v, e], x, dy), 'dtable[v] = sum of dy where x = v') }, null],
      ])
  }

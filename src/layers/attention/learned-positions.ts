import type { Initializer } from '../../initializers/initializer.ts'
import { normal } from '../../initializers/normal.ts'
import type { Net, Trees } from '../../net.ts'
import { withParams } from '../../stages.ts'
import type { Float, Shape, Tensor } from '../../tensor.ts'
import { sequenceOf } from './sequence.ts'

export type LearnedPositions<T extends number, E extends number> = { readonly table: Float<readonly [T, E]> }

/**
 * Adds a learned row for each position: `y[…, t, e] = x[…, t, e] + table[t, e]`, `[..., T, width] → [..., T, width]`.
 *
 * `dx = dy`, `dtable = Σ dy` over all leading axes. The table comes from `initializer`: normal of deviation 0.02 when left out, as in
 * BERT (Devlin et al. 2019) and GPT-2. Gehring et al., "Convolutional sequence to sequence learning", 2017, section 3.1.
 */
export const learnedPositions =
  ({ initializer = normal({ standardDeviation: 0.02 }) }: { readonly initializer?: Initializer } = {}) =>
  <P extends Trees, S extends Trees, A extends Tensor, B extends Shape, T extends number, E extends number>(
    prev: Net<P, S, A, Float<readonly [...B, T, E]>>,
  ): Net<readonly [...P, LearnedPositions<T, E>], S, A, Float<readonly [...B, T, E]>> => {
    const { positions, width, leading } = sequenceOf<B, T, E>('learnedPositions', prev.out)
    return withParams<P, S, A, Float<readonly [...B, T, E]>, Float<readonly [...B, T, E]>, LearnedPositions<T, E>>(
      prev, prev.out, { kind: 'learnedPositions' },
      (ops, key) => ({ table: initializer(ops, key, [positions, width]) }),
      (ops) => ({ table }, x) => [
        ops.note('y', ops.add(x, leading.repeat(ops, table)), 'y = x + table'),
        (dy) => [{ table: ops.note('dtable', leading.sum(ops, dy), 'dtable = sum dy') }, ops.note('dx', dy, 'dx = dy')],
      ])
  }

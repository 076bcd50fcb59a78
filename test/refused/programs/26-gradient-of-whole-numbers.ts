import { type Float, glorotUniform, type Ids, type Net, type Tensor, type Trees, withParams } from '../../../src/index.ts'

// Whole numbers have no small change, so an embedding gives `null` back for its ids.
// ends: 'null'
export const embedding =
  <const V extends number, const E extends number>(v: V, e: E) =>
  <P extends Trees, S extends Trees, A extends Tensor, N extends number>(
    prev: Net<P, S, A, Ids<readonly [N]>>,
  ): Net<readonly [...P, Float<readonly [V, E]>], S, A, Float<readonly [N, E]>> =>
    withParams<P, S, A, Ids<readonly [N]>, Float<readonly [N, E]>, Float<readonly [V, E]>>(
      prev, [prev.out[0], e], { kind: 'embedding', settings: {} },
      (ops, key) => glorotUniform(ops, key, [v, e]),
      (ops) => (table, ids) => [
        ops.gather(table, ids),
        // mended: (dy) => [ops.scatterAdd([v, e], ids, dy), null],
        (dy) => [ops.scatterAdd([v, e], ids, dy), dy],
      ])

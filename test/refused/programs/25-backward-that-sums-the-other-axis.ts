import { type Float, glorotUniform, type Net, type Tensor, type Trees, withParams } from '../../../src/index.ts'

// `db` is summed over the rows, which are axis 0.
// ends: 'N' 'O'
type Dense<I extends number, O extends number> = { readonly w: Float<readonly [I, O]>; readonly b: Float<readonly [O]> }

export const dense =
  <const O extends number>(o: O) =>
  <P extends Trees, S extends Trees, A extends Tensor, N extends number, I extends number>(
    prev: Net<P, S, A, Float<readonly [N, I]>>,
  ): Net<readonly [...P, Dense<I, O>], S, A, Float<readonly [N, O]>> => {
    const [n, i]: readonly [N, I] = prev.out
    return withParams<P, S, A, Float<readonly [N, I]>, Float<readonly [N, O]>, Dense<I, O>>(
      prev, [n, o], { kind: 'dense', settings: {} },
      (ops, key) => ({ w: glorotUniform(ops, key, [i, o]), b: ops.fill([o], 0) }),
      (ops) => ({ w, b }, x) => [
        ops.add(ops.matmul(x, w), ops.broadcast(b, [n, o], [0])),
        (dy) => [
          {
            w: ops.matmulTN(x, dy),
            // mended: b: ops.sum(dy, [0]),
            b: ops.sum(dy, [1]),
          },
          ops.matmulNT(dy, w),
        ],
      ])
  }

import { type Float, glorotUniform, type Net, type Tensor, type Trees, withParams } from '../../../src/index.ts'

// `dx = dy w^T`: without the transpose the columns of dy meet the rows of w.
// ends: 'I' 'O'
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
            b: ops.sum(dy, [0]),
          },
          // mended: ops.matmulNT(dy, w),
          ops.matmul(dy, w),
        ],
      ])
  }

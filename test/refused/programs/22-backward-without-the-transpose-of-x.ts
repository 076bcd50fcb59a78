import { type Float, glorotUniform, type Net, type Tensor, type Trees, withParams } from '../../../src/index.ts'

// `dw = x^T dy`: without the transpose the rows of x meet the rows of dy.
// ends: 'N' 'I'
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
            // mended: w: ops.matmulTN(x, dy),
            w: ops.matmul(x, dy),
            b: ops.sum(dy, [0]),
          },
          ops.matmulNT(dy, w),
        ],
      ])
  }

import type { RecurrentCell } from '../../src/layers/recurrent/recurrent.ts'
import { glorotUniform } from '../../src/initializers/variance-scaling.ts'
import { zeros } from '../../src/initializers/constant.ts'
import type { Float } from '../../src/tensor.ts'

type Weights<I extends number, U extends number> = {
  readonly w: Float<readonly [I, U]>
  readonly u: Float<readonly [U, U]>
  readonly b: Float<readonly [U]>
}

/** Elman's cell as a user writes it, with its own way back: `y = tanh(x w + h u + b)`, which is carried on. */
export const elman =
  <N extends number, I extends number, U extends number>([n, i]: readonly [N, I], units: U): RecurrentCell<Weights<I, U>, Float<readonly [N, U]>, N, I, U> => ({
    name: 'elman',
    init: (ops, key) => ({
      w: glorotUniform(ops, key, [i, units]), u: glorotUniform(ops, ops.foldIn(key, 1), [units, units]), b: zeros(ops, key, [units]),
    }),
    start: (ops) => ops.fill([n, units], 0),
    step: (ops) => ({ w, u, b }, h, x) => {
      const a = ops.add(ops.add(ops.matmul(x, w), ops.matmul(h, u)), ops.broadcast<readonly [N, U], readonly [0], 'float'>(b, h.shape, [0]))
      const y = ops.tanh(a)
      return [y, y, (dh, dy) => {
        const da = ops.mul(ops.add(dh, dy), ops.sub(ops.fill(y.shape, 1), ops.mul(y, y)))
        const dw = { w: ops.matmulTN(x, da), u: ops.matmulTN(h, da), b: ops.sum<readonly [N, U], readonly [0]>(da, [0]) }
        return [dw, ops.matmulNT(da, u), ops.matmulNT(da, w)]
      }]
    },
  })

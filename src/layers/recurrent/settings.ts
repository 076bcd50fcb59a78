import { zeros } from '../../initializers/constant.ts'
import type { Initializer } from '../../initializers/initializer.ts'
import { orthogonal } from '../../initializers/orthogonal.ts'
import { glorotUniform } from '../../initializers/variance-scaling.ts'
import { multiply } from '../../shape/digits.ts'
import type { Ops } from '../../ops.ts'
import type { Key } from '../../tensor.ts'
import type { Count } from './gates.ts'

/** What every recurrent layer may be told. */
export interface RecurrentSettings {
  /** of the input's weights w: Glorot uniform when left out */
  readonly kernel?: Initializer
  /** of the recurrent weights u: orthogonal when left out */
  readonly recurrent?: Initializer
  /** 0 when left out */
  readonly bias?: Initializer
  /** from the last step to the first: y[t] then knows x[t] and what comes after it. false when left out */
  readonly reverse?: boolean
  /** whether a batch goes on where the batch before it ended, row by row; false when left out */
  readonly stateful?: boolean
}

/** Settings with what stands for those that are left out. */
export const completed = <S extends RecurrentSettings>(settings: S): S & Required<RecurrentSettings> =>
  ({ kernel: glorotUniform, recurrent: orthogonal(), bias: zeros, reverse: false, stateful: false, ...settings })

/** First weights of all gates: w from the key, u from its first child. */
export const firstWeights = <G extends Count, U extends number>({ kernel, recurrent }: Required<RecurrentSettings>, gates: G, u: U) =>
  <I extends number>(ops: Ops, key: Key, i: I) =>
    ({ w: kernel(ops, key, [i, multiply(gates, u)]), u: recurrent(ops, ops.foldIn(key, 1), [u, multiply(gates, u)]) })

import type { Ops } from '../../ops.ts'
import { toMatrix } from '../../shape/matrix.ts'
import type { Float } from '../../tensor.ts'
import { type AllGates, type Count, cutGates, joinGates, mapGates, type PerGate, sumGates, zipGates } from './gates.ts'
import type { Row, Steps } from './sequence.ts'

/** What the last output gives to every gate, and the way back. */
export interface RecurrentProduct<N extends number, U extends number, G extends Count> {
  /** `h u` */
  readonly of: (h: Row<N, U>) => PerGate<G, Row<N, U>>
  /** `dh = Σ da uᵀ` over the gates */
  readonly back: (da: PerGate<G, Row<N, U>>) => Row<N, U>
  /** `du = hᵀ da` over all steps: outside of the loop, one product for each gate */
  readonly gradient: <T extends number>(h: Steps<T, N, U>, das: PerGate<G, Steps<T, N, U>>) => Float<readonly [U, AllGates<G, U>]>
}

/** The products with the recurrent weights `u`, gate by gate: so no step has anything to cut or to join. */
export const recurrentProduct = <N extends number, U extends number, G extends Count>(
  ops: Ops, gates: G, units: U, u: Float<readonly [U, AllGates<G, U>]>,
): RecurrentProduct<N, U, G> => {
  const us = cutGates<G, readonly [U], U>(ops, gates, units, u)
  return {
    of: (h) => mapGates(us, (weights) => ops.matmul(h, weights)),
    back: (da) => sumGates(ops, zipGates(da, us, (own, weights) => ops.matmulNT(own, weights))),
    gradient: <T extends number>(h: Steps<T, N, U>, das: PerGate<G, Steps<T, N, U>>) => {
      const rows = (steps: Steps<T, N, U>) => toMatrix<readonly [T, N], U>(ops, steps)
      const held = rows(h)
      return joinGates<G, readonly [U], U>(ops, gates, units, mapGates(das, (da) => ops.matmulTN(held, rows(da))))
    },
  }
}

import { requireThat } from '../misuse.ts'
import type { Ops } from '../ops.ts'
import type { Float, Shape } from '../tensor.ts'

/** What a normal initializer is told. */
export interface NormalSettings {
  /** σ, from 0 upward */
  readonly standardDeviation: number
  /** μ: 0 when left out */
  readonly mean?: number
}

/** Refuses a deviation that is negative or not finite, and a mean that is not finite. */
export const checkNormal = (kind: string, { standardDeviation, mean = 0 }: NormalSettings): void => {
  requireThat(Number.isFinite(Math.fround(standardDeviation)) && standardDeviation >= 0, kind, () =>
    `standard deviation ${standardDeviation} is not a finite number from 0 upward`)
  requireThat(Number.isFinite(Math.fround(mean)), kind, () => `mean ${mean} is not a finite number`)
}

/** `μ + x`; 0 changes no bit. */
export const around = <S extends Shape>(ops: Ops, mean: number, x: Float<S>): Float<S> =>
  mean === 0 ? x : ops.add(ops.fill(x.shape, mean), x)

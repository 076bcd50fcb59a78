import { readFileSync } from 'node:fs'

/** Values and slopes at some points. */
export interface Curve {
  readonly y: readonly number[]
  readonly slope: readonly number[]
}

export type Row = { readonly y: readonly number[]; readonly dx: readonly number[] }

interface Vectors {
  readonly points: readonly number[]
  readonly pytorch: Readonly<Record<string, Curve>>
  readonly jax: Readonly<Record<string, Curve>>
  readonly tail: { readonly points: readonly number[] } & Readonly<Record<string, Curve>>
  readonly rows: { readonly x: readonly number[]; readonly dy: readonly number[]; readonly softmax: Row; readonly logSoftmax: Row }
}

/** What `activation-vectors.py` wrote. */
export const vectors = JSON.parse(readFileSync(new URL('./activation-vectors.json', import.meta.url), 'utf8')) as Vectors

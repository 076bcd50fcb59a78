import { UNIT } from './rounding.ts'

/** How exact an f32 evaluation of a function must be to count as reasonable. */
export interface Accuracy {
  /** error allowed for each unit of the result, in units of u = 2⁻²⁴ (half an ulp just above a power of two) */
  readonly relative: number
  /** error allowed beside it, whatever the result, in units of u */
  readonly absolute: number
  readonly why: string
}

/** The functions that IEEE 754 does not require to be correctly rounded, and √, which it does. */
export type Elementary =
  | 'sqrt' | 'exp' | 'expm1' | 'log' | 'log1p' | 'tanh' | 'sigmoid' | 'softplus' | 'erf' | 'erfinv' | 'sin' | 'cos' | 'pow'

/**
 * The accuracy that witnesses are held to, function by function: about twice the worst that was measured of the three backends
 * of TensorFlow.js 4.22 (a test measures them again). Our own engine is held to it too, though it needs 1 u only.
 */
export const accuracyOf: Readonly<Record<Elementary, Accuracy>> = {
  sqrt: { relative: 1, absolute: 0, why: 'correctly rounded everywhere, as IEEE 754 requires' },
  exp: { relative: 4, absolute: 0, why: 'tfjs-node: 2.0 u; the others 1.0 u' },
  expm1: { relative: 9, absolute: 0, why: 'tfjs-node: 4.5 u; tfjs-wasm: 1.2 u' },
  log: { relative: 7, absolute: 0, why: 'tfjs-node: 3.4 u near 1; tfjs-wasm: 1.3 u' },
  log1p: { relative: 9, absolute: 2, why: 'tfjs-node: 4.3 u; tfjs-wasm takes log(1 + x), which loses x below u' },
  tanh: { relative: 9, absolute: 0, why: 'tfjs-node: 4.5 u where it saturates; tfjs-wasm: 2.7 u' },
  sigmoid: { relative: 15, absolute: 0, why: 'tfjs-node: 7.3 u, tfjs-wasm: 4.3 u, both for large negative x' },
  softplus: { relative: 16, absolute: 0, why: 'all three take exp x below −13.94, where it is 7.7 u off' },
  erf: { relative: 11, absolute: 4, why: "tfjs-node: 5.4 u; tfjs-cpu takes Abramowitz and Stegun's 7.1.26, good to 1.5e-7" },
  erfinv: { relative: 2, absolute: 0, why: 'no witness has it; ours is the f64 result rounded once' },
  sin: { relative: 5, absolute: 8, why: 'tfjs-node: 2.3 u; tfjs-wasm: 4.1 u absolute' },
  cos: { relative: 5, absolute: 11, why: 'tfjs-node: 2.7 u; tfjs-wasm: 5.5 u absolute' },
  pow: { relative: 4, absolute: 0, why: 'tfjs-node: 2.0 u; the others 1.0 u' },
}

/** The row of a function as plain numbers. */
export const allowed = (name: Elementary): { readonly relative: number; readonly absolute: number } => ({
  relative: accuracyOf[name].relative * UNIT,
  absolute: accuracyOf[name].absolute * UNIT,
})

/**
 * Elementary functions whose bits are the same on every machine: f64 in, f64 out, computed with nothing but
 * + − × ÷ √, comparisons and integers, in the order that is written. For f32 round the result once with Math.fround.
 *
 * Another implementation (WebAssembly, say) has to do the same operations in the same order: no fused multiply-add, no
 * other association of a sum. A branch may become a selection, since both sides are ordinary arithmetic.
 */
export { cos } from './cos.ts'
export { erf } from './erf.ts'
export { erfinv } from './erfinv.ts'
export { exp } from './exp.ts'
export { expm1 } from './expm1.ts'
export { log } from './log.ts'
export { log1p } from './log1p.ts'
export { pow } from './pow.ts'
export { sigmoid } from './sigmoid.ts'
export { sin } from './sin.ts'
export { softplus } from './softplus.ts'
export { tanh } from './tanh.ts'

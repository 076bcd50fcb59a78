import {
  FLOAT_TO_SIGNED, FLOAT_TO_UNSIGNED, SIGNED_TO_FLOAT, UNSIGNED_TO_FLOAT, FLOAT_TO_MASK, WHOLE_TO_MASK, MASK_TO_FLOAT,
  MASK_TO_WHOLE, UNIT_FROM_BITS,
} from '../codes'

/** An element of another kind. Real numbers are cut towards zero and kept to the range; NaN gives 0. */
@inline function result(code: i32, a: v128): v128 {
  if (code == FLOAT_TO_SIGNED) return i32x4.trunc_sat_f32x4_s(a)
  if (code == FLOAT_TO_UNSIGNED) return i32x4.trunc_sat_f32x4_u(a)
  if (code == SIGNED_TO_FLOAT) return f32x4.convert_i32x4_s(a)
  if (code == UNSIGNED_TO_FLOAT) return f32x4.convert_i32x4_u(a)
  if (code == FLOAT_TO_MASK) return f32x4.ne(a, f32x4.splat(0))
  if (code == WHOLE_TO_MASK) return i32x4.ne(a, i32x4.splat(0))
  if (code == MASK_TO_FLOAT) return v128.and(a, f32x4.splat(1))
  if (code == MASK_TO_WHOLE) return i32x4.neg(a)
  return f32x4.mul(f32x4.convert_i32x4_u(i32x4.shr_u(a, 9)), f32x4.splat(<f32>(1.0 / 8388608.0)))
}

/** `result` over a block, sixteen elements at a time; inlined for each code, so that no code is looked at in the loop. */
@inline function each(code: i32, to: usize, end: usize, a: usize, stepA: usize): void {
  for (; to < end; to += 64, a += stepA) {
    v128.store(to, result(code, v128.load(a)))
    v128.store(to, result(code, v128.load(a, 16)), 16)
    v128.store(to, result(code, v128.load(a, 32)), 32)
    v128.store(to, result(code, v128.load(a, 48)), 48)
  }
}

export function conversion(code: i32, to: usize, end: usize, a: usize, stepA: usize): void {
  switch (code) {
    case FLOAT_TO_SIGNED: return each(FLOAT_TO_SIGNED, to, end, a, stepA)
    case FLOAT_TO_UNSIGNED: return each(FLOAT_TO_UNSIGNED, to, end, a, stepA)
    case SIGNED_TO_FLOAT: return each(SIGNED_TO_FLOAT, to, end, a, stepA)
    case UNSIGNED_TO_FLOAT: return each(UNSIGNED_TO_FLOAT, to, end, a, stepA)
    case FLOAT_TO_MASK: return each(FLOAT_TO_MASK, to, end, a, stepA)
    case WHOLE_TO_MASK: return each(WHOLE_TO_MASK, to, end, a, stepA)
    case MASK_TO_FLOAT: return each(MASK_TO_FLOAT, to, end, a, stepA)
    case MASK_TO_WHOLE: return each(MASK_TO_WHOLE, to, end, a, stepA)
    case UNIT_FROM_BITS: return each(UNIT_FROM_BITS, to, end, a, stepA)
    default: unreachable()
  }
}

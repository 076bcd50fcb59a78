import { LESS, LESS_EQUAL, EQUAL, LESS_WHOLE, LESS_EQUAL_WHOLE, EQUAL_WHOLE, NOT, AND, OR } from '../codes'

/** Masks: −1 where it holds, 0 elsewhere. Every comparison with NaN fails. */
@inline function result(code: i32, a: v128, b: v128): v128 {
  if (code == LESS) return f32x4.lt(a, b)
  if (code == LESS_EQUAL) return f32x4.le(a, b)
  if (code == EQUAL) return f32x4.eq(a, b)
  if (code == LESS_WHOLE) return i32x4.lt_s(a, b)
  if (code == LESS_EQUAL_WHOLE) return i32x4.le_s(a, b)
  if (code == EQUAL_WHOLE) return i32x4.eq(a, b)
  if (code == NOT) return v128.not(a)
  if (code == AND) return v128.and(a, b)
  return v128.or(a, b)
}

/** `result` over a block, sixteen elements at a time; inlined for each code, so that no code is looked at in the loop. */
@inline function each(code: i32, to: usize, end: usize, a: usize, stepA: usize, b: usize, stepB: usize): void {
  for (; to < end; to += 64, a += stepA, b += stepB) {
    v128.store(to, result(code, v128.load(a), v128.load(b)))
    v128.store(to, result(code, v128.load(a, 16), v128.load(b, 16)), 16)
    v128.store(to, result(code, v128.load(a, 32), v128.load(b, 32)), 32)
    v128.store(to, result(code, v128.load(a, 48), v128.load(b, 48)), 48)
  }
}

export function comparison(code: i32, to: usize, end: usize, a: usize, stepA: usize, b: usize, stepB: usize): void {
  switch (code) {
    case LESS: return each(LESS, to, end, a, stepA, b, stepB)
    case LESS_EQUAL: return each(LESS_EQUAL, to, end, a, stepA, b, stepB)
    case EQUAL: return each(EQUAL, to, end, a, stepA, b, stepB)
    case LESS_WHOLE: return each(LESS_WHOLE, to, end, a, stepA, b, stepB)
    case LESS_EQUAL_WHOLE: return each(LESS_EQUAL_WHOLE, to, end, a, stepA, b, stepB)
    case EQUAL_WHOLE: return each(EQUAL_WHOLE, to, end, a, stepA, b, stepB)
    case NOT: return each(NOT, to, end, a, stepA, b, stepB)
    case AND: return each(AND, to, end, a, stepA, b, stepB)
    case OR: return each(OR, to, end, a, stepA, b, stepB)
    default: unreachable()
  }
}

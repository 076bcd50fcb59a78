import { ADD_WHOLE, SUB_WHOLE, MUL_WHOLE, MAXIMUM_WHOLE, MINIMUM_WHOLE } from '../codes'

/** Arithmetic of whole numbers; it wraps at 32 bits. */
@inline function result(code: i32, a: v128, b: v128): v128 {
  if (code == ADD_WHOLE) return i32x4.add(a, b)
  if (code == SUB_WHOLE) return i32x4.sub(a, b)
  if (code == MUL_WHOLE) return i32x4.mul(a, b)
  if (code == MAXIMUM_WHOLE) return i32x4.max_s(a, b)
  return i32x4.min_s(a, b)
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

export function whole(code: i32, to: usize, end: usize, a: usize, stepA: usize, b: usize, stepB: usize): void {
  switch (code) {
    case ADD_WHOLE: return each(ADD_WHOLE, to, end, a, stepA, b, stepB)
    case SUB_WHOLE: return each(SUB_WHOLE, to, end, a, stepA, b, stepB)
    case MUL_WHOLE: return each(MUL_WHOLE, to, end, a, stepA, b, stepB)
    case MAXIMUM_WHOLE: return each(MAXIMUM_WHOLE, to, end, a, stepA, b, stepB)
    case MINIMUM_WHOLE: return each(MINIMUM_WHOLE, to, end, a, stepA, b, stepB)
    default: unreachable()
  }
}

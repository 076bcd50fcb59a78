import { NEG, ABS, FLOOR, SQRT } from '../codes'

/** The real functions that a processor has as one instruction. */
@inline function result(code: i32, a: v128): v128 {
  if (code == NEG) return f32x4.neg(a)
  if (code == ABS) return f32x4.abs(a)
  if (code == FLOOR) return f32x4.floor(a)
  return f32x4.sqrt(a)
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

export function sign(code: i32, to: usize, end: usize, a: usize, stepA: usize): void {
  switch (code) {
    case NEG: return each(NEG, to, end, a, stepA)
    case ABS: return each(ABS, to, end, a, stepA)
    case FLOOR: return each(FLOOR, to, end, a, stepA)
    case SQRT: return each(SQRT, to, end, a, stepA)
    default: unreachable()
  }
}

import { ADD, SUB, MUL, DIV, MAXIMUM, MINIMUM } from '../codes'

/** Arithmetic of real numbers, as in IEEE 754. */
@inline function result(code: i32, a: v128, b: v128): v128 {
  if (code == ADD) return f32x4.add(a, b)
  if (code == SUB) return f32x4.sub(a, b)
  if (code == MUL) return f32x4.mul(a, b)
  if (code == DIV) return f32x4.div(a, b)
  if (code == MAXIMUM) return f32x4.max(a, b)
  return f32x4.min(a, b)
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

export function arithmetic(code: i32, to: usize, end: usize, a: usize, stepA: usize, b: usize, stepB: usize): void {
  switch (code) {
    case ADD: return each(ADD, to, end, a, stepA, b, stepB)
    case SUB: return each(SUB, to, end, a, stepA, b, stepB)
    case MUL: return each(MUL, to, end, a, stepA, b, stepB)
    case DIV: return each(DIV, to, end, a, stepA, b, stepB)
    case MAXIMUM: return each(MAXIMUM, to, end, a, stepA, b, stepB)
    case MINIMUM: return each(MINIMUM, to, end, a, stepA, b, stepB)
    default: unreachable()
  }
}

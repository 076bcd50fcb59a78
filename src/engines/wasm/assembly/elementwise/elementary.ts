import { EXP, EXPM1, LOG, LOG1P, TANH, SIGMOID, SOFTPLUS, ERF, ERFINV, SIN, COS, POW } from '../codes'
import { cos } from '../math/cos'
import { erf } from '../math/erf'
import { erfinv } from '../math/erfinv'
import { exp } from '../math/exp'
import { expm1 } from '../math/expm1'
import { log } from '../math/log'
import { log1p } from '../math/log1p'
import { pow } from '../math/pow'
import { sigmoid } from '../math/sigmoid'
import { sin } from '../math/sin'
import { softplus } from '../math/softplus'
import { tanh } from '../math/tanh'

/** The elementary functions: computed in f64, rounded once. */
@inline function result(code: i32, a: v128, b: v128): v128 {
  if (code == EXP) return exp(a)
  if (code == EXPM1) return expm1(a)
  if (code == LOG) return log(a)
  if (code == LOG1P) return log1p(a)
  if (code == TANH) return tanh(a)
  if (code == SIGMOID) return sigmoid(a)
  if (code == SOFTPLUS) return softplus(a)
  if (code == ERF) return erf(a)
  if (code == ERFINV) return erfinv(a)
  if (code == SIN) return sin(a)
  if (code == COS) return cos(a)
  return pow(a, b)
}

/** `result` over a block; inlined for each code, so that no code is looked at in the loop. */
@inline function each(code: i32, to: usize, end: usize, a: usize, stepA: usize, b: usize, stepB: usize): void {
  for (; to < end; to += 16, a += stepA >> 2, b += stepB >> 2) v128.store(to, result(code, v128.load(a), v128.load(b)))
}

export function elementary(code: i32, to: usize, end: usize, a: usize, stepA: usize, b: usize, stepB: usize): void {
  switch (code) {
    case EXP: return each(EXP, to, end, a, stepA, b, stepB)
    case EXPM1: return each(EXPM1, to, end, a, stepA, b, stepB)
    case LOG: return each(LOG, to, end, a, stepA, b, stepB)
    case LOG1P: return each(LOG1P, to, end, a, stepA, b, stepB)
    case TANH: return each(TANH, to, end, a, stepA, b, stepB)
    case SIGMOID: return each(SIGMOID, to, end, a, stepA, b, stepB)
    case SOFTPLUS: return each(SOFTPLUS, to, end, a, stepA, b, stepB)
    case ERF: return each(ERF, to, end, a, stepA, b, stepB)
    case ERFINV: return each(ERFINV, to, end, a, stepA, b, stepB)
    case SIN: return each(SIN, to, end, a, stepA, b, stepB)
    case COS: return each(COS, to, end, a, stepA, b, stepB)
    case POW: return each(POW, to, end, a, stepA, b, stepB)
    default: unreachable()
  }
}

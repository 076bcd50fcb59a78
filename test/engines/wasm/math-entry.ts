// AssemblyScript: every elementary function over arrays, for `math.test.ts`: `…Each` rounds to f32 as the machine does, and
// `…Exactly` gives the f64 before the rounding.

import { cos } from '../../../src/engines/wasm/assembly/math/cos'
import { erf, erfOfPair } from '../../../src/engines/wasm/assembly/math/erf'
import { erfinv, erfinvOfPair } from '../../../src/engines/wasm/assembly/math/erfinv'
import { exp } from '../../../src/engines/wasm/assembly/math/exp'
import { expm1, expm1OfPair } from '../../../src/engines/wasm/assembly/math/expm1'
import { exponential } from '../../../src/engines/wasm/assembly/math/exponential-kernel'
import { sineOfHugeAngle } from '../../../src/engines/wasm/assembly/math/huge-angle'
import { log } from '../../../src/engines/wasm/assembly/math/log'
import { log1p, log1pOfPair } from '../../../src/engines/wasm/assembly/math/log1p'
import { logarithm } from '../../../src/engines/wasm/assembly/math/logarithm-kernel'
import { pow, powOfPair } from '../../../src/engines/wasm/assembly/math/pow'
import { sigmoid, sigmoidOfPair } from '../../../src/engines/wasm/assembly/math/sigmoid'
import { sin } from '../../../src/engines/wasm/assembly/math/sin'
import { sineOfPair } from '../../../src/engines/wasm/assembly/math/sine-of-angle'
import { softplus, softplusOfPair } from '../../../src/engines/wasm/assembly/math/softplus'
import { tanh, tanhOfPair } from '../../../src/engines/wasm/assembly/math/tanh'

type Unary = (x: v128) => v128

/** f of `count` f32, a multiple of four. */
@inline
function each(f: Unary, x: usize, to: usize, count: i32): void {
  for (let i = 0; i < count; i += 4) v128.store(to + (i << 2), f(v128.load(x + (i << 2))))
}

/** Two f32 as an f64x2. */
@inline
function pair(x: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(x))
}

/** f of `count` f32, an even number, as f64. */
@inline
function exactly(f: Unary, x: usize, to: usize, count: i32): void {
  for (let i = 0; i < count; i += 2) v128.store(to + (i << 3), f(pair(x + (i << 2))))
}

export function cosEach(x: usize, _: usize, to: usize, count: i32): void {
  each(cos, x, to, count)
}

export function erfEach(x: usize, _: usize, to: usize, count: i32): void {
  each(erf, x, to, count)
}

export function erfinvEach(x: usize, _: usize, to: usize, count: i32): void {
  each(erfinv, x, to, count)
}

export function expEach(x: usize, _: usize, to: usize, count: i32): void {
  each(exp, x, to, count)
}

export function expm1Each(x: usize, _: usize, to: usize, count: i32): void {
  each(expm1, x, to, count)
}

export function logEach(x: usize, _: usize, to: usize, count: i32): void {
  each(log, x, to, count)
}

export function log1pEach(x: usize, _: usize, to: usize, count: i32): void {
  each(log1p, x, to, count)
}

export function sigmoidEach(x: usize, _: usize, to: usize, count: i32): void {
  each(sigmoid, x, to, count)
}

export function sinEach(x: usize, _: usize, to: usize, count: i32): void {
  each(sin, x, to, count)
}

export function softplusEach(x: usize, _: usize, to: usize, count: i32): void {
  each(softplus, x, to, count)
}

export function tanhEach(x: usize, _: usize, to: usize, count: i32): void {
  each(tanh, x, to, count)
}

export function powEach(x: usize, y: usize, to: usize, count: i32): void {
  for (let i = 0; i < count; i += 4) v128.store(to + (i << 2), pow(v128.load(x + (i << 2)), v128.load(y + (i << 2))))
}

export function erfExactly(x: usize, _: usize, to: usize, count: i32): void {
  exactly(erfOfPair, x, to, count)
}

export function erfinvExactly(x: usize, _: usize, to: usize, count: i32): void {
  exactly(erfinvOfPair, x, to, count)
}

export function expExactly(x: usize, _: usize, to: usize, count: i32): void {
  exactly(exponential, x, to, count)
}

export function expm1Exactly(x: usize, _: usize, to: usize, count: i32): void {
  exactly(expm1OfPair, x, to, count)
}

export function logExactly(x: usize, _: usize, to: usize, count: i32): void {
  exactly(logarithm, x, to, count)
}

export function log1pExactly(x: usize, _: usize, to: usize, count: i32): void {
  exactly(log1pOfPair, x, to, count)
}

export function sigmoidExactly(x: usize, _: usize, to: usize, count: i32): void {
  exactly(sigmoidOfPair, x, to, count)
}

export function softplusExactly(x: usize, _: usize, to: usize, count: i32): void {
  exactly(softplusOfPair, x, to, count)
}

export function tanhExactly(x: usize, _: usize, to: usize, count: i32): void {
  exactly(tanhOfPair, x, to, count)
}

export function powExactly(x: usize, y: usize, to: usize, count: i32): void {
  for (let i = 0; i < count; i += 2) v128.store(to + (i << 3), powOfPair(pair(x + (i << 2)), pair(y + (i << 2))))
}

/** sin(x + turn·π/32), for the first and the second way of reducing an angle. */
function exactSines(x: usize, turn: i32, to: usize, count: i32): void {
  for (let i = 0; i < count; i++) {
    const angle = <f64>load<f32>(x + (i << 2))
    const sine = abs(angle) < 65536 ? f64x2.extract_lane(sineOfPair(f64x2.splat(angle), turn), 0) : sineOfHugeAngle(angle, turn)
    store<f64>(to + (i << 3), sine)
  }
}

export function sinExactly(x: usize, _: usize, to: usize, count: i32): void {
  exactSines(x, 0, to, count)
}

export function cosExactly(x: usize, _: usize, to: usize, count: i32): void {
  exactSines(x, 16, to, count)
}

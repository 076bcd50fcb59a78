// AssemblyScript: every elementary function over arrays of f32, for `math.test.ts`.

import * as cosine from '../../../src/engines/wasm/assembly/math/cos'
import * as error from '../../../src/engines/wasm/assembly/math/erf'

type Unary = (x: v128) => v128

/** f of `count` numbers, a multiple of four. */
@inline
function each(f: Unary, from: usize, to: usize, count: i32): void {
  for (let i: usize = 0; i < <usize>count << 2; i += 16) v128.store(to + i, f(v128.load(from + i)))
}

export function cos(from: usize, to: usize, count: i32): void {
  each(cosine.cos, from, to, count)
}

export function erf(from: usize, to: usize, count: i32): void {
  each(error.erf, from, to, count)
}

import * as math from '../../math/index.ts'
import type { Net, Trees } from '../../net.ts'
import { map } from '../../stages.ts'
import type { Float, Shape, Tensor } from '../../tensor.ts'
import { realNumbers } from './real-numbers.ts'
import { sequenceOf } from './sequence.ts'

/**
 * Adds waves that tell positions apart: `y[…, t, e] = x[…, t, e] + sin(t / 10000^(2i / width))` for e = 2i, and cos for e = 2i + 1;
 * `[..., T, width] → [..., T, width]`, t from 0. Vaswani et al., "Attention is all you need", 2017, section 3.5.
 *
 * `dx = dy`: the waves are constants, computed in f64 and, for f32, rounded once.
 */
export const sinusoidalPositions = <P extends Trees, S extends Trees, A extends Tensor, B extends Shape, T extends number, E extends number>(
  prev: Net<P, S, A, Float<readonly [...B, T, E]>>,
): Net<P, S, A, Float<readonly [...B, T, E]>> => {
  const { positions, width, leading } = sequenceOf<B, T, E>('sinusoidalPositions', prev.out)
  const waves = realNumbers([positions, width], (t = 0, e = 0) => {
    const angle = t / math.pow(10_000, 2 * Math.floor(e / 2) / width)
    return e % 2 === 0 ? math.sin(angle) : math.cos(angle)
  })
  return map<P, S, A, Float<readonly [...B, T, E]>, Float<readonly [...B, T, E]>>(
    prev, prev.out, { kind: 'sinusoidalPositions' }, (ops) => {
      const added = leading.repeat(ops, waves(ops))
      return (x) => [ops.note('y', ops.add(x, added), 'y = x + sin and cos of t / 10000^(2i / width)'), (dy) => ops.note('dx', dy, 'dx = dy')]
    })
}

import { describe, expect, test } from 'vitest'
import { dense, f32, foldIn, input, key, pipe, relu, residual, type Some, treeEquals, tree } from '../../../src/index.ts'
import { geluTanh } from '../../../src/layers/activations/gelu-tanh.ts'
import { multiHeadAttention } from '../../../src/layers/attention/multi-head-attention.ts'
import { transformerBlock } from '../../../src/layers/attention/transformer-block.ts'
import { layerNorm } from '../../../src/layers/normalization/layer-norm.ts'
import { dropout } from '../../../src/layers/regularization/dropout.ts'
import { draw, redraw } from '../../support/draw.ts'

const start = input([2, 5, 4])

describe('transformer block: h = x + attention(norm x), y = h + mlp(norm h)', () => {
  test('the same as its parts in a pipe, with dropout at the end of each, to the bit', () => {
    const block = pipe(start, transformerBlock({ heads: 2, hidden: 6, causal: true, dropout: 0.25 }))
    const parts = pipe(start,
      residual((x) => pipe(x, layerNorm(), multiHeadAttention({ heads: 2, causal: true }), dropout(0.25))),
      residual((h) => pipe(h, layerNorm(), dense(6), geluTanh, dense(4), dropout(0.25))))
    const params = redraw(f32, 3, block.init(f32, key(1))[0], 0.5)
    const [x, dy]: readonly [Some, Some] = [draw(f32, 4, block.in), draw(f32, 5, block.out)]
    for (const train of [true, false]) {
      const [y, state, back] = block.forward(f32, { key: key(6), train })(params, [], x)
      // The block draws from the key of its own place.
      const [z, , backParts] = parts.forward(f32, { key: foldIn(key(6), 0), train })(params[0], [[], []], x)
      expect(treeEquals(y, z)).toBe(true)
      const [[[gradient], dx], [gradientParts, dxParts]] = [back(dy), backParts(dy)]
      expect(treeEquals({ gradient, dx }, { gradient: gradientParts, dx: dxParts })).toBe(true)
      expect(state).toEqual([])
    }
  })

  test('first numbers are those of its parts', () => {
    const [params] = pipe(start, transformerBlock({ heads: 2, hidden: 6 })).init(f32, key(7))
    const [parts] = pipe(start,
      residual((x) => pipe(x, layerNorm(), multiHeadAttention({ heads: 2 }))),
      residual((h) => pipe(h, layerNorm(), dense(6), geluTanh, dense(4)))).init(f32, foldIn(key(7), 0))
    expect(treeEquals(params[0], parts)).toBe(true)
    expect(tree.leaves(params).map(({ path }) => path)).toEqual([
      '0.0.0.gamma', '0.0.0.beta', '0.0.1.qkv.w', '0.0.1.qkv.b', '0.0.1.out.w', '0.0.1.out.b',
      '0.1.0.gamma', '0.1.0.beta', '0.1.1.w', '0.1.1.b', '0.1.2.w', '0.1.2.b',
    ])
  })

  test('it says what it is made of', () => {
    const [stage] = pipe(start, transformerBlock({ heads: 2, hidden: 6, activation: relu })).stages
    expect(stage?.settings).toEqual({ heads: 2, hidden: 6, causal: false, rotary: false, dropout: 0 })
    expect(stage?.inner?.map(({ inner }) => inner?.map(({ kind }) => kind))).toEqual([
      ['layerNorm', 'multiHeadAttention', 'dropout'], ['layerNorm', 'dense', 'relu', 'dense', 'dropout'],
    ])
  })

  test('settings out of range are misuses', () => {
    expect(() => transformerBlock({ heads: 3, hidden: 6 })(start as Some)).toThrow('the width 4 is not a multiple of the 3 heads')
    expect(() => pipe(start, transformerBlock({ heads: 2, hidden: 6, dropout: 1 }))).toThrow('dropout')
  })
})

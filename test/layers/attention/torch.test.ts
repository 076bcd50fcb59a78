import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { f32, identity, key, linear, type Ops, type Some, type Tensor, tensor, tree, type Trees } from '../../../src/index.ts'
import { gelu } from '../../../src/layers/activations/gelu.ts'
import { geluTanh } from '../../../src/layers/activations/gelu-tanh.ts'
import { multiHeadAttention } from '../../../src/layers/attention/multi-head-attention.ts'
import { rotary as rotaryOf } from '../../../src/layers/attention/rotary.ts'
import { scaledDotProductAttention } from '../../../src/layers/attention/scaled-dot-product-attention.ts'
import { tiedEmbedding } from '../../../src/layers/attention/tied-embedding.ts'
import { transformerBlock } from '../../../src/layers/attention/transformer-block.ts'
import type { AnyNet } from '../../support/layers.ts'
import { expectWithin } from './within.ts'

/** Nested numbers, as in the file beside. */
type Numbers = readonly (number | Numbers)[]
type Named<K extends string> = Readonly<Record<K, Numbers>>
interface Settings {
  readonly causal: boolean
  readonly mask: readonly (readonly boolean[])[] | null
}

interface Vectors {
  readonly dotProduct: readonly (Settings & Named<'q' | 'k' | 'v' | 'y' | 'dy' | 'dq' | 'dk' | 'dv'>)[]
  readonly multiHead: readonly (Settings & Named<'x' | 'y' | 'dy' | 'dx' | 'w' | 'b' | 'wOut' | 'bOut' | 'dw' | 'db' | 'dwOut' | 'dbOut'>)[]
  readonly block: readonly (Pick<Settings, 'causal'> & Named<'x' | 'y' | 'dy' | 'dx'> & { readonly activation: 'gelu' | 'geluTanh'; readonly params: readonly Numbers[]; readonly gradients: readonly Numbers[] })[]
  readonly rotary: Named<'x' | 'y' | 'dy' | 'dx'>
  readonly tied: Named<'ids' | 'table' | 'between' | 'y' | 'dy' | 'dtable' | 'dbetween'>
}

const vectors = JSON.parse(readFileSync(new URL('torch-vectors.json', import.meta.url), 'utf8')) as Vectors

/** Every number that goes in is an f32 number. */
const given = (numbers: Numbers): Some => tensor(numbers as Some)
const flat = (numbers: Numbers): readonly number[] => numbers.flatMap((x) => typeof x === 'number' ? [x] : flat(x))
const maskOf = (mask: Settings['mask']): Some => mask === null ? undefined : tensor(mask as Some, { dtype: 'bool' })

/** Output, gradients of the parameters in order, and where there is one the gradient of the input. */
const pass = (ops: Ops, net: AnyNet, params: Trees, state: Trees, x: Tensor, dy: Tensor, mask?: Some): readonly Tensor[] => {
  const [y, , back] = net.forward(ops, { key: key(0), train: true, mask })(params, state, x)
  const [gradient, dx] = back(dy) as readonly [Trees, Tensor | null]
  return [y, ...tree.leaves(gradient).map(({ tensor }) => tensor), ...dx === null ? [] : [dx]] as readonly Tensor[]
}

const activations = { gelu, geluTanh }

const about = ({ causal, mask }: Settings): string => causal ? 'causal' : mask === null ? 'plain' : 'masked'

describe('PyTorch gives the same, forward and back, within the error of f32 and within that of f64', () => {
  test.each(vectors.dotProduct.map((row) => ({ name: about(row), ...row })))('scaled_dot_product_attention, $name', ({ causal, mask, q, k, v, y, dy, dq, dk, dv }) => {
    expectWithin((ops) => {
      const [value, back] = scaledDotProductAttention(ops, given(q), given(k), given(v), { causal, mask: maskOf(mask) })
      return [value, ...back(given(dy))] as readonly Tensor[]
    }, [y, dq, dk, dv].map(flat))
  })

  test.each(vectors.multiHead.map((row) => ({ name: about(row), ...row })))('MultiheadAttention, $name', ({ causal, mask, x, y, dy, dx, ...row }) => {
    const net = multiHeadAttention({ heads: 2, causal })(identity<Some>([2, 4, 6], 'float') as Some) as AnyNet
    const params = [{ qkv: { w: given(row.w), b: given(row.b) }, out: { w: given(row.wOut), b: given(row.bOut) } }]
    expectWithin((ops) => pass(ops, net, params, [], given(x), given(dy), maskOf(mask)), [y, row.dw, row.db, row.dwOut, row.dbOut, dx].map(flat))
  })

  test.each(vectors.block)('TransformerEncoderLayer with norm_first, causal: $causal, $activation', ({ causal, activation, x, y, dy, dx, params, gradients }) => {
    const net = transformerBlock({ heads: 2, hidden: 5, causal, activation: activations[activation] })(identity<Some>([2, 3, 4], 'float') as Some) as AnyNet
    const first = net.init(f32, key(0))[0] as Trees
    const paths = tree.leaves(first).map(({ path }) => path)
    expect(paths).toHaveLength(params.length)
    const filled = tree.mapTensors((_, path) => given(params[paths.indexOf(path)]!) as Tensor, first)
    expectWithin((ops) => pass(ops, net, filled, [], given(x), given(dy)), [y, ...gradients, dx].map(flat))
  })

  test('rotary positions, as rotate_half has them', () => {
    const { x, y, dy, dx } = vectors.rotary
    expectWithin((ops) => {
      const [value, back] = rotaryOf(7, 6)(ops)(given(x))
      return [value, back(given(dy))] as readonly Tensor[]
    }, [flat(y), flat(dx)])
  })

  test('an embedding whose table is the weight of the last linear', () => {
    const { ids, table, between, y, dy, dtable, dbetween } = vectors.tied
    const net = tiedEmbedding(5, 3)((h: Some) => linear(3)(h) as Some)(identity<Some>([2, 3], 'i32')) as AnyNet
    const params = [[{ table: given(table) }, [{ w: given(between) }]]]
    const x: Some = tensor(ids as Some, { dtype: 'i32' })
    expectWithin((ops) => pass(ops, net, params, [[]], x, given(dy)), [y, dtable, dbetween].map(flat))
  })
})

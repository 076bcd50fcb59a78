import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { f32, identity, key, type Shape, type Some, tensor, type Tensor, toNested } from '../../../src/index.ts'
import { conv1d } from '../../../src/layers/convolution/conv1d.ts'
import { conv2d } from '../../../src/layers/convolution/conv2d.ts'
import { convTranspose2d } from '../../../src/layers/convolution/conv-transpose2d.ts'
import { depthwiseConv2d } from '../../../src/layers/convolution/depthwise-conv2d.ts'
import type { AnyNet } from '../../support/layers.ts'

interface Vector {
  readonly layer: 'conv1d' | 'conv2d' | 'depthwiseConv2d' | 'convTranspose2d'
  readonly settings: object
  readonly x: Some
  readonly w: Some
  readonly dy: Some
  readonly y: unknown
  readonly dx: unknown
  readonly dw: unknown
}

const vectors = JSON.parse(readFileSync(new URL('jax-vectors.json', import.meta.url), 'utf8')) as readonly Vector[]

const build = ({ layer, settings }: Vector, kernel: Shape): ((prev: Some) => AnyNet) => {
  const told: Some = { ...settings, bias: false }
  const [height = 1, width = 1, third = 1, fourth = 1]: Shape = kernel
  switch (layer) {
    case 'conv1d': return conv1d(third as never, height as never, told)
    case 'conv2d': return conv2d(fourth as never, [height, width] as never, told)
    case 'depthwiseConv2d': return depthwiseConv2d([height, width] as never, told)
    case 'convTranspose2d': return convTranspose2d(third as never, [height, width] as never, told)
  }
}

/** JAX has no −0 where a sum of whole numbers is 0; neither matters here. */
const unsigned = (x: Tensor): unknown => toNested(f32.add(x, f32.fill(x.shape as Shape, 0)))

test.each(vectors.map((vector) => ({ ...vector, named: `${vector.layer} ${JSON.stringify(vector.settings)}` })))('$named is as JAX has it', (vector) => {
  const [x, w, dy]: readonly Tensor[] = [tensor(vector.x), tensor(vector.w), tensor(vector.dy)]
  const net = build(vector, w!.shape as Shape)(identity<Some>(x!.shape, 'float'))
  const [y, , back] = net.forward(f32, { key: key(0), train: true })([{ w }], [] as Some, x)
  const [[gradient], dx] = back(dy as Some) as Some
  expect(y.shape).toEqual(dy!.shape)
  expect(unsigned(y)).toEqual(vector.y)
  expect(unsigned(dx)).toEqual(vector.dx)
  expect(unsigned(gradient.w)).toEqual(vector.dw)
})

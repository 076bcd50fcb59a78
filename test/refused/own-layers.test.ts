import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { compile } from './compile.ts'
import { root } from './compiler.ts'

/**
 * The library's own layers, each with one mistake in its backward pass. They take any number of leading axes, behind
 * which the mistakes have to be seen too.
 */
const mistakes = [
  { layer: 'affine/dense', right: 'ops.matmulTN(x, dy)', wrong: 'ops.matmul(x, dy)' },
  { layer: 'affine/dense', right: 'ops.matmulNT(dy, w)', wrong: 'ops.matmul(dy, w)' },
  { layer: 'affine/dense', right: 'ops.sum(dy, [0])', wrong: 'ops.sum(x, [0])' },
  { layer: 'affine/dense', right: 'ops.sum(dy, [0])', wrong: 'ops.sum(dy, [1])' },
  { layer: 'affine/linear', right: 'ops.matmulTN(x, dy)', wrong: 'ops.matmulTN(dy, x)' },
  { layer: 'affine/linear', right: 'ops.matmulNT(dy, w)', wrong: 'ops.matmulNT(w, dy)' },
  { layer: 'activations/softmax', right: 'ops.sum(ops.mul(dy, y), [1])', wrong: 'ops.sum(ops.mul(dy, y), [0])' },
].map((mistake, i) => ({ ...mistake, copy: `${root}src/layers/${mistake.layer}.wrong-${String(i)}.ts` }))

const source = (layer: string): string => readFileSync(`${root}src/layers/${layer}.ts`, 'utf8')
const untouched = `${root}src/layers/affine/dense.untouched.ts`

const refusals = compile(new Map([
  [untouched, source('affine/dense')],
  ...mistakes.map(({ layer, right, wrong, copy }) => [copy, source(layer).replace(right, wrong)] as const),
]))

it('a copy without a mistake compiles', () => {
  expect(refusals.get(untouched)).toEqual([])
})

it.each(mistakes)('$layer with $wrong for $right is refused', ({ layer, right, copy }) => {
  expect(source(layer)).toContain(right)
  expect(refusals.get(copy)).not.toEqual([])
})

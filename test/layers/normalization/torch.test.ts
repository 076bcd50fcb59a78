import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { boundedOf, boundOps } from '../../../compare/bound/index.ts'
import { f64, identity, key, type Nested, type Ops, type Some, type Tensor, tensor, toFlat, tree, type Tree, type Trees } from '../../../src/index.ts'
import { batchNorm } from '../../../src/layers/normalization/batch-norm.ts'
import { groupNorm } from '../../../src/layers/normalization/group-norm.ts'
import { instanceNorm } from '../../../src/layers/normalization/instance-norm.ts'
import { layerNorm } from '../../../src/layers/normalization/layer-norm.ts'
import { rmsNorm } from '../../../src/layers/normalization/rms-norm.ts'
import type { AnyNet } from '../../support/layers.ts'

type Named = Readonly<Record<string, Nested>>

interface Vector {
  readonly x: Nested
  readonly dy: Nested
  readonly y: Nested
  readonly dx: Nested
  readonly params: Named
  readonly gradients: Named
  readonly before?: Named
  readonly after?: Named
}

const torch = JSON.parse(readFileSync(new URL('./torch-vectors.json', import.meta.url), 'utf8')) as Readonly<Record<string, Vector>>

const tensorOf = (given: Nested): Tensor => tensor(given, { precision: 'f64' })
const treeOf = (named: Named): Tree => Object.fromEntries(Object.entries(named).map(([name, numbers]) => [name, tensorOf(numbers)]))

const cases: readonly (readonly [name: string, layer: (prev: AnyNet) => AnyNet, train: boolean])[] = [
  ['batchNorm', (prev) => batchNorm({ momentum: 0.9 })(prev), true],
  ['batchNormInference', (prev) => batchNorm()(prev), false],
  ['layerNorm', (prev) => layerNorm()(prev), true],
  ['rmsNorm', (prev) => rmsNorm()(prev), true],
  ['groupNorm', (prev) => groupNorm(2)(prev), true],
  ['instanceNorm', (prev) => instanceNorm()(prev), true],
]

/** Everything that a layer gives, as one tree. */
const passOf = (ops: Ops, layer: (prev: AnyNet) => AnyNet, given: Vector, train: boolean): Tree => {
  const x = tensorOf(given.x)
  const state: Trees = given.before === undefined ? [] : [treeOf(given.before)]
  const [y, next, back] = layer(identity<Some>(x.shape, 'float')).forward(ops, { key: key(0), train })([treeOf(given.params)], state, x)
  const [[gradients], dx] = back(tensorOf(given.dy)) as readonly [readonly [Tree], Tensor]
  return { y, dx, gradients, after: next[0] ?? {} }
}

/** From the rounding of f32, which the bound engine counts, to that of f64. */
const FINER = 2 ** -29

test.each(cases)('%s gives the values, gradients and running statistics that PyTorch gives, up to the rounding of f64', (name, layer, train) => {
  const given = torch[name]!
  const ours = passOf(f64, layer, given, train)
  const bounds = tree.lookup(passOf(boundOps('chosen'), layer, given, train))
  const theirs = tree.byPath({
    y: tensorOf(given.y), dx: tensorOf(given.dx), gradients: treeOf(given.gradients), after: treeOf(given.after ?? {}),
  })
  expect(tree.byPath(ours).map(({ path }) => path)).toEqual(theirs.map(({ path }) => path))
  theirs.forEach(({ path, tensor: wanted }) => {
    const [found, errors] = [toFlat(tree.leafAt(ours, path)), toFlat(boundedOf(bounds(path)).error)]
    toFlat(wanted).forEach((value, i) => {
      // Either evaluation may be off by the bound.
      expect(Math.abs(found[i]! - value)).toBeLessThanOrEqual(2 * FINER * errors[i]!)
    })
  })
})

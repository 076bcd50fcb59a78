import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { f32, hashTree, Misuse, tensor, type Tensor, tree, type Tree, treeEquals } from '../src/index.ts'
import { draw } from './support/draw.ts'
import { holds, seed, shape } from './support/examples.ts'

const leaf: fc.Arbitrary<Tensor> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(seed, shape(0, 2, 3)).map(([from, sizes]) => draw(f32, from, sizes)) },
  { weight: 1, arbitrary: fc.integer({ min: -9, max: 9 }).map((v) => tensor([v], { dtype: 'i32' }) as Tensor) })

/** Names as people give them, and as files of weights give them. */
const names = fc.constantFrom('w', 'b', 'kernel', '0', 'encoder.layer', 'constructor', '__proto__', 'shape', 'dtype', '')

const trees: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof({ depthSize: 'small', withCrossShrink: true }, leaf,
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.uniqueArray(fc.tuple(names, tie('tree')), { maxLength: 3, selector: ([name]) => name }).map((entries) => Object.fromEntries(entries) as Tree)),
})).tree

const double = (x: Tensor): Tensor => f32.scale(x, 2)
const shift = (x: Tensor): Tensor => f32.add(x, f32.fill(x.shape, 1))

/** The bare structure of a tree, with each leaf's shape and kind. */
const structure = (t: Tree): unknown =>
  'dtype' in t && typeof t.dtype === 'string' ? `${t.dtype}[${String(t.shape)}]`
  : Array.isArray(t) ? t.map(structure)
  : Object.entries(t).map(([name, inner]) => [name, structure(inner as Tree)])

describe('tree.map', () => {
  test('identity', () => {
    holds(fc.property(trees, (t) => {
      const mapped = tree.map((x) => x)(t)
      expect(treeEquals(mapped, t)).toBe(true)
      expect(structure(mapped)).toEqual(structure(t))
    }), 200)
  })

  test('composition', () => {
    holds(fc.property(trees, (t) => {
      expect(treeEquals(tree.map((x) => double(shift(x)))(t), tree.map(double)(tree.map(shift)(t)))).toBe(true)
    }), 200)
  })

  test('leaves that are no real numbers stay, and the tree that was given does not change', () => {
    holds(fc.property(trees, (t) => {
      const before = hashTree(t)
      const mapped = tree.map(double)(t)
      expect(hashTree(t)).toBe(before)
      const [kept, moved] = [tree.leaves(t), tree.leaves(mapped)]
      expect(moved.map(({ path }) => path)).toEqual(kept.map(({ path }) => path))
      for (const [i, { tensor: x }] of kept.entries()) if (x.dtype !== 'float') expect(moved[i]?.tensor).toBe(x)
    }), 100)
  })
})

describe('tree.zip', () => {
  test('with the first, or with the second, gives that tree', () => {
    holds(fc.property(trees, (t) => {
      const other = tree.map(shift)(t)
      expect(treeEquals(tree.zip((a) => a)(t, other), t)).toBe(true)
      expect(treeEquals(tree.zip((_, b) => b)(t, other), other)).toBe(true)
      expect(treeEquals(tree.zip((a, b) => f32.sub(b, a))(t, t), tree.map((x) => f32.sub(x, x))(t))).toBe(true)
    }), 200)
  })

  test('a leaf that the second tree lacks is named', () => {
    const [w, b] = [tensor([1]), tensor([2])]
    const zip = (second: Tree) => (): Tree => tree.zip((x) => x)<Tree>([{ w }, { w, b }], second)
    expect(zip([{ w }])).toThrow(Misuse)
    expect(zip([{ w }])).toThrow('tree: no tensor at "1.w"')
    expect(zip([{ w }, { w }])).toThrow('tree: no tensor at "1.b"')
    expect(zip([{ w }, { w, b: [b] }])).toThrow('tree: no tensor at "1.b"')
  })
})

describe('leaves and paths', () => {
  test('by hand: lists count, records name, the order is that of the tree', () => {
    const t = [{ w: tensor([1]), b: tensor([2]) }, [], [[tensor([3])], { inner: { w: tensor([4]) } }]]
    expect(tree.leaves(t).map(({ path }) => path)).toEqual(['0.w', '0.b', '2.0.0', '2.1.inner.w'])
    expect(tree.leaves(tensor([1])).map(({ path }) => path)).toEqual([''])
    expect(tree.leaves([])).toEqual([])
  })

  test('leafAt finds every leaf at its path, where no name has a dot', () => {
    const plain = fc.uniqueArray(fc.tuple(names.filter((name) => name !== '' && !name.includes('.')), leaf), { maxLength: 5, selector: ([name]) => name })
    holds(fc.property(fc.array(plain, { maxLength: 4 }), (stages) => {
      const t = stages.map((entries) => Object.fromEntries(entries) as Tree)
      for (const { path, tensor: x } of tree.leaves(t)) expect(tree.leafAt(t, path)).toBe(x)
      expect(tree.leaves(t)).toHaveLength(stages.flat().length)
    }), 60)
    expect(() => tree.leafAt([tensor([1])], '1')).toThrow('tree: no tensor at "1"')
    expect(() => tree.leafAt([tensor([1])], '0.toString')).toThrow('tree: no tensor at "0.toString"')
    expect(() => tree.leafAt({ w: tensor([1]) }, 'toString')).toThrow('tree: no tensor at "toString"')
    expect(() => tree.leafAt([tensor([1])], '')).toThrow('tree: no tensor at ""')
  })

  test('mapTensors hands over the same paths', () => {
    holds(fc.property(trees, (t) => {
      const seen: string[] = []
      tree.mapTensors((x, path) => { seen.push(path); return x }, t)
      expect(seen).toEqual(tree.leaves(t).map(({ path }) => path))
    }), 60)
  })
})

describe('lookup and prune', () => {
  test('lookup finds every leaf at its path, whatever its names; another path is a misuse', () => {
    holds(fc.property(trees, (t) => {
      const at = tree.lookup(t)
      for (const { path, tensor: x } of tree.leaves(t)) expect(at(path)).toBe(x)
    }), 60)
    expect(() => tree.lookup([tensor([1])])('1')).toThrow(Misuse)
    expect(() => tree.lookup([tensor([1])])('1')).toThrow('tree: no tensor at "1"')
  })

  test('prune puts an empty list where it cuts, and leaves the rest', () => {
    const [w, b] = [tensor([1]), tensor([2])]
    const t = [{ w, b }, [w], { 'a.b': w }]
    expect(tree.prune((path) => ['0.b', '1', '2.a\\.b'].includes(path), t)).toEqual([{ w, b: [] }, [], { 'a.b': [] }])
    expect(tree.prune(() => true, t)).toEqual([])
    holds(fc.property(trees, (t) => { expect(structure(tree.prune(() => false, t))).toEqual(structure(t)) }), 60)
  })
})

import { describe, expect, expectTypeOf, it } from 'vitest'
import {
  adam, type Dense, dense, type Float, type Ids, initialize, input, type Key, key, type Optimizer, pipe, relu, residual, sgd, softmaxCrossEntropy, tensor, trainStep, tree,
} from '../../src/index.ts'
import {
  accumulate, addNoise, averageWeights, chain, clipByGlobalNorm, freeze, masked, type Only, partition, type PathOf, skipNonFinite, weightDecay, type Without,
} from '../../src/transformations/index.ts'

const net = pipe(input([32, 64]), dense(16), relu, dense(10))
type First = Dense<64, 16>
type Last = Dense<16, 10>
type P = readonly [First, Last]
type Count = Ids<readonly []>
type Adam<Q> = { readonly count: Count; readonly m: Q; readonly v: Q }

describe('slots', () => {
  it('of a chain are the list of the slots of its parts', () => {
    const step = trainStep(net, softmaxCrossEntropy, chain(clipByGlobalNorm(1), adam({ learningRate: 1 }), averageWeights({ decay: 0.9 })))
    const { slots } = initialize(step, key(1))
    expectTypeOf(slots).toEqualTypeOf<readonly [readonly [], Adam<P>, { readonly count: Count; readonly average: P }]>()
    expect(slots[2].average[1].w.shape).toEqual([16, 10])
  })

  it('of wrappers hold those of the optimizer inside', () => {
    const step = trainStep(net, softmaxCrossEntropy, accumulate(4, skipNonFinite(chain(addNoise({ eta: 0.1, key: key(1) }), adam({ learningRate: 1 })))))
    const { slots } = initialize(step, key(1))
    expectTypeOf(slots).toEqualTypeOf<{
      readonly inner: {
        readonly inner: readonly [{ readonly key: Key; readonly count: Count }, Adam<P>]
        readonly skipped: Count
        readonly inARow: Count
      }
      readonly sum: P
      readonly seen: Count
    }>()
    expect(slots.inner.inner[1].m[0].b.shape).toEqual([16])
  })

  it('have an empty list where weights are frozen', () => {
    const step = trainStep(net, softmaxCrossEntropy, chain(clipByGlobalNorm(1), freeze(net, ['0.w', '1'], chain(clipByGlobalNorm(1), adam({ learningRate: 1 })))))
    const { slots } = initialize(step, key(1))
    type Left = readonly [{ readonly w: readonly []; readonly b: Float<readonly [16]> }, readonly []]
    expectTypeOf(slots).toEqualTypeOf<readonly [readonly [], readonly [readonly [], Adam<Left>]]>()
    expect([slots[1][1].m[0].w, slots[1][1].m[1]]).toEqual([[], []])
  })

  it('of groups are the list of theirs, each of its own parameters', () => {
    const optimizer = partition(net, { at: ['0'], use: sgd({ learningRate: 1 }) }, { at: ['1.w'], use: chain(weightDecay(1), adam({ learningRate: 1 })) }, adam({ learningRate: 1 }))
    const { slots } = initialize(trainStep(net, softmaxCrossEntropy, optimizer), key(1))
    type Second = readonly [readonly [], { readonly w: Float<readonly [16, 10]>; readonly b: readonly [] }]
    type Rest = readonly [readonly [], { readonly w: readonly []; readonly b: Float<readonly [10]> }]
    expectTypeOf(slots).toEqualTypeOf<readonly [{ readonly count: Count }, readonly [readonly [], Adam<Second>], Adam<Rest>]>()
    expect(slots[2].m[1].b.shape).toEqual([10])
  })

  it('of a masked transformation are those of the chosen parameters', () => {
    const optimizer = masked(net, ['1.b'], adam({ learningRate: 1 }))
    expectTypeOf(optimizer).toEqualTypeOf<Optimizer<P, Adam<readonly [readonly [], { readonly w: readonly []; readonly b: Float<readonly [10]> }]>>>()
    expect(optimizer).toBeTypeOf('function')
  })
})

describe('paths', () => {
  it('of a network are those of its leaves and of what they stand in', () => {
    expectTypeOf<PathOf<P>>().toEqualTypeOf<'0' | '0.w' | '0.b' | '1' | '1.w' | '1.b'>()
    const deep = pipe(input([4, 8]), residual((x) => pipe(x, dense(8), relu)), dense(2))
    const optimizer = freeze(deep, ['0.0.w'], adam({ learningRate: 1 }))
    expectTypeOf<Parameters<typeof freeze<readonly [readonly [Dense<8, 8>], Dense<8, 2>], '0.0.b', never>>[1]>().toEqualTypeOf<readonly ['0.0.b', ...'0.0.b'[]]>()
    expect(initialize(trainStep(deep, softmaxCrossEntropy, optimizer), key(1)).slots.m[0]).toMatchObject([{ w: [] }])
  })

  it('write a dot inside of a name with a backslash', () => {
    type Named = { readonly 'a.b': Float<readonly [1]>; readonly a: { readonly b: Float<readonly [2]> } }
    expectTypeOf<PathOf<Named>>().toEqualTypeOf<'a\\.b' | 'a' | 'a.b'>()
    expectTypeOf<Without<Named, 'a.b'>>().toEqualTypeOf<{ readonly 'a.b': Float<readonly [1]>; readonly a: { readonly b: readonly [] } }>()
    expectTypeOf<Only<Named, 'a\\.b'>>().toEqualTypeOf<{ readonly 'a.b': Float<readonly [1]>; readonly a: readonly [] }>()
    const names: Named = { 'a.b': tensor([1]), 'a': { b: tensor([2, 3]) } }
    expect(tree.leaves(names).map(({ path }) => path)).toEqual(['a\\.b', 'a.b'])
  })
})

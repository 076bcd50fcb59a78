import { describe, expect, it } from 'vitest'
import { fromFlat, type Tensor } from '../../../src/index.ts'
import { judge } from '../../../compare/report/judge.ts'
import { ulpsBetween } from '../../../compare/report/ulps.ts'

const at = (ours: number, theirs: number, bound: number, wider = bound) => judge({
  ours: fromFlat([1], [ours]) as Tensor,
  theirs: { kind: 'gradient', path: '0.w', tensor: fromFlat([1], [theirs], { precision: 'f64' }) as Tensor },
  bound: (reading) => [reading === 'chosen' ? bound : wider],
})

describe('one element', () => {
  it.each([
    ['within its bound', 1, 1.5, 0.5, 0.5, 'agrees'],
    ['just beyond it', 1, 1.5, 0.499, 0.499, 'differs'],
    ['beyond it, but within what a kink allows', 1, 1.5, 0.1, 0.6, 'kink'],
    ['beyond both', 1, 1.5, 0.1, 0.4, 'differs'],
    ['equal with no bound at all', 1, 1, NaN, NaN, 'agrees'],
    ['different with an infinite bound', 1, 2, Infinity, Infinity, 'not checked'],
    ['different with no bound', 1, 2, NaN, NaN, 'not checked'],
    ['both NaN', NaN, NaN, 0, 0, 'agrees'],
    ['both infinite', Infinity, Infinity, 0, 0, 'agrees'],
    ['infinite the other way', Infinity, -Infinity, 1, 1, 'differs'],
    ['one NaN, whatever the bound', NaN, 1, Infinity, Infinity, 'differs'],
    ['the other NaN', 1, NaN, NaN, NaN, 'differs'],
    ['one infinite with a finite bound', Infinity, 1, 5, 5, 'differs'],
    ['−0 and +0', -0, 0, 0, 0, 'agrees'],
  ])('%s', (_name, ours, theirs, bound, wider, verdict) => {
    expect(at(ours, theirs, bound, wider).verdict).toBe(verdict)
  })
})

describe('a tensor', () => {
  const ours: Tensor = fromFlat([2, 2], [1, 2, 3, 4])
  const theirs: Tensor = fromFlat([2, 2], [1, 2.5, 3.25, 4])

  it('shows the element that stands worst to its bound, not the one that differs most', () => {
    const judged = judge({ ours, theirs: { kind: 'weight', path: '', tensor: theirs }, bound: () => [1, 10, 0.3, 1] })
    expect(judged).toMatchObject({
      elements: 4, checked: 4, at: 2, verdict: 'agrees', largestAbsolute: 0.5, largestRelative: 0.2,
      worst: { index: [1, 0], ours: 3, theirs: 3.25, difference: 0.25, bound: 0.3 },
    })
  })

  it('looks at the asked elements only', () => {
    const judged = judge({ ours, theirs: { kind: 'weight', path: '', tensor: theirs, asked: new Set([0, 3]) }, bound: () => [0, 0, 0, 0] })
    expect(judged).toMatchObject({ elements: 4, checked: 2, verdict: 'agrees', largestAbsolute: 0 })
  })

  it('with nothing asked is not checked', () => {
    expect(judge({ ours, theirs: { kind: 'weight', path: '', tensor: theirs, asked: new Set() }, bound: () => [0, 0, 0, 0] }).verdict).toBe('not checked')
  })

  it('one difference outweighs everything', () => {
    expect(judge({ ours, theirs: { kind: 'weight', path: '', tensor: theirs }, bound: (reading) => [0, reading === 'either' ? 9 : 0, 0.1, 0] }).verdict).toBe('differs')
  })
})

describe('ulps', () => {
  it.each([[1, 1, 0], [1, 1 + 2 ** -23, 1], [1, 1 - 2 ** -24, 1], [0, -0, 0], [2 ** -149, -(2 ** -149), 2], [0.1, Math.fround(0.1), 0]])(
    '%d and %d are %d apart', (a, b, apart) => { expect(ulpsBetween(a, b)).toBe(apart) })
  it('NaN is no number of them from anything', () => { expect(ulpsBetween(NaN, 1)).toBeNaN() })
})

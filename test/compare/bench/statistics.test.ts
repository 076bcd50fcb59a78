import { describe, expect, it } from 'vitest'
import { quantile, ratioOf, type Sample, spreadOf } from '../../../compare/bench/statistics.ts'

const samples = (...times: readonly (number | undefined)[]): readonly Sample[] =>
  times.flatMap((milliseconds, round) => milliseconds === undefined ? [] : [{ round, milliseconds }])

describe('the median and the quartiles', () => {
  it('of an odd and an even number of samples, in any order', () => {
    expect(spreadOf([5, 1, 3, 2, 4])).toEqual({ median: 3, lower: 2, upper: 4 })
    expect(spreadOf([4, 1, 3, 2])).toEqual({ median: 2.5, lower: 1.75, upper: 3.25 })
    expect(spreadOf([7])).toEqual({ median: 7, lower: 7, upper: 7 })
  })

  it('one wild sample moves the median by one place', () => {
    expect(spreadOf([1, 2, 3, 4, 1e9]).median).toBe(3)
  })

  it('the ends, and nothing of nothing', () => {
    expect([quantile([3, 1, 2], 0), quantile([3, 1, 2], 1)]).toEqual([1, 3])
    expect(quantile([], 0.5)).toBeNaN()
  })

  it('changes nothing that it is given', () => {
    const given = Object.freeze([3, 1, 2])
    expect(spreadOf(given).median).toBe(2)
    expect(given).toEqual([3, 1, 2])
  })
})

describe('how many times longer one takes than another', () => {
  it('is the median of the quotients of the same rounds, so that a slow spell of the machine cancels', () => {
    expect(ratioOf(samples(10, 100, 10), samples(5, 50, 5))).toEqual({ median: 2, lower: 2, upper: 2 })
    expect(ratioOf(samples(10, 40, 30), samples(10, 10, 10))).toEqual({ median: 3, lower: 2, upper: 3.5 })
  })

  it('counts only rounds that both took', () => {
    expect(ratioOf(samples(undefined, 30, undefined, 50), samples(1, 10, 1, 10)).median).toBe(4)
  })

  it('is the quotient of the medians where they never met', () => {
    expect(ratioOf(samples(8, undefined), samples(undefined, 2))).toEqual({ median: 4, lower: 4, upper: 4 })
  })

  it('is 1 of oneself', () => {
    const own = samples(3, 1, 4, 1, 5)
    expect(ratioOf(own, own)).toEqual({ median: 1, lower: 1, upper: 1 })
  })
})

import { describe, expect, test } from 'vitest'
import { paceOf } from '../../../src/engines/wasm/host/pace.ts'

/** How many threads each of so many runs is given, where runs take as long as `took` says. */
const chosen = (runs: number, threads: number, took: (by: number, run: number) => number): readonly number[] => {
  const pace = paceOf(threads)
  return Array.from({ length: runs }, (_, run) => {
    const by = pace.next()
    pace.took(by, took(by, run + 1))
    return by
  })
}

const counted = (list: readonly number[], of: number): number => list.filter((by) => by === of).length

describe('how many threads a run is given', () => {
  test('all, unless that is far slower: one run in 64 is made by one', () => {
    expect(counted(chosen(640, 2, (by) => by === 1 ? 10 : 25), 1)).toBe(10)
    const list = chosen(640, 2, (by) => by === 1 ? 10 : 6)
    expect([counted(list, 1), list[0], list[1]]).toEqual([10, 2, 2])
  })

  test('one, where the others are in the way, and now and then all again', () => {
    const list = chosen(640, 2, (by) => by === 1 ? 1 : 50)
    expect(counted(list, 2)).toBeLessThan(640 / 8 + 9)
    expect(counted(list, 2)).toBeGreaterThan(640 / 8 - 9)
  })

  test('all again, when the others have left', () => {
    const list = chosen(640, 2, (by, run) => by === 1 ? 10 : run < 320 ? 100 : 6)
    expect(counted(list.slice(0, 320), 2)).toBeLessThan(50)
    expect(counted(list.slice(330), 1)).toBeLessThan(6)
  })

  test('one thread alone asks for nothing else', () => {
    expect(counted(chosen(100, 1, () => 1), 1)).toBe(100)
  })
})

import { describe, expect, it } from 'vitest'
import { printRow, printTargets } from '../../../compare/bench/print.ts'
import { judgeTargets, type Target, targets } from '../../../compare/bench/targets.ts'
import { tasks } from '../../../compare/bench/task.ts'
import { madeUp } from './made-up.ts'

const only = (against: Target['against'], threads: Target['threads'], rows = ['2-2-2', 'matmul']): readonly Target[] =>
  [{ rows, threads, against, atLeast: against === 'limit' ? 0.85 : 2 }]

describe('a target', () => {
  it('is met by how much, or missed by how much, for each way to run this library', () => {
    const row = madeUp('2-2-2, batch 1, sgd', { 'pullback 1 thread': [1, 1, 1], 'pullback fold 1 thread': [2, 2, 2], 'jax-js': [3, 3, 9] })
    expect(judgeTargets([row], only('jax-js', 1))).toEqual([
      {
        row: '2-2-2, batch 1, sgd', ours: 'pullback 1 thread', against: 'jax-js', wanted: 2, found: { median: 3, lower: 3, upper: 6 },
        verdict: 'met', margin: 0.5,
      },
      {
        row: '2-2-2, batch 1, sgd', ours: 'pullback fold 1 thread', against: 'jax-js', wanted: 2,
        found: { median: 1.5, lower: 1.5, upper: 3 }, verdict: 'missed', margin: -0.25,
      },
    ])
  })

  it('that is just reached is met', () => {
    const row = madeUp('2-2-2, batch 1, sgd', { 'pullback 1 thread': [1], 'jax-js': [2] })
    expect(judgeTargets([row], only('jax-js', 1))[0]).toMatchObject({ verdict: 'met', margin: 0 })
  })

  it('whose peer is missing is not measured, and says who is missing', () => {
    const row = madeUp('2-2-2, batch 1, sgd', { 'pullback 1 thread': [1] })
    expect(judgeTargets([row], only('tfjs-node', 1))).toMatchObject([
      { verdict: 'not measured', reason: 'tfjs-node was not timed' },
      { verdict: 'not measured', reason: 'pullback fold 1 thread was not timed' },
    ])
  })

  it('of two threads against one compares this library with itself', () => {
    const row = madeUp('matmul 256', { 'pullback 1 thread': [18, 20], 'pullback 2 threads': [10, 10] })
    expect(judgeTargets([row], only('one thread', 2))).toMatchObject([
      { ours: 'pullback 2 threads', against: 'one thread', found: { median: 1.9 }, verdict: 'missed' },
    ])
  })

  it("of the limit is the share of what as many threads could do, round by round", () => {
    // 256³, eight products: 268.4 million operations; the limit does as many in a step of its own.
    const operations = 2 * 256 ** 3 * 8
    const row = madeUp('matmul 256', { 'pullback 1 thread': [10, 20], 'pullback 2 threads': [8, 16], limit: [4.5, 9] }, operations / 2)
    expect(judgeTargets([row], only('limit', 1))).toMatchObject([{ found: { median: 0.9 }, verdict: 'met' }])
    expect(judgeTargets([row], only('limit', 2))[0]?.found?.median).toBeCloseTo(0.5625, 12)
    const [ours, , limit] = row.measurements
    expect(ours?.gigaflops?.median).toBeCloseTo(operations / 15 / 1e6, 9)
    expect(limit?.gigaflops?.median).toBeCloseTo(operations / 2 / 6.75 / 1e6, 9)
  })
})

it('every target is of a row that there is, and every row has one', () => {
  targets.forEach(({ rows }) => { rows.forEach((name) => { expect(tasks.some((task) => task.name.startsWith(name))).toBe(true) }) })
  tasks.forEach(({ name }) => { expect(targets.some(({ rows }) => rows.some((row) => name.startsWith(row)))).toBe(true) })
})

it('the table says for each target what was found, and counts them', () => {
  const row = madeUp('3-3-3-3, batch 1, adam', { 'pullback 1 thread': [1], 'pullback fold 1 thread': [0.5], 'jax-js': [60] })
  expect(printTargets(judgeTargets([row]))).toBe(`Targets
row                     of                      against    wanted  found
----------------------  ----------------------  ---------  ------  -----  -------------------------------------
3-3-3-3, batch 1, adam  pullback 1 thread       jax-js       50 ×   60 ×  met by 20 %
3-3-3-3, batch 1, adam  pullback fold 1 thread  jax-js       50 ×  120 ×  met by 140 %
3-3-3-3, batch 1, adam  pullback 1 thread       tfjs-node   300 ×      -  NOT MEASURED: tfjs-node was not timed
3-3-3-3, batch 1, adam  pullback fold 1 thread  tfjs-node   300 ×      -  NOT MEASURED: tfjs-node was not timed
2 met, 0 missed, 2 not measured`)
})

it('a row has a line for everybody, and says aloud who was not timed', () => {
  const row = madeUp('2-2-2, batch 1, sgd', { 'pullback 1 thread': [0.0041, 0.0043, 0.0045], 'tfjs-node': [1.5, 2, 1] })
  expect(printRow({ ...row, failures: [{ name: 'jax-js', reason: 'it does not do the same' }] })).toBe(`2-2-2, batch 1, sgd
                   ms a step       half within  steps a round  × 1 thread
-----------------  ---------  ----------------  -------------  ----------
pullback 1 thread     0.0043  0.0042 to 0.0044             10           1
tfjs-node                1.5      1.25 to 1.75             10         366
jax-js: NOT TIMED: it does not do the same`)
})

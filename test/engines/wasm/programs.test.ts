import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compile, f32, type Ops, type Tensor } from '../../../src/index.ts'
import { holds } from '../../support/examples.ts'
import { primitives } from '../primitives.ts'
import { differences } from './differences.ts'
import { givenTo, type Program, programs, runProgram } from './programs.ts'
import { readyThreads, shareAll, threadNumbers, threadsReady } from './threads.ts'

let release: () => void
beforeAll(async () => { release = await threadsReady(7) })
afterAll(() => { release() })

/** A program gives the eager engine's bits, with every number of threads, and again when it is called once more. */
const equalsEager = (options: (threads: number) => { readonly threads: number }) => (program: Program): void => {
  const given = givenTo(program)
  const wanted = runProgram(program)(f32)(...given)
  for (const threads of threadNumbers) {
    const compiled = compile<readonly Tensor[], readonly Tensor[]>(runProgram(program), options(threads))
    const [first, second] = [compiled(...given), compiled(...given)]
    const found = [...differences(wanted, second), ...differences(wanted, first)]
    compiled.dispose()
    expect(found.slice(0, 3), `${threads} threads`).toEqual([])
  }
  expect(readyThreads()).toBeGreaterThanOrEqual(7)
}

test('the programs use every primitive', () => {
  const called = new Set<keyof Ops>()
  for (const program of fc.sample(programs(300), { seed: 1, numRuns: 200 })) runProgram(program, (name) => called.add(name))(f32)(...givenTo(program))
  expect([...called].sort()).toEqual(Object.keys(primitives).sort())
})

test('1,200 small programs: every bit of every result is the eager one, with 1, 2, 3 and 7 threads that share everything', () => {
  holds(fc.property(programs(300), equalsEager(shareAll)), 1200)
}, 300_000)

test('300 larger programs, likewise', () => {
  holds(fc.property(programs(5000), equalsEager(shareAll)), 300)
}, 300_000)

test('100 large programs, which share what is worth it', () => {
  holds(fc.property(programs(20_000), equalsEager((threads) => ({ threads }))), 100)
}, 300_000)

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  adam, compile, dense, input, listing, pipe, relu, sgd, sigmoid, softmaxCrossEntropy, type Tensor, trace, trainStep,
} from '../../../src/index.ts'
import { optimize } from '../../../src/engines/trace/optimize.ts'
import type { Instruction, Slot } from '../../../src/engines/wasm/plan/instruction.ts'
import { ALIGNMENT } from '../../../src/engines/wasm/plan/kernels/arena.ts'
import { type Plan, planOf } from '../../../src/engines/wasm/plan/plan.ts'
import { holds } from '../../support/examples.ts'
import { givenTo, type Program, programs, runProgram } from './programs.ts'

const planOfProgram = (program: Program): Plan =>
  planOf(optimize(trace<readonly Tensor[], readonly Tensor[]>(runProgram(program), givenTo(program)).graph))

/** When something is touched: a loop counts up before its body and after it, so that what it needs lives through the body. */
const touchesOf = (instructions: readonly Instruction[], clock: { now: number }): readonly (readonly [slot: Slot, when: number])[] =>
  instructions.flatMap(({ reads, writes, body = [] }) => {
    const touch = (): readonly (readonly [Slot, number])[] => {
      clock.now++
      return [...reads, ...writes].map((slot) => [slot, clock.now])
    }
    return [...touch(), ...touchesOf(body, clock), ...touch()]
  })

/** First and last moment at which each temporary array is touched. */
const lifetimes = ({ instructions, temporaries }: Plan): readonly (readonly [first: number, last: number])[] => {
  const touches = touchesOf(instructions, { now: 0 })
  return temporaries.map((slot) => {
    const uses = touches.flatMap(([touched, when]) => touched === slot ? [when] : [])
    return [uses[0]!, uses.at(-1)!]
  })
}

/** Pairs of arrays that are needed at the same time and share a byte. */
const collisions = (plan: Plan): number => {
  const lives = lifetimes(plan)
  const place = (i: number): readonly [number, number] =>
    [plan.arena.offsets[i]!, plan.arena.offsets[i]! + 4 * plan.arrays[plan.temporaries[i]!]!.elements]
  return lives.flatMap(([first, last], i) => lives.slice(0, i).filter(([otherFirst, otherLast], j) => {
    const [[a, b], [c, d]] = [place(i), place(j)]
    return first <= otherLast && otherFirst <= last && a < d && c < b
  })).length
}

describe('the memory plan', () => {
  test('no two arrays that are needed at once overlap, all lie inside the arena, on lines of the cache', () => {
    holds(fc.property(programs(2000), (program) => {
      const plan = planOfProgram(program)
      expect(collisions(plan)).toBe(0)
      plan.temporaries.forEach((slot, i) => {
        expect(plan.arena.offsets[i]! % ALIGNMENT).toBe(0)
        expect(plan.arena.offsets[i]! + 4 * plan.arrays[slot]!.elements).toBeLessThanOrEqual(plan.arena.bytes)
      })
    }), 300)
  })

  test('the arena is at most 1.3 times the largest live set, in random programs', () => {
    holds(fc.property(programs(2000), (program) => {
      const { arena } = planOfProgram(program)
      expect(arena.bytes).toBeGreaterThanOrEqual(arena.largestLiveSet)
      expect(arena.bytes).toBeLessThanOrEqual(1.3 * arena.largestLiveSet)
    }), 1000)
  })

  test('and in the steps of the benchmark', () => {
    const networks = [
      trainStep(pipe(input([32, 784]), dense(128), relu, dense(10)), softmaxCrossEntropy, sgd({ learningRate: 0.1 })),
      trainStep(pipe(input([128, 784]), dense(512), relu, dense(512), relu, dense(10)), softmaxCrossEntropy, adam({ learningRate: 0.1 })),
    ] as const
    const plans = [compile(networks[0]), compile(networks[1])].map((compiled) => {
      compiled.dispose()
      return compiled.plan()
    })
    for (const { arena } of plans) expect(arena.bytes).toBeLessThanOrEqual(1.3 * arena.largestLiveSet)
    // Buffers are used again: the arena is far smaller than all temporary arrays together.
    for (const { arena, arrays, temporaries } of plans) {
      expect(arena.bytes).toBeLessThan(0.7 * temporaries.reduce((sum, slot) => sum + 4 * arrays[slot]!.elements, 0))
    }
  })
})

test('a compiled step lists every value, where it lies, and the arena', () => {
  const compiled = compile(trainStep(pipe(input([4, 2]), dense(3), sigmoid, dense(2)), softmaxCrossEntropy, sgd({ learningRate: 0.5 })))
  const text = compiled.listing()
  const { graph, instructions, arena } = compiled.plan()
  compiled.dispose()
  expect(text.split('\n').filter((line) => line.startsWith('%')).length).toBe(listing(graph).split('\n').filter((line) => line.startsWith('%')).length)
  expect(text).toContain('%0 : [2,3] = argument 0.params.0.w ; argument 0')
  expect(text).toMatch(/arena \d+ to \d+/)
  expect(text).toContain(`${instructions.length} instructions; arena of ${arena.bytes} bytes`)
})

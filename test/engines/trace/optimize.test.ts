import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { f32, initialize, key, trace, trainStep, treeEquals } from '../../../src/index.ts'
import { withoutDeadCode } from '../../../src/engines/trace/dead-code.ts'
import { withFoldedFills } from '../../../src/engines/trace/fills.ts'
import type { Graph } from '../../../src/engines/trace/graph.ts'
import { withFoldedLayouts } from '../../../src/engines/trace/layouts.ts'
import { optimize } from '../../../src/engines/trace/optimize.ts'
import { withSharing } from '../../../src/engines/trace/sharing.ts'
import { withFoldedTransposes } from '../../../src/engines/trace/transposes.ts'
import { draw } from '../../support/draw.ts'
import { holds } from '../../support/examples.ts'
import { losses } from '../../support/losses.ts'
import { type Example, networkOf, networks } from '../../support/networks.ts'
import { optimizers } from '../../support/optimizers.ts'
import { givenTo, type Program, programs, runProgram } from './programs.ts'
import { throughGraph } from './traced.ts'

const passes: Readonly<Record<string, (graph: Graph) => Graph>> =
  { 'no pass': (graph) => graph, withoutDeadCode, withFoldedFills, withFoldedLayouts, withFoldedTransposes, withSharing, optimize }

const shares = (program: Program, pass: (graph: Graph) => Graph): boolean =>
  treeEquals(throughGraph(runProgram(program), pass)(...givenTo(program)), runProgram(program)(f32)(...givenTo(program)))

describe.each(Object.entries(passes))('%s changes no bit', (_name, pass) => {
  test('of any program', () => {
    holds(fc.property(programs, (program) => shares(program, pass)), 400)
  })
})

/** A training step of a network under a loss and an optimizer, with a state and a batch. */
const stepOf = (example: Example, lossIndex: number, optimizerIndex: number) => {
  const [row, { moving }] = [losses[lossIndex % losses.length]!, optimizers[optimizerIndex % optimizers.length]!]
  const step = trainStep(networkOf(example.names, example.shape), row.loss, moving)
  const batch = { x: draw(f32, example.seed, example.shape), labels: row.labels(f32, example.seed + 1, step.net.out as readonly number[]) }
  return { step, state: initialize(step, key(example.seed)), batch }
}

const steps = fc.tuple(networks(), fc.nat(), fc.nat())

describe('a training step of any network, loss and optimizer', () => {
  test('gives the same bits when it is traced, optimized and run', () => {
    holds(fc.property(steps, ([example, loss, optimizer]) => {
      const { step, state, batch } = stepOf(example, loss, optimizer)
      const passed = throughGraph(step.program)
      const [[first], [second, metrics]] = [step(state, batch), step(step(state, batch)[0], batch)]
      expect(treeEquals(passed(passed(state, batch)[0], batch), [second, metrics])).toBe(true)
      expect(treeEquals(passed(state, batch)[0], first)).toBe(true)
    }), 100)
  })

  test('optimizing twice is optimizing once', () => {
    holds(fc.property(steps, ([example, loss, optimizer]) => {
      const { step, state, batch } = stepOf(example, loss, optimizer)
      const once = optimize(trace(step.program, [state, batch]).graph)
      expect(optimize(once)).toEqual(once)
    }), 60)
  })

  test('of any program too', () => {
    holds(fc.property(programs, (program) => {
      const once = optimize(trace(runProgram(program), givenTo(program)).graph)
      expect(optimize(once)).toEqual(once)
    }), 300)
  })

  test('keeps its ports, and no operation that nobody asks for', () => {
    holds(fc.property(steps, ([example, loss, optimizer]) => {
      const { step, state, batch } = stepOf(example, loss, optimizer)
      const { graph } = trace(step.program, [state, batch])
      const small = optimize(graph)
      expect(small.arguments.map(({ path }) => path)).toEqual(graph.arguments.map(({ path }) => path))
      expect(small.results.map(({ path }) => path)).toEqual(graph.results.map(({ path }) => path))
      const used = new Set([...small.nodes.flatMap(({ operands }) => operands), ...small.results.map(({ node }) => node)])
      small.nodes.forEach(({ op }, id) => { if (op !== 'argument') expect(used.has(id)).toBe(true) })
    }), 40)
  })
})

test('the programs are worth running: every pass finds something, and most calls are made', () => {
  const graphs = fc.sample(programs, { numRuns: 300, seed: 1 }).map((program) => trace(runProgram(program), givenTo(program)).graph)
  const sizes = graphs.map(({ nodes }) => nodes.length)
  const changedBy = (pass: (graph: Graph) => Graph): number => graphs.filter((graph) => JSON.stringify(pass(graph)) !== JSON.stringify(graph)).length
  expect(sizes.reduce((a, b) => a + b, 0) / sizes.length).toBeGreaterThan(20)
  expect(Object.entries(passes).filter(([, pass]) => changedBy(pass) < 40).map(([name]) => name)).toEqual(['no pass'])
})

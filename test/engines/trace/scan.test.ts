import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { counts, dot, f32, listing, mermaid, type Ops, type Some, tensor, type Tensor, trace } from '../../../src/index.ts'
import { withFewerCaptured } from '../../../src/engines/trace/captured.ts'
import { withoutDeadCode } from '../../../src/engines/trace/dead-code.ts'
import { withFoldedFills } from '../../../src/engines/trace/fills.ts'
import type { Graph, Loop } from '../../../src/engines/trace/graph.ts'
import { withFoldedLayouts } from '../../../src/engines/trace/layouts.ts'
import { withSimplerLoops } from '../../../src/engines/trace/loops.ts'
import { optimize } from '../../../src/engines/trace/optimize.ts'
import { withSharing } from '../../../src/engines/trace/sharing.ts'
import { withFoldedTransposes } from '../../../src/engines/trace/transposes.ts'
import { atPlace } from '../../../src/place.ts'
import { graphHash } from '../../../src/run/graph-hash.ts'
import { holds } from '../../support/examples.ts'
import { differences } from '../wasm/differences.ts'
import { givenTo, programs, runProgram } from '../wasm/programs.ts'
import { like, messageOf, runOf, throughGraph } from './traced.ts'

/** h' = tanh(x + h u), stacked, over so many steps. */
const recurrent = (length: number) => (ops: Ops) => (h: Some, xs: Some, u: Some): readonly Tensor[] => {
  const [last, ys] = ops.scan(length, [h], [xs], ([before], [x]) => {
    const after = ops.note('h', ops.tanh(ops.add(x as Some, ops.matmul(before as Some, u))), "h' = tanh(x + h u)")
    return [[after], [after]]
  })
  return [...last, ...ys]
}
const graphOf = (length: number): Graph => trace(recurrent(length), [like([2, 3]), like([length, 2, 3]), like([3, 3])]).graph

/** The loops of an optimized function of one [2, 3] and one [4, 2, 3] tensor. */
const loopsOf = (f: (ops: Ops) => (a: Some, xs: Some) => readonly Tensor[]): readonly Loop[] =>
  optimize(trace(f, [like([2, 3]), like([4, 2, 3])]).graph).nodes.flatMap(({ attributes: { loop } }) => loop ?? [])

const pathsOf = ({ body }: Loop) => [body.arguments, body.results].map((ports) => ports.map(({ path }) => path))

describe('a scan is one node', () => {
  test('with its body below it in the listing', () => {
    expect(listing(optimize(graphOf(5)))).toBe([
      '%0 : [2,3] = argument 0', '%1 : [5,2,3] = argument 1', '%2 : [3,3] = argument 2',
      '%3 = scan(%0, %1, %2, length=5, carries=1, slices=1)',
      '  %3.0 : [2,3] = argument carry.0', '  %3.1 : [2,3] = argument x.0', '  %3.2 : [3,3] = argument captured.0',
      '  %3.3 : [2,3] = matmul(%3.0, %3.2)', '  %3.4 : [2,3] = add(%3.1, %3.3)', "  %3.5 : [2,3] = tanh(%3.4) ; h: h' = tanh(x + h u)",
      '  result carry.0 = %3.5', '  result y.0 = %3.5',
      '%4 : [2,3] = part(%3, index=0)', '%5 : [5,2,3] = part(%3, index=1)',
      'result 0 = %4', 'result 1 = %5', '',
    ].join('\n'))
  })

  test('whose size does not depend on its length, but whose counts do', () => {
    const [short, long] = [graphOf(2), graphOf(1000)]
    expect(listing(long).replaceAll('1000', '2')).toBe(listing(short))
    expect([counts(short).operations, counts(long).operations]).toEqual([6, 3000])
    expect([counts(short).multiplyAdds, counts(long).multiplyAdds]).toEqual([2 * 18, 1000 * 18])
    expect(counts(long).bytesWritten).toBe(1000 * 3 * 24)
    expect(counts(long).bytesRead).toBe(1000 * (24 + 36 + 24 + 24 + 24))
  })

  test('that a hash tells from another body, length or direction', () => {
    const hash = (length: number, reverse: boolean, op: 'sin' | 'cos'): string => graphHash(trace((ops: Ops) => (h: Some) =>
      ops.scan(length, [h], [], ([x]) => [[ops[op](x as Some)], []], { reverse })[0], [like([2])]).graph)
    expect(new Set([hash(2, false, 'sin'), hash(3, false, 'sin'), hash(2, true, 'sin'), hash(2, false, 'cos')]).size).toBe(4)
    expect(hash(2, false, 'sin')).toBe(hash(2, false, 'sin'))
  })

  test('that drawings show as a frame around its body', () => {
    const graph = optimize(graphOf(5))
    expect(mermaid(graph)).toBe([
      'flowchart TD', '  n0["0<br>[2,3]"]', '  n1["1<br>[5,2,3]"]', '  n2["2<br>[3,3]"]',
      '  subgraph n3 ["scan length=5 carries=1 slices=1"]', '    n3_0["carry.0<br>[2,3]"]', '    n3_1["x.0<br>[2,3]"]', '    n3_2["captured.0<br>[3,3]"]',
      '    n3_3["matmul<br>[2,3]"]', '    n3_4["add<br>[2,3]"]', '    n3_5["tanh<br>[2,3]<br>h"]', '  end',
      '  n4["part index=0<br>[2,3]"]', '  n5["part index=1<br>[5,2,3]"]', '  r0(["0"])', '  r1(["1"])',
      '  n0 --> n3_0', '  n1 --> n3_1', '  n2 --> n3_2', '  n3_5 --> n4', '  n3_5 --> n5',
      '  n3_0 --> n3_3', '  n3_2 --> n3_3', '  n3_1 --> n3_4', '  n3_3 --> n3_4', '  n3_4 --> n3_5', '  n4 --> r0', '  n5 --> r1', '',
    ].join('\n'))
    for (const part of ['subgraph cluster_n3 {', '    n3_5 [label="tanh\\n[2,3]\\nh"]', '  n3_5 -> n5']) expect(dot(graph)).toContain(part)
  })
})

describe('optimizing', () => {
  const passes = { withoutDeadCode, withFoldedFills, withFoldedLayouts, withFoldedTransposes, withFewerCaptured, withSimplerLoops, withSharing, optimize }

  test.each(Object.entries({ 'no pass': (graph: Graph) => graph, ...passes }))('%s changes no bit of programs with loops', (_name, pass) => {
    holds(fc.property(programs(60), (program) => {
      const given = givenTo(program)
      const f = runProgram(program) as (ops: Ops) => (...given: readonly Tensor[]) => readonly Tensor[]
      expect(differences(f(f32)(...given), throughGraph(f, pass)(...given)).slice(0, 3)).toEqual([])
    }), 60)
  })

  test('twice is once', () => {
    holds(fc.property(programs(60), (program) => {
      const once = optimize(trace<readonly Tensor[], readonly Tensor[]>(runProgram(program), givenTo(program)).graph)
      expect(optimize(once)).toEqual(once)
    }), 200)
  })

  test('drops stacks that nobody asks for, and what is computed, sliced, carried or captured for them alone', () => {
    const f = (ops: Ops) => (a: Some, xs: Some) => {
      const [last] = ops.scan(4, [a, a], [xs, ops.exp(xs)], ([h, g], [x, e]) => {
        const next = ops.add(h as Some, x as Some)
        return [[next, ops.mul(g as Some, ops.add(e as Some, ops.sin(a)))], [ops.tanh(next as Some), g!]]
      })
      return [last[0]!]
    }
    const loops = loopsOf(f)
    expect(loops.map(pathsOf)).toEqual([[['carry.0', 'x.0'], ['carry.0']]])
    expect(loops[0]?.body.nodes.map(({ op }) => op)).toEqual(['argument', 'argument', 'add'])
  })

  test('keeps what is carried for a later step', () => {
    const f = (ops: Ops) => (a: Some) => [ops.scan(4, [a, a, a], [], ([, y, z]) => [[y!, z!, ops.sin(z as Some)], []])[0][0]!]
    expect(loopsOf(f).map(({ carries }) => carries)).toEqual([3])
  })

  test('makes a captured tensor of what is carried and never changes, and takes stacks that are slices from where they are', () => {
    const f = (ops: Ops) => (a: Some, xs: Some) => {
      const [last, ys] = ops.scan(4, [a, a], [xs], ([h, same], [x]) =>
        [[ops.add(h as Some, ops.mul(same as Some, x as Some)), ops.reshape(ops.reshape(same!, [6]), [2, 3])], [x!]])
      return [...last, ...ys]
    }
    expect(loopsOf(f).map(pathsOf)).toEqual([[['carry.0', 'x.0', 'carry.1'], ['carry.0']]])
    const { graph } = trace(f, [like([2, 3]), like([4, 2, 3])])
    expect(optimize(graph).results.map(({ node }) => optimize(graph).nodes[node]?.op)).toEqual(['part', 'argument', 'argument'])
  })

  test('makes one number everywhere inside the body, and takes what is taken twice once', () => {
    const f = (ops: Ops) => (a: Some, xs: Some) => {
      const [two, same] = [ops.fill([2, 3], 2) as Some, ops.reshape(a, [2, 3])]
      return ops.scan(4, [a], [xs, ops.reshape(xs, [4, 2, 3])], ([h], [x, y]) =>
        [[ops.mul(two, ops.add(h as Some, ops.add(a, same as Some)) as Some)], [ops.sub(x as Some, y as Some)]])[1]
    }
    const loops = loopsOf(f)
    expect(loops.map(({ carries, slices }) => [carries, slices])).toEqual([[0, 1]])
    const g = (ops: Ops) => (a: Some, xs: Some) => ops.scan(4, [a], [xs], ([h], [x]) => {
      const after = ops.mul(ops.fill([2, 3], 2) as Some, ops.add(h as Some, x as Some) as Some)
      return [[after], [after, after]]
    })[1]
    expect(loopsOf(g).map(pathsOf)).toEqual([[['carry.0', 'x.0'], ['carry.0', 'y.0']]])
  })

  test('shares equal loops, and not different ones', () => {
    const twice = (other: number) => (ops: Ops) => (a: Some, xs: Some) => [3, other].flatMap((k) =>
      ops.scan(4, [a], [xs], ([h], [x]) => [[ops.scale(ops.add(h as Some, x as Some), k)], []])[0])
    expect([loopsOf(twice(3)).length, loopsOf(twice(5)).length]).toEqual([1, 2])
  })
})

describe('what a body may not do', () => {
  test('a tensor of a step that is over', () => {
    const f = (ops: Ops) => (a: Some) => {
      const leaked: Some[] = []
      ops.scan(2, [a], [], ([x]) => {
        leaked.push(ops.neg(x as Some) as Some)
        return [[x!], []]
      })
      return ops.neg(leaked[0]!) as Tensor
    }
    expect(messageOf(() => trace(f, [like([2])]))).toBe('neg: this [2] tensor belongs to a step of a scan that is over; a body hands out what it carries and its slices')
  })

  test('a body that fails leaves the trace as it was', () => {
    const f = (ops: Ops) => (a: Some) => {
      expect(() => ops.scan(2, [a], [], () => { throw new Error('no') })).toThrow('no')
      return ops.neg(a) as Tensor
    }
    expect(trace(f, [like([2])]).graph.nodes.map(({ op }) => op)).toEqual(['argument', 'neg'])
  })
})

describe('numbers that a body looks at are checked at every call, slice by slice, in the words of the eager engine', () => {
  const table = tensor([[1, 2], [3, 4], [5, 6]])
  const rows = (reverse: boolean) => (ops: Ops) => (ids: Tensor, around: Tensor): readonly Tensor[] => atPlace(ops, '0.embedding', () =>
    ops.scan(3, [], [ids], (_, [some]) => [[], [
      ops.gather(table, some as Some) as Tensor,
      ops.scan(2, [], [some!], (_none, [one]) => [[], [ops.gather(table, one as Some) as Tensor]])[1][0]!,
      ops.gather(table, around as Some) as Tensor,
    ]], { reverse })[1])
  const whole = (numbers: Some): Tensor => tensor(numbers, { dtype: 'i32' })
  const right = [whole([[0, 1], [2, 0], [1, 1]]), whole([0, 2])] as const

  test.each([
    ['in one slice', right[0], right[1], 'no misuse'],
    ['in one slice', whole([[0, 1], [2, 3], [1, 1]]), right[1], 'gather: id 3 at [1] is not one of 0 to 2'],
    ['in two', whole([[0, 1], [2, 3], [-1, 1]]), right[1], undefined],
    ['in a captured one', right[0], whole([0, 4]), 'gather: id 4 at [1] is not one of 0 to 2'],
  ])('ids %s', (_name, ids, around, message) => {
    for (const reverse of [false, true]) {
      const traced = trace(rows(reverse), right)
      expect(traced.guards.map(({ argument }) => argument)).toEqual([0, 0, 1])
      const eager = messageOf(() => rows(reverse)(f32)(ids, around))
      if (message !== undefined) expect(eager).toBe(message)
      expect(messageOf(() => { runOf(traced)([ids, around]) })).toBe(eager === 'no misuse' ? eager : `${eager} (in 0.embedding)`)
      // Of tensors that the function closes over, while it is traced.
      expect(messageOf(() => trace((ops: Ops) => () => rows(reverse)(ops)(ids, around), []))).toBe(eager)
    }
  })
})

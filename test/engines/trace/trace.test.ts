import { describe, expect, expectTypeOf, test } from 'vitest'
import {
  dense, equals, f32, hash, hashTree, initialize, input, item, key, type Key, type Line, type Ops, pipe, precisionOf, predict, sgd,
  softmaxCrossEntropy, type Some, stateFrom, telling, tensor, type Tensor, tensorShow, toFlat, toNested, toPrecision, trace, trainStep, tree,
  treeEquals,
} from '../../../src/index.ts'
import { interpret } from '../../../src/engines/trace/interpret.ts'
import { draw, drawProbabilities } from '../../support/draw.ts'
import { like, messageOf, runOf, throughGraph } from './traced.ts'

const net = pipe(input([4, 3]), dense(2))
const step = trainStep(net, softmaxCrossEntropy, sgd({ learningRate: 0.1 }))
const state = initialize(step, key(1))
const batch = { x: draw(f32, 2, [4, 3]), labels: drawProbabilities(f32, 3, [4, 2]) }

describe('what a trace gives', () => {
  const traced = trace(step.program, [state, batch])

  test('ports in the order of the leaves, with their paths, shapes and kinds', () => {
    const { nodes, arguments: given, results } = traced.graph
    expect(given.map(({ path }) => path)).toEqual(tree.leaves([state, batch]).map(({ path }) => path))
    expect(results.map(({ path }) => path)).toEqual(tree.leaves(step(state, batch)).map(({ path }) => path))
    expect(given.map(({ node }) => nodes[node]?.op)).toEqual(given.map(() => 'argument'))
    expect(given.map(({ node }) => [nodes[node]?.shape, nodes[node]?.dtype]))
      .toEqual(tree.leaves([state, batch]).map(({ tensor: x }) => [x.shape, x.dtype]))
  })

  test('nodes that come after their operands', () => {
    traced.graph.nodes.forEach(({ operands }, id) => { for (const operand of operands) expect(operand).toBeLessThan(id) })
  })

  test('the tree of results around other leaves', () => {
    const wanted = step(state, batch)
    const rebuilt = traced.rebuild(tree.leaves(wanted).map(({ tensor: x }) => x))
    expect(rebuilt[0].params[0].w).toBe(wanted[0].params[0].w)
    expectTypeOf(rebuilt).toEqualTypeOf(wanted)
    expect(treeEquals(rebuilt, wanted)).toBe(true)
    expect(messageOf(() => traced.rebuild([]))).toBe('trace: 0 results were given where 6 are due')
  })

  test('attributes in one form, rounded to f32', () => {
    const { graph } = trace((ops) => (x: Tensor, row: Tensor, random: Key): readonly Tensor[] => [
      ops.sum(x, [2, 0] as never), ops.broadcast(row as never, [3, 2, 4] as Some, [2, 0] as Some), ops.slice(x, { start: [0, 0, 1] }, [1, 1, 1]),
      ops.scale(x, 0.1), ops.fill([2], -0), ops.fill([2], 0.1), ops.pad(row, { start: [1], stride: [2] }, [9]),
      ops.foldIn(random, -1), ops.transpose(x, [2, 0, 1] as Some) as Some,
    ], [like([3, 2, 4]), like([2]), key(0)])
    expect(graph.nodes.slice(3).map(({ op, attributes }) => [op, attributes])).toEqual([
      ['sum', { axes: [0, 2] }],
      ['broadcast', { axes: [0, 2] }],
      ['slice', { window: { start: [0, 0, 1], stride: [1, 1, 1] } }],
      ['scale', { k: Math.fround(0.1) }],
      ['fill', { value: -0 }],
      ['fill', { value: Math.fround(0.1) }],
      ['pad', { window: { start: [1], stride: [2] }, value: 0 }],
      ['foldIn', { data: 2 ** 32 - 1 }],
      ['transpose', { order: [2, 0, 1] }],
    ])
  })

  test('no hold on lists that the caller may still change', () => {
    const [axes, shape] = [[0], [2, 3]]
    const { graph } = trace((ops) => (x: Tensor) => [ops.sum(x, axes as never), ops.fill(shape, 1)], [like([2, 3])])
    axes[0] = 1
    shape[0] = 7
    expect(graph.nodes[1]?.attributes.axes).toEqual([0])
    expect(graph.nodes[2]?.shape).toEqual([2, 3])
  })

  test('only shapes and kinds are read of the example', () => {
    trace(() => (...given: Parameters<typeof step>) => {
      expect(trace(step.program, given).graph).toEqual(traced.graph)
      return []
    }, [state, batch])
    expect.assertions(1)
  })

  test('labels and formulas of notes; the first counts', () => {
    const { graph } = trace((ops) => (x: Tensor) => ops.note('second', ops.note('first', ops.neg(x), 'y = -x'), 'other'), [like([2])])
    expect(graph.nodes[1]).toMatchObject({ op: 'neg', label: 'first', formula: 'y = -x' })
    const heard: Line[] = []
    interpret(graph, telling(f32, (line) => heard.push(line)))(tensor([1, 2]))
    expect(heard.map(({ label, formula, tensor: y }) => [label, formula, toFlat(y)])).toEqual([['first', 'y = -x', [-1, -2]]])
    const [bare] = trace((ops) => (x: Tensor) => ops.note('x', x), [like([2])]).graph.nodes
    expect(bare).toEqual({ op: 'argument', operands: [], attributes: {}, shape: [2], dtype: 'float', label: 'x', place: '' })
  })
})

describe('tensors of this process in a traced function', () => {
  const here = tensor([1, 2])

  test('become constants, each once', () => {
    const { graph } = trace((ops) => (x: Tensor) => [ops.add(ops.mul(x, here), here), here], [like([2])])
    expect(graph.nodes.filter(({ op }) => op === 'constant'))
      .toEqual([{ op: 'constant', operands: [], attributes: {}, shape: [2], dtype: 'float', numbers: Float32Array.of(1, 2), place: '' }])
    expect(graph.nodes[graph.results[1]!.node]?.op).toBe('constant')
  })

  test('such as weights and the key of a network in use', () => {
    const run = throughGraph((ops) => (x: typeof batch.x) => predict(net, ops)(state, x as never))
    expect(equals(run(batch.x), predict(net)(state, batch.x as never))).toBe(true)
  })

  test('of f64 are refused, as the f32 engine refuses them', () => {
    const wide = toPrecision('f64')(here)
    expect(messageOf(() => trace((ops) => (x: Tensor) => ops.add(x, wide), [like([2])])))
      .toBe('add: an f64 tensor [2] came to the f32 engine; round it with toPrecision first')
    expect(messageOf(() => trace(() => () => wide, []))).toBe('trace: an f64 tensor [2] came to the f32 engine; round it with toPrecision first')
  })
})

describe('a traced function cannot look at numbers', () => {
  const unknown = 'a traced function cannot look at numbers: this [2] tensor stands for numbers that are not known yet'

  test.each<[name: string, (x: Tensor) => unknown]>([
    ['toFlat', toFlat], ['toNested', toNested], ['equals', (x) => equals(x, x)], ['treeEquals', (x) => treeEquals([x], [x])], ['hash', hash],
    ['hashTree', hashTree], ['precisionOf', precisionOf], ['toPrecision', toPrecision('f32')], ['another engine', (x) => f32.neg(x as never)],
  ])('%s', (_name, look) => {
    const all = (ops: Ops) => (x: Tensor) => { look(ops.neg(x)); return x }
    expect(messageOf(() => trace(all, [like([2])]))).toMatch(new RegExp(`^\\w+: ${unknown.replace(/[[\]]/g, '\\$&')}$`))
  })

  test('item', () => {
    expect(messageOf(() => trace((ops) => (x: Tensor) => ops.fill([], item(x)), [like([])]))).toMatch('item: a traced function cannot look at numbers: this [] tensor')
  })

  test('it may print a tensor, which shows shape and kind', () => {
    const seen: string[] = []
    trace((ops) => (x: Tensor) => { seen.push(String(x), tensorShow.show(ops.less(x, x))); return x }, [like([2, 3])])
    expect(seen).toEqual(['float [2, 3], traced', 'bool [2, 3], traced'])
  })

  test('nor can it change a tensor', () => {
    trace(() => (x: Tensor) => {
      expect(Object.isFrozen(x) && Object.isFrozen(x.shape)).toBe(true)
      return x
    }, [like([2])])
  })
})

describe('what belongs to a trace stays in it', () => {
  const escaped: { x?: Tensor; y?: Tensor; ops?: Ops } = {}
  trace((ops) => (x: Tensor) => {
    Object.assign(escaped, { x, y: ops.neg(x), ops })
    return x
  }, [like([2])])
  const elsewhere = 'this [2] tensor belongs to another trace; a traced function takes what it needs as an argument'

  test('a tensor of another trace is refused: as operand, as label, as result', () => {
    for (const leaked of [escaped.x!, escaped.y!]) {
      expect(messageOf(() => trace((ops) => (x: Tensor) => ops.add(x, leaked), [like([2])]))).toBe(`add: ${elsewhere}`)
      expect(messageOf(() => trace((ops) => () => ops.note('name', leaked), []))).toBe(`note: ${elsewhere}`)
      expect(messageOf(() => trace(() => () => leaked, []))).toBe(`trace: ${elsewhere}`)
    }
  })

  test('a tensor of an outer trace is refused in an inner one', () => {
    expect(messageOf(() => trace(() => (x: Tensor) => trace((ops) => () => ops.neg(x), []).rebuild([x]), [like([2])]))).toBe(`neg: ${elsewhere}`)
  })

  test('an engine whose trace is over is refused', () => {
    expect(messageOf(() => escaped.ops!.neg(escaped.x!))).toBe('neg: the trace that this engine belongs to is over')
    expect(messageOf(() => escaped.ops!.note('name', escaped.x!))).toBe('note: the trace that this engine belongs to is over')
    expect(messageOf(() => trace((ops) => (x: Tensor) => { escaped.ops = ops; return ops.log([x] as never) }, [like([2])]))).toMatch('log: takes a tensor')
    expect(messageOf(() => escaped.ops!.fill([1], 1))).toBe('fill: the trace that this engine belongs to is over')
  })
})

test('a compiled step refuses other shapes and another number of leaves', () => {
  const run = runOf(trace(step.program, [state, batch]))
  expect(messageOf(() => run([state, { ...batch, x: draw(f32, 2, [5, 3]) }]))).toBe('interpret: "1.x" is float [5, 3], traced was float [4, 3]')
  expect(messageOf(() => run([state, { ...batch, x: f32.iota([4, 3], 0) }]))).toBe('interpret: "1.x" is i32 [4, 3], traced was float [4, 3]')
  expect(messageOf(() => interpret(trace(step.program, [state, batch]).graph, f32)(state.key))).toBe('interpret: 1 leaves were given where 7 are due')
})

test('the state may be made by a traced function too', () => {
  const made = throughGraph((ops) => (random: typeof state.key) => {
    const [params, none] = net.init(ops, random)
    return stateFrom(ops, step.optimizer, params, none, random)
  })
  const [params] = net.init(f32, key(5))
  expect(treeEquals(made(key(5)), stateFrom(f32, step.optimizer, params, [], key(5)))).toBe(true)
})

import { describe, expect, test } from 'vitest'
import {
  counts, dense, dot, f32, initialize, input, key, listing, mermaid, pipe, relu, sgd, sigmoid, softmaxCrossEntropy, type Some, tensor, type Tensor,
  trace, trainStep,
} from '../../../src/index.ts'
import { optimize } from '../../../src/engines/trace/optimize.ts'
import { like } from './traced.ts'

const step = trainStep(pipe(input([2, 4]), dense(3), relu, dense(2)), softmaxCrossEntropy, sgd({ learningRate: 0.1 }))
const { graph } = trace(step.program, [initialize(step, key(1)), { x: f32.fill([2, 4], 1), labels: f32.fill([2, 2], 0.5) }])
const small = optimize(trace((ops) => (x: Some, table: Some) => ({
  y: sigmoid(input([2])).forward(ops, { key: key(0), train: true })([], [], x)[0] as Tensor,
  rows: ops.gather(table, tensor([0, 2], { dtype: 'i32' })) as Tensor,
  'odd."name"': ops.cast(ops.less(x, ops.scale(x, 0.1)), 'i32') as Tensor,
}), [like([2]), like([3, 2])]).graph)

describe('the listing of a graph', () => {
  test('of a training step before any pass', async () => {
    await expect(listing(graph)).toMatchFileSnapshot('traced-step.txt')
  })

  test('of a training step that was optimized', async () => {
    await expect(listing(optimize(graph))).toMatchFileSnapshot('optimized-step.txt')
  })

  test('shows kinds that are not real numbers, attributes, constants, and names with dots', () => {
    expect(listing(small)).toBe([
      '%0 : [2] = argument 0', '%1 : [3,2] = argument 1',
      '%2 : [2] = sigmoid(%0) ; 0.sigmoid.y: y = 1 / (1 + e^{-x})',
      '%3 : i32[2] = constant(0, 2)',
      '%4 : [2,2] = gather(%1, %3)',
      '%5 : [2] = scale(%0, k=0.100000001)', '%6 : bool[2] = less(%0, %5)', '%7 : i32[2] = cast(%6)',
      'result y = %2', 'result rows = %4', 'result odd\\."name" = %7', '',
    ].join('\n'))
  })

  test('shows the first numbers of a long constant, whole ones in full, and attributes of every kind', () => {
    const text = listing(trace((ops) => (x: Some) => [
      ops.add(x, f32.cast(f32.iota([10], 0), 'float') as Some), f32.iota([9], 0) as Tensor,
      ops.slice(x, { start: [1] }, [4]), ops.pad(x, { start: [0] }, [12], -0), ops.sum(x, [0] as Some) as Tensor,
      ops.argmax(x, 0 as never) as Tensor, ops.transpose(x, [0] as Some) as Tensor, ops.foldIn(key(2 ** 32 + 5), 7), tensor(2 ** 30 + 1, { dtype: 'i32' }),
    ], [like([10])]).graph)
    for (const part of [
      '%1 : [10] = constant(0, 1, 2, 3, 4, 5, 6, 7, …)', ' : i32[9] = constant(0, 1, 2, 3, 4, 5, 6, 7, …)',
      '= slice(%0, start=[1], stride=[1])', '= pad(%0, value=-0, start=[0], stride=[1])',
      '= sum(%0, axes=[0])', '= argmax(%0, axis=0)', '= transpose(%0, order=[0])', ' : u32[2] = constant(1, 5)', 'data=7)', '= constant(1073741825)',
    ]) expect(text).toContain(part)
  })

  test('takes remarks for each node', () => {
    expect(listing(small, (id) => id === 4 ? 'at 128' : '').split('\n')[4]).toBe('%4 : [2,2] = gather(%1, %3) ; at 128')
  })

  test('names the place too where the label does not', () => {
    const node = { op: 'fill', operands: [], attributes: { value: 1 }, shape: [], dtype: 'float' } as const
    const line = (label: string, place: string): string | undefined =>
      listing({ nodes: [{ ...node, label, place }], arguments: [], results: [] }).split('\n')[0]
    expect(line('1.residual.0.dense.y', '1.residual > 0.dense')).toBe('%0 : [] = fill(value=1) ; 1.residual.0.dense.y')
    expect(line('mine', '1.residual > 0.dense')).toBe('%0 : [] = fill(value=1) ; 1.residual > 0.dense, mine')
    expect(line('mine', '')).toBe('%0 : [] = fill(value=1) ; mine')
  })
})

describe('drawings of a graph', () => {
  test('Mermaid', () => {
    expect(mermaid(small)).toBe(`flowchart TD
  n0["0<br>[2]"]
  n1["1<br>[3,2]"]
  n3["constant<br>i32[2]"]
  n4["gather<br>[2,2]"]
  n5["scale k=0.100000001<br>[2]"]
  n6["less<br>bool[2]"]
  n7["cast<br>i32[2]"]
  subgraph p1 ["0.sigmoid"]
    n2["sigmoid<br>[2]<br>0.sigmoid.y"]
  end
  r0(["y"])
  r1(["rows"])
  r2(["odd\\.#quot;name#quot;"])
  n0 --> n2
  n1 --> n4
  n3 --> n4
  n0 --> n5
  n0 --> n6
  n5 --> n6
  n6 --> n7
  n2 --> r0
  n4 --> r1
  n7 --> r2
`)
  })

  test('DOT', () => {
    expect(dot(small)).toBe(`digraph {
  node [shape=box]
  n0 [label="0\\n[2]"]
  n1 [label="1\\n[3,2]"]
  n3 [label="constant\\ni32[2]"]
  n4 [label="gather\\n[2,2]"]
  n5 [label="scale k=0.100000001\\n[2]"]
  n6 [label="less\\nbool[2]"]
  n7 [label="cast\\ni32[2]"]
  subgraph cluster_1 {
    label="0.sigmoid"
    n2 [label="sigmoid\\n[2]\\n0.sigmoid.y"]
  }
  r0 [shape=oval, label="y"]
  r1 [shape=oval, label="rows"]
  r2 [shape=oval, label="odd\\\\.\\"name\\""]
  n0 -> n2
  n1 -> n4
  n3 -> n4
  n0 -> n5
  n0 -> n6
  n5 -> n6
  n6 -> n7
  n2 -> r0
  n4 -> r1
  n7 -> r2
}
`)
  })
})

describe('counts', () => {
  test('of a network: products, bytes, parameters', () => {
    const forward = 2 * 4 * 3 + 2 * 3 * 2
    expect(counts(graph).multiplyAdds).toBe(forward + /* dw */ forward + /* dx */ forward)
    expect(counts(optimize(graph)).multiplyAdds).toBe(forward + forward + 2 * 3 * 2)
    expect(counts(graph).parameters).toBe(4 * 3 + 3 + 3 * 2 + 2)
    expect(counts(optimize(graph)).operations).toBe(optimize(graph).nodes.filter(({ op }) => op !== 'argument' && op !== 'constant').length)
  })

  test('of single primitives: four bytes a number, one a mask; transposed operands and batches of products', () => {
    expect(counts(small)).toEqual({
      operations: 5, multiplyAdds: 0,
      bytesRead: /* sigmoid */ 8 + /* gather */ 24 + 8 + /* scale */ 8 + /* less */ 16 + /* cast */ 2,
      bytesWritten: 8 + 16 + 8 + 2 + 8, parameters: 0,
    })
    const products = trace((ops) => (a: Some, b: Some) => [
      ops.matmul(a, b), ops.matmulTN(ops.transpose(a, [0, 2, 1] as Some) as Some, b), ops.matmulNT(a, ops.transpose(b, [0, 2, 1] as Some) as Some),
      ops.matmulTT(ops.transpose(a, [0, 2, 1] as Some) as Some, ops.transpose(b, [0, 2, 1] as Some) as Some),
    ] as Tensor[], [like([5, 2, 3]), like([5, 3, 7])])
    expect(counts(products.graph).multiplyAdds).toBe(4 * 5 * 2 * 3 * 7)
  })
})

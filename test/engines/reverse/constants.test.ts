import { describe, expect, it } from 'vitest'
import { f32, f64, type Float, type Ops, type Scalar, tensor } from '../../../src/index.ts'
import { grad } from '../../../src/differentiate/index.ts'
import { recordingOver } from '../../../src/engines/reverse/index.ts'
import { trace } from '../../../src/engines/trace/trace.ts'
import { obeysTheContract } from '../contract.ts'

obeysTheContract('recording f32', recordingOver({ ops: f32 }).ops, 'f32', 25)
obeysTheContract('recording f64', recordingOver({ ops: f64 }).ops, 'f64', 25)

type Square = Float<readonly [2, 2]>
const [one, other]: readonly [Square, Square] = [tensor([[1, 2], [3, 4]]), tensor([[5, 6], [7, 8]])]

const opsOf = (f: (ops: Ops) => (...given: readonly [Square, Square]) => Square): readonly string[] =>
  trace(f, [one, other]).graph.nodes.map(({ op }) => op).filter((op) => op !== 'argument').sort()

describe('nothing is computed for a constant', () => {
  it('on the way back', () => {
    const f = (ops: Ops) => (w: Square, x: Square): Scalar => ops.sumAll(ops.matmul(ops.exp(x), w))
    // Not the cotangents of exp x and of x: those would be a matmulNT and a mul.
    expect(opsOf(grad(f))).toEqual(['exp', 'fill', 'matmul', 'matmulTN', 'spread', 'sumAll'])
  })

  it('on the way back of a function that does not depend on its argument', () => {
    const f = (ops: Ops) => (_w: Square, x: Square): Scalar => ops.sumAll(ops.exp(x))
    expect(opsOf(grad(f))).toEqual(['exp', 'fill', 'fill', 'sumAll'])
  })
})

import type { Tensor } from '../../src/tensor.ts'
import { innerOf, type Node, nodeOf, recorded } from './recorded-tensor.ts'

/** How the cotangent of a result goes back to one operand. */
export type Back = (dy: Tensor) => Tensor

const isNode = (node: Node | undefined): node is Node => node !== undefined

/** A result, recorded when any operand is; `backs` has a way back for each operand. */
const record = (result: Tensor, operands: readonly Tensor[], backs: readonly Back[]): Tensor => {
  const tracked = operands.flatMap((operand, i) => {
    const [node, back] = [nodeOf(operand), backs[i]]
    return node !== undefined && back !== undefined ? [{ node, back }] : []
  })
  const parents = tracked.map(({ node }) => node).filter(isNode)
  return parents.length === 0 ? result : recorded(result, {
    depth: 1 + Math.max(...parents.map(({ depth }) => depth)),
    parents,
    back: (dy) => tracked.map(({ back }) => back(dy)),
  })
}

/** A differentiable operation of one operand: result and way back, from the operand's and the result's inner tensors. */
export const unary = (f: (x: Tensor) => Tensor, back: (dy: Tensor, x: Tensor, y: Tensor) => Tensor) => (operand: Tensor): Tensor => {
  const x = innerOf(operand)
  const y = f(x)
  return record(y, [operand], [(dy) => back(dy, x, y)])
}

/** A differentiable operation of two operands. */
export const binary = (
  f: (a: Tensor, b: Tensor) => Tensor,
  backA: (dy: Tensor, a: Tensor, b: Tensor, y: Tensor) => Tensor,
  backB: (dy: Tensor, a: Tensor, b: Tensor, y: Tensor) => Tensor,
) => (left: Tensor, right: Tensor): Tensor => {
  const [a, b] = [innerOf(left), innerOf(right)]
  const y = f(a, b)
  return record(y, [left, right], [(dy) => backA(dy, a, b, y), (dy) => backB(dy, a, b, y)])
}

/** A differentiable operation of many operands. */
export const many = (
  f: (parts: readonly Tensor[]) => Tensor, back: (dy: Tensor, part: number) => Tensor,
) => (operands: readonly Tensor[]): Tensor =>
  record(f(operands.map(innerOf)), operands, operands.map((_, part) => (dy: Tensor) => back(dy, part)))

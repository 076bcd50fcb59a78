import type { Tensor } from '../../tensor.ts'
import type { Slope, SlopeOfTwo } from '../slopes.ts'
import type { Tape } from './tape.ts'

/** How the cotangent of a result goes back to one operand. */
type Back = (dy: Tensor) => Tensor

type Parts = (parts: readonly Tensor[]) => Tensor

/** Makes differentiable operations of one result. A constant operand gets nothing back, so nothing is computed for it. */
export interface Recorders {
  /** of one operand: result and way back, from the operand's and the result's inner tensors */
  readonly unary: (f: (x: Tensor) => Tensor, back: Slope) => (x: Tensor) => Tensor
  /** of two operands */
  readonly binary: (f: (a: Tensor, b: Tensor) => Tensor, backs: readonly [SlopeOfTwo, SlopeOfTwo]) => (a: Tensor, b: Tensor) => Tensor
  /** of many operands */
  readonly many: (f: Parts, back: (dy: Tensor, part: number) => Tensor) => Parts
}

export const recorders = ({ innerOf, originOf, record }: Tape): Recorders => {
  const recorded = (y: Tensor, operands: readonly Tensor[], backs: readonly Back[]): Tensor => {
    const tracked = operands.flatMap((operand, i) => {
      const [origin, back] = [originOf(operand), backs[i]]
      return origin === undefined || back === undefined ? [] : [{ origin, back }]
    })
    const [result] = record([y], tracked.map(({ origin }) => origin), ([dy]) => dy === undefined ? [] : tracked.map(({ back }) => back(dy)))
    return result ?? y
  }
  return {
    unary: (f, back) => (operand) => {
      const x = innerOf(operand)
      const y = f(x)
      return recorded(y, [operand], [(dy) => back(dy, x, y)])
    },
    binary: (f, [backA, backB]) => (left, right) => {
      const [a, b] = [innerOf(left), innerOf(right)]
      const y = f(a, b)
      return recorded(y, [left, right], [(dy) => backA(dy, a, b, y), (dy) => backB(dy, a, b, y)])
    },
    many: (f, back) => (parts) => recorded(f(parts.map(innerOf)), parts, parts.map((_, part) => (dy: Tensor) => back(dy, part))),
  }
}

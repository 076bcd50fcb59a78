import { misuse, requireThat } from '../../../misuse.ts'
import { sameShape, showShape } from '../../../shape/size.ts'
import { HostTensor, requireTensor } from '../../../tensor/host.ts'
import type { Storage } from '../../../tensor/kernels/storage.ts'
import type { Shape, Tensor } from '../../../tensor.ts'
import type { Graph, Node } from '../../trace/graph.ts'
import type { Guard } from '../../trace/trace.ts'
import { fits } from './fits.ts'

/** How something that is compiled introduces itself in messages, and what it calls its arguments. */
export interface Naming {
  readonly operation: string
  readonly nameOf: (path: string) => string
}

/** What is asked of every argument of a call. */
export interface ArgumentChecks {
  /** refuses an argument of another shape or kind than the plan was made for */
  readonly requireFitting: (index: number, x: Tensor) => void
  /** the numbers of an argument that fits, after the checks that the function itself makes of them */
  readonly numbersOf: (index: number, x: Tensor) => Storage
}

export const argumentChecks = (graph: Graph, guards: readonly Guard[], { operation, nameOf }: Naming): ArgumentChecks => {
  const nodes = graph.arguments.map(({ node }) => graph.nodes[node] as Node)
  const guardsOf = nodes.map((_, index) => guards.filter(({ argument }) => argument === index))
  const name = (index: number): string => nameOf(graph.arguments[index]!.path)
  return {
    requireFitting: (index, x) => {
      const { shape, dtype } = nodes[index]!
      if (fits(x, shape, dtype)) return
      requireTensor(`${operation}, ${name(index)}`, x)
      const given: Shape = x.shape
      requireThat(sameShape(given, shape), operation, () => `${name(index)} is ${showShape(given)}, this was compiled for ${showShape(shape)}`)
      requireThat(x.dtype === dtype, operation, () => `${name(index)} holds ${x.dtype}, this was compiled for ${dtype}`)
    },
    numbersOf: (index, x) => {
      const numbers = HostTensor.storageOf(x)
      if (numbers === undefined) {
        return misuse(operation, `${name(index)} is a ${showShape(x.shape)} tensor of another engine, which has no numbers here`)
      }
      if (numbers instanceof Float64Array) {
        return misuse(operation, `${name(index)} is f64, and what is compiled computes in f32; round it with toPrecision first`)
      }
      for (const { check } of guardsOf[index]!) check(numbers)
      return numbers
    },
  }
}

import { multiplyAddsOf } from '../engines/trace/counts.ts'
import { trace } from '../engines/trace/trace.ts'
import type { Trees } from '../net.ts'
import type { Ops } from '../ops.ts'
import type { StageFacts } from '../report/run-data.ts'
import { showShape, sizeOf } from '../shape/size.ts'
import type { Key, Tensor } from '../tensor.ts'
import type { SomeStep } from '../train/some-step.ts'
import { stepShapes } from '../train/step-shapes.ts'

/** The outermost place of a node: `2.residual` of `2.residual > 0.dense`. */
const outermost = (place: string): string => place.split(' > ')[0] ?? ''

const sum = (terms: readonly number[]): number => terms.reduce((a, b) => a + b, 0)

/** Each stage of a step's network with its output's shape, its parameters, and the multiply-adds of one forward pass. */
export const stageTable = (step: SomeStep): readonly StageFacts[] => {
  const [{ params, state, key }, { x }] = stepShapes(step)
  const forward = (ops: Ops) => (params: Trees, state: Trees, key: Key, x: Tensor): Tensor =>
    step.net.forward(ops, { key, train: true })(params, state, x)[0]
  const { graph } = trace(forward, [params, state, key, x])
  // A parameter belongs to the stage that uses it first.
  const owners = graph.arguments.filter(({ path }) => path.startsWith('0')).map(({ path, node }) => ({
    path: path.split('.')[1] ?? '',
    place: outermost(graph.nodes.find(({ operands }) => operands.includes(node))?.place ?? ''),
    size: sizeOf(graph.nodes[node]?.shape ?? []),
  }))
  return step.net.stages.map(({ kind, out }, i) => {
    const place = `${i}.${kind}`
    const own = owners.filter((owner) => owner.place === place)
    return {
      place,
      kind,
      shape: showShape(out),
      parametersAt: own[0]?.path ?? '',
      parameters: sum(own.map(({ size }) => size)),
      multiplyAdds: sum(graph.nodes.filter((node) => outermost(node.place) === place).map((node) => multiplyAddsOf(graph, node))),
    }
  })
}

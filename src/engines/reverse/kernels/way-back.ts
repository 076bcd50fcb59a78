import type { Tensor } from '../../../tensor.ts'
import type { Arrival, Node, Origin } from '../node.ts'

/** What lies behind some tensors: the operations made since a moment, those made last first, and what these took from before it. */
export interface Behind {
  readonly inside: readonly Node[]
  readonly outside: readonly Origin[]
}

export const behind = (origins: readonly Origin[], since: number): Behind => {
  const [inside, outside, waiting] = [new Set<Node>(), new Set<Origin>(), [...origins]]
  for (let origin = waiting.pop(); origin !== undefined; origin = waiting.pop()) {
    if (origin.node.serial < since) outside.add(origin)
    else if (!inside.has(origin.node)) {
      inside.add(origin.node)
      waiting.push(...origin.node.operands)
    }
  }
  return { inside: [...inside].sort((a, b) => b.serial - a.serial), outside: [...outside] }
}

/** Goes back through each operation once; then says for any origin what came back to it, if anything did. */
export const cotangents = (
  start: readonly Arrival[], order: readonly Node[], total: (parts: readonly Tensor[]) => Tensor | undefined,
): ((origin: Origin) => Tensor | undefined) => {
  const arrived = new Map<Node, Tensor[][]>()
  const arrive = ({ node, result }: Origin, dy: Tensor): void => {
    const results = arrived.get(node) ?? []
    arrived.set(node, results)
    const parts = results[result] ?? []
    results[result] = parts
    parts.push(dy)
  }
  for (const { origin, dy } of start) arrive(origin, dy)
  for (const node of order) {
    const results = arrived.get(node)
    if (results === undefined) continue
    const given = node.back(Array.from(results, (parts: readonly Tensor[] | undefined) => total(parts ?? [])))
    node.operands.forEach((operand, i) => {
      const dx = given[i]
      if (dx !== undefined) arrive(operand, dx)
    })
  }
  return ({ node, result }) => total(arrived.get(node)?.[result] ?? [])
}

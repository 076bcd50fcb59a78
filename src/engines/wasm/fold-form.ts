import type { Carried, FoldForm, Reported } from './host/fold.ts'
import type { Plan } from './plan/plan.ts'

/** The first two leaves of every path: argument 0 and result 0 are the state, argument 1 the batch, result 1 the report. */
const STATE = '0'
const within = (root: string) => ({ path }: { readonly path: string }): boolean => path === root || path.startsWith(`${root}.`)

/**
 * How a plan for `(state, batch) → [state, report]` is folded; undefined where one result would have to be two things at
 * once, such as a weight that is reported too: then each step is a call of its own.
 */
export const foldForm = ({ graph, results }: Plan): FoldForm | undefined => {
  const ports = graph.arguments.map((port, index) => ({ ...port, index }))
  const leaves = graph.results.flatMap((port, at) => {
    const leaf = results[at]
    return leaf === undefined ? [] : [{ ...port, leaf }]
  })
  // In the order of the results, which may be another than that of the arguments: a record can be written in any order.
  const state = leaves.filter(within(STATE)).map(({ path, leaf }): Carried | undefined => {
    const argument = ports.find((port) => port.path === path)?.index
    return argument === undefined ? undefined
      : leaf.from === 'result' ? { argument, result: leaf.index }
      : leaf.from === 'argument' && leaf.index === argument ? { argument, result: undefined }
      : undefined
  })
  const reports = leaves.filter((leaf) => !within(STATE)(leaf))
    .map(({ leaf, node }): Reported | undefined => leaf.from === 'result' ? { result: leaf.index, node } : undefined)
  const used = [...state.flatMap((leaf) => leaf?.result ?? []), ...reports.flatMap((leaf) => leaf?.result ?? [])]
  const isWhole = state.length === ports.filter(within(STATE)).length
  return !isWhole || state.includes(undefined) || reports.includes(undefined) || new Set(used).size < used.length
    ? undefined
    : {
      state: state.filter((leaf) => leaf !== undefined),
      batch: ports.filter((port) => !within(STATE)(port)).map(({ index }) => index),
      reports: reports.filter((leaf) => leaf !== undefined),
    }
}

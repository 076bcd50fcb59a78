import { LIMIT } from './names.ts'
import type { Measurement, Row } from './result.ts'
import type { Spread } from './statistics.ts'
import { networkNames } from './task.ts'

/** How fast this library is meant to be: `atLeast` times faster than `against`, on so many threads. */
export interface Target {
  /** the rows whose names begin with one of these */
  readonly rows: readonly string[]
  readonly threads: 1 | 2
  /** a peer; `limit`: what the machine can do on as many threads; `one thread`: this library on one */
  readonly against: 'jax-js' | 'tfjs-node' | 'tfjs-wasm' | typeof LIMIT | 'one thread'
  readonly atLeast: number
}

const target = (rows: readonly string[], threads: Target['threads'], against: Target['against'], atLeast: number): Target =>
  ({ rows, threads, against, atLeast })

const others: readonly string[] = Object.values(networkNames)
const small = ['2-2-2, batch 1', '3-3-3-3, batch 1']
const products = ['matmul 128', 'matmul 256', 'matmul 512']

/** The targets, the same for SGD and Adam. */
export const targets: readonly Target[] = [
  target(small, 1, 'jax-js', 50),
  target(small, 1, 'tfjs-node', 300),
  target(['784-128-10, batch 32'], 1, 'jax-js', 2),
  target(['784-128-10, batch 32'], 1, 'tfjs-node', 3.5),
  target(['784-128-10, batch 32'], 2, 'tfjs-node', 4.5),
  target(['784-128-10, batch 128'], 1, 'jax-js', 2),
  target(['784-128-10, batch 128'], 1, 'tfjs-node', 2),
  target(['784-128-10, batch 128'], 2, 'tfjs-node', 3),
  target(['784-512-512-10, batch 128'], 1, 'jax-js', 1.4),
  target(['784-512-512-10, batch 128'], 2, 'tfjs-node', 1.1),
  target(['784-512-512-10, batch 128'], 2, 'jax-js', 2.6),
  target(others, 2, 'tfjs-node', 1.2),
  target([networkNames.lstm, networkNames.transformer], 2, 'tfjs-node', 3),
  target(others, 2, 'tfjs-wasm', 3),
  target(others, 2, 'jax-js', 2),
  target(products, 1, LIMIT, 0.85),
  target(products, 2, 'one thread', 1.8),
]

/** What a target came to on one row, for one way to run this library. */
export interface Judgement {
  readonly row: string
  /** such as `pullback fold 2 threads` */
  readonly ours: string
  readonly against: Target['against']
  readonly wanted: number
  /** how many times faster it is, or its share of the limit; left out where nothing was measured */
  readonly found?: Spread
  readonly verdict: 'met' | 'missed' | 'not measured'
  /** found / wanted − 1: by how much it is met, or, below 0, missed */
  readonly margin?: number
  readonly reason?: string
}

/** The names of this library's ways on so many threads: step by step, and folded. */
export const waysOf = (threads: Target['threads']): readonly string[] => {
  const counted = threads === 1 ? '1 thread' : `${threads} threads`
  return [`pullback ${counted}`, `pullback fold ${counted}`]
}

const foundIn = ({ measurements }: Row, { against }: Target, ours: string): Spread | string => {
  const named = (name: string): Measurement | undefined => measurements.find(({ peer }) => peer === name)
  const mine = named(ours)
  const other = against === 'one thread' ? ours.replace('2 threads', '1 thread') : against
  const theirs = named(other)
  return mine === undefined ? `${ours} was not timed`
    : theirs === undefined ? `${other} was not timed`
    : (against === LIMIT ? mine.ofLimit : theirs.ratios[ours]) ?? `${other} and ${ours} were never timed together`
}

const judge = (row: Row, target: Target) => (ours: string): Judgement => {
  const found = foundIn(row, target, ours)
  const { against, atLeast: wanted } = target
  const named = { row: row.task.name, ours, against, wanted }
  return typeof found === 'string' ? { ...named, verdict: 'not measured', reason: found }
    : { ...named, found, verdict: found.median >= wanted ? 'met' : 'missed', margin: found.median / wanted - 1 }
}

/** Every target on every row that was run; a target whose peer is missing is among them, and says so. */
export const judgeTargets = (rows: readonly Row[], all: readonly Target[] = targets): readonly Judgement[] =>
  all.flatMap((target) => rows.filter(({ task }) => target.rows.some((name) => task.name.startsWith(name))).flatMap((row) =>
    waysOf(target.threads).slice(0, row.task.kind === 'products' ? 1 : 2).map(judge(row, target))))

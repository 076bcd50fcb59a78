import { misuse } from '../../misuse.ts'
import type { Ops } from '../../ops.ts'
import { symbolicTensor } from '../../tensor/symbolic.ts'
import type { Tree } from '../../tensor.ts'
import { f32 } from '../eager/index.ts'
import { optimize } from '../trace/optimize.ts'
import { trace } from '../trace/trace.ts'
import type { Naming } from './host/argument-checks.ts'
import { type Executable, executableOf } from './host/executable.ts'
import { type Machine, machineOfProcess } from './host/machine.ts'
import { leavesOf, treeOf } from './host/leaves.ts'
import { lifeOf } from './host/life.ts'
import { once } from './host/once.ts'
import { type Plan, planOf } from './plan/plan.ts'
import { planListing } from './plan/plan-listing.ts'
import { type Template, templateOf } from './template.ts'
import { threadsFor } from './threads.ts'

export interface CompileOptions {
  /** how many threads share the work, from 1 to 255 */
  readonly threads?: number
  /**
   * @internal Instructions of less work than this are done by one thread alone. For the library's own tests, which let
   * threads share everything with 0; no number changes a bit.
   */
  readonly worthSharing?: number
}

/** What everything that is compiled has beside being called. */
export interface Inspectable {
  /** the instructions, where every array lies, and the graph after every simplification */
  readonly plan: () => Plan
  /** the plan as text, for people */
  readonly listing: () => string
  /** how many threads share the work at most */
  readonly threads: () => number
  /** gives its memory back; calling it again is a misuse, tensors that it gave stay as they are */
  readonly dispose: () => void
}

/** A compiled function. */
export interface Compiled<Given extends readonly Tree[], R extends Tree> extends Inspectable {
  (...given: Given): R
}

/** Why nothing is planned on some platforms. */
export const NO_MACHINE = 'this platform has no WebAssembly with SIMD, so the eager engine does the work'

/** A function in the machine's memory, with the forms of what it takes and gives. */
export interface Installed<R extends Tree> {
  readonly executable: Executable
  readonly takes: Template
  readonly gives: Template
  readonly run: (given: readonly Tree[]) => R
}

/** Traces a function, plans it and puts it into the machine. */
export const install = <Given extends readonly Tree[], R extends Tree>(
  machine: Machine, f: (ops: Ops) => (...given: Given) => R, like: Given, { threads, worthSharing }: CompileOptions, naming: Naming,
): Installed<R> => {
  const { graph, guards, rebuild } = trace(f, like)
  const plan = planOf(optimize(graph))
  const executable = executableOf(machine, plan, guards, { threads: threadsFor(plan, threads), worthSharing }, naming)
  const results = graph.results.map(({ node }) => graph.nodes[node]).map((node) => symbolicTensor(node?.shape ?? [], node?.dtype ?? 'float'))
  const [[takes], [gives]] = [templateOf(like), templateOf(rebuild(results))]
  return {
    executable,
    takes,
    gives,
    // The form is that of what the function itself gave, so the tree is of its type.
    run: (given) => treeOf(gives, executable.call(leavesOf(naming.operation, takes, given))) as R,
  }
}

/** A function that is traced, planned and installed when it is first called. */
export const compiledFunction = <Given extends readonly Tree[], R extends Tree>(
  f: (ops: Ops) => (...given: Given) => R, options: CompileOptions,
): Compiled<Given, R> => {
  const naming: Naming = { operation: 'compiled function', nameOf: (path) => `argument ${path}` }
  const machine = machineOfProcess()
  const plain = f(f32)
  const life = lifeOf(naming.operation)
  const installed = once((like: Given) => machine === undefined ? undefined : install(machine, f, like, options, naming))
  const known = (): Installed<R> => installed.known() ?? misuse(naming.operation, machine === undefined
    ? NO_MACHINE
    : 'was not called yet; its shapes are known after the first call')
  return Object.assign((...given: Given): R => {
    life.requireAlive()
    const there = installed.get(given)
    return there === undefined ? plain(...given) : there.run(given)
  }, {
    plan: () => known().executable.plan,
    listing: () => planListing(known().executable.plan),
    threads: () => machine === undefined ? 1 : known().executable.threads,
    dispose: () => {
      life.end()
      installed.known()?.executable.dispose()
    },
  })
}

import { misuse } from '../../misuse.ts'
import type { Trees } from '../../net.ts'
import type { Tensor, Tree } from '../../tensor.ts'
import { checkInput } from '../../train/check-batch.ts'
import { fold, type FoldsBatches } from '../../train/fold.ts'
import type { Batch, Metrics, TrainState } from '../../train/state.ts'
import type { TrainStep } from '../../train/step.ts'
import { type CompileOptions, type Inspectable, install, NO_MACHINE } from './compiled-function.ts'
import { foldForm } from './fold-form.ts'
import type { Naming } from './host/argument-checks.ts'
import { fits } from './host/fits.ts'
import { foldOf } from './host/fold.ts'
import { leavesOf, treeOf } from './host/leaves.ts'
import { machineOfProcess } from './host/machine.ts'
import { lifeOf } from './host/life.ts'
import { mapped } from './host/mapped.ts'
import { planListing } from './plan/plan-listing.ts'
import type { Template } from './template.ts'

/** A compiled training step: it is called as the step is, and `fold` runs it over many batches without leaving the engine. */
export interface CompiledStep<P extends Trees, S extends Trees, A extends Tensor, B extends Tensor, T extends Tensor, O extends Tree>
  extends TrainStep<P, S, A, B, T, O>, Inspectable, FoldsBatches<TrainState<P, S, O>, Batch<A, T>> {}

const naming: Naming = {
  operation: 'compiled step',
  nameOf: (path) => path.replace(/^0/, 'state').replace(/^1/, 'batch'),
}

/** Compiles a step for the shapes of `like`. */
export const compiledStep = <P extends Trees, S extends Trees, A extends Tensor, B extends Tensor, T extends Tensor, O extends Tree>(
  step: TrainStep<P, S, A, B, T, O>, like: readonly [TrainState<P, S, O>, Batch<A, T>], options: CompileOptions,
): CompiledStep<P, S, A, B, T, O> => {
  type State = TrainState<P, S, O>
  const { net, loss, optimizer, program } = step
  const machine = machineOfProcess()
  if (machine === undefined) return withoutMachine(step)
  const installed = install<readonly [State, Batch<A, T>], readonly [State, Metrics]>(machine, program, like, options, naming)
  const { executable, takes, gives, run } = installed
  const form = foldForm(executable.plan)
  const foldLeaves = form === undefined ? undefined : foldOf(executable, naming.operation, form)
  const [takesState, takesBatch, givesState, givesReport] = [part(takes, 0), part(takes, 1), part(gives, 0), part(gives, 1)]
  // The message is the step's own; it is asked for when something is wrong.
  const check = ({ x }: Batch<A, T>): void => {
    if (!fits(x, net.in, net.dtype)) checkInput('step', net, x)
  }

  const call = (state: State, batch: Batch<A, T>): readonly [State, Metrics] => {
    check(batch)
    return run([state, batch])
  }
  const foldBatches = (state: State, batches: Iterable<Batch<A, T>>): readonly [State, readonly Metrics[]] => {
    if (foldLeaves === undefined || form === undefined) return fold(call)(state, batches)
    const given = leavesOf(naming.operation, takesState, state)
    const folded = foldLeaves(given, mapped((batch) => {
      check(batch)
      return leavesOf(naming.operation, takesBatch, batch)
    }, batches))
    const firstReport = form.state.length
    // The forms are those of what the step itself gave, so the trees are of its types.
    return [treeOf(givesState, folded.state) as State, folded.reports.map((report) => treeOf(givesReport, report, firstReport) as Metrics)]
  }
  return Object.assign((state: State, batch: Batch<A, T>) => call(state, batch), {
    net, loss, optimizer, program, foldBatches,
    plan: () => executable.plan,
    listing: () => planListing(executable.plan),
    threads: () => executable.threads,
    dispose: executable.dispose,
  })
}

/** The form of one entry of a list. */
const part = (template: Template, index: number): Template =>
  (template.kind === 'list' ? template.items[index] : undefined) ?? misuse(naming.operation, 'a step gives a state and a report')

/** Where there is no machine the step itself does it, with the same bits. */
const withoutMachine = <P extends Trees, S extends Trees, A extends Tensor, B extends Tensor, T extends Tensor, O extends Tree>(
  step: TrainStep<P, S, A, B, T, O>,
): CompiledStep<P, S, A, B, T, O> => {
  const none = (): never => misuse(naming.operation, NO_MACHINE)
  const life = lifeOf(naming.operation)
  const call = (state: TrainState<P, S, O>, batch: Batch<A, T>): readonly [TrainState<P, S, O>, Metrics] => {
    life.requireAlive()
    return step(state, batch)
  }
  return Object.assign((state: TrainState<P, S, O>, batch: Batch<A, T>) => call(state, batch), {
    net: step.net, loss: step.loss, optimizer: step.optimizer, program: step.program,
    foldBatches: (state: TrainState<P, S, O>, batches: Iterable<Batch<A, T>>): readonly [TrainState<P, S, O>, readonly Metrics[]] => {
      life.requireAlive()
      return fold(call)(state, batches)
    },
    plan: none, listing: none, threads: () => 1, dispose: life.end,
  })
}

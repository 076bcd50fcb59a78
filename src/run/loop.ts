import { Either, pipe, TaskEither } from '../fp.ts'
import type { DataError } from '../io/data-error.ts'
import { sizeOf } from '../shape/size.ts'
import type { Shape, Tree } from '../tensor.ts'
import * as tree from '../tree.ts'
import { stepsToNext } from './cadence.ts'
import { engineFor, type RunEngine } from './engine.ts'
import { finish, type Outcome } from './finish.ts'
import type { RunFolder } from './folder.ts'
import { until } from './kernels/until.ts'
import { advance, type Progress } from './progress.ts'
import { checkpoint, record } from './record.ts'
import type { RunOptions } from './run-options.ts'
import type { Prepared } from './session.ts'

/** At most this many bytes of states are kept beside the links, so that a replay can show the element that differs. */
const STATES_LIMIT = 64 * 2 ** 20

/** As many steps are taken at once as take about this long, so that a run can be stopped and its bar moves. */
const MILLISECONDS_AT_ONCE = 100
const MOST_AT_ONCE = 1000

const bytesOf = (state: Tree): number => tree.leaves(state).reduce((sum, { tensor }) => sum + 4 * sizeOf(tensor.shape as Shape), 0)

/** Whether the states at all links fit beside them. */
export const keepsStates = ({ first, recipe: { steps, every } }: Prepared): boolean =>
  bytesOf(first) * Math.ceil(steps / every.link) <= STATES_LIMIT

/** Where a loop is, with how long a step took. */
interface Turn {
  readonly progress: Progress
  readonly milliseconds: number
}

/** Goes on until the run is over, or stopped, or something cannot be written. */
const loop = (prepared: Prepared, folder: RunFolder, engine: RunEngine, from: Progress, { tell = () => undefined, isStopped = () => false }: RunOptions) =>
  async (): Promise<Either.Either<DataError, Progress>> => {
    const { steps, every } = prepared.recipe
    const states = keepsStates(prepared)
    const turn = async ({ progress, milliseconds }: Turn): Promise<Either.Either<DataError, Turn>> => {
      if (isStopped()) {
        const stopped: Progress = { ...progress, status: 'interrupted' }
        return pipe(await checkpoint(folder.last, stopped)(), Either.map(() => ({ progress: stopped, milliseconds })))
      }
      const most = Math.min(MOST_AT_ONCE, Math.max(1, Math.floor(MILLISECONDS_AT_ONCE / milliseconds)))
      const count = stepsToNext(every, progress.step, steps, most)
      const start = performance.now()
      const seen = advance(prepared, engine, progress, count)
      const taken = Math.max(1e-3, (performance.now() - start) / count)
      const written = await record(folder, seen, states)()
      tell({ kind: 'steps', step: seen.progress.step, steps, loss: seen.records.findLast((one) => 'loss' in one)?.loss ?? NaN })
      if (seen.evaluation !== undefined) tell({ kind: 'evaluated', step: seen.progress.step, metrics: seen.evaluation.metrics, isBest: seen.isBest })
      return pipe(written, Either.map(() => ({ progress: seen.progress, milliseconds: taken })))
    }
    const first: Either.Either<DataError, Turn> = Either.right({ progress: from, milliseconds: MILLISECONDS_AT_ONCE })
    const last = await until(
      first,
      (now) => Either.isLeft(now) ? Promise.resolve(now) : turn(now.right),
      (now) => Either.isLeft(now) || now.right.progress.status !== 'running')
    return pipe(last, Either.map(({ progress }) => progress))
  }

/** From a progress to the end of the run, with its receipt and report. */
export const goOn = (prepared: Prepared, folder: RunFolder, from: Progress, options: RunOptions): TaskEither.TaskEither<DataError, Outcome> =>
  async () => {
    const engine = engineFor(prepared.training.step, options.engine)
    try {
      options.tell?.({ kind: 'started', step: from.step, steps: prepared.recipe.steps, engine: engine.name, folder: folder.path })
      return await pipe(
        loop(prepared, folder, engine, from, options),
        TaskEither.chain((progress) => finish(prepared, folder, engine.name, progress)),
      )()
    } finally {
      options.tell?.({ kind: 'ended' })
      engine.dispose()
    }
  }

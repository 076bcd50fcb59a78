import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pipe, TaskEither } from '../fp.ts'
import type { DataError } from '../io/data-error.ts'

/** The files of a run. */
export interface RunFolder {
  readonly path: string
  /** what is run, written before the first step */
  readonly plan: string
  /** losses, evaluations and histograms, a line each */
  readonly log: string
  /** the chain's links, a line each, from which the receipt is made at the end */
  readonly links: string
  /** the state to go on from */
  readonly last: string
  /** the state that did best */
  readonly best: string
  /** the state at a link, where there is room for all of them */
  readonly stateAt: (step: number) => string
  readonly comparison: string
  /** there while a process runs it */
  readonly lock: string
  readonly receipt: string
  readonly report: string
}

/** Where the files of a run lie in its folder. */
export const runFolder = (path: string): RunFolder => ({
  path,
  plan: join(path, 'run.json'),
  log: join(path, 'metrics.jsonl'),
  links: join(path, 'links.jsonl'),
  last: join(path, 'checkpoints', 'last.safetensors'),
  best: join(path, 'checkpoints', 'best.safetensors'),
  stateAt: (step) => join(path, 'states', `${String(step).padStart(9, '0')}.safetensors`),
  comparison: join(path, 'comparison.json'),
  lock: join(path, 'running.lock'),
  receipt: join(path, 'receipt.json'),
  report: join(path, 'report.html'),
})

/** Makes the folder of a new run; a folder that holds anything is refused, so that no run is written over. */
export const makeFolder = ({ path }: RunFolder): TaskEither.TaskEither<DataError, void> => pipe(
  TaskEither.tryCatch(async () => {
    await mkdir(path, { recursive: true })
    const others = (await readdir(path)).length
    if (others > 0) return others
    // Only one of two runs that begin here at once can make them.
    await mkdir(join(path, 'checkpoints'))
    await mkdir(join(path, 'states'))
    return 0
  }, (error): DataError => ({
    file: path,
    reason: `it cannot be made (${error instanceof Error ? error.message : String(error)})`,
    remedy: 'Give a folder that may be written',
  })),
  TaskEither.filterOrElse((others) => others === 0, (others): DataError => ({
    file: path, reason: `it holds ${others} files already`, remedy: 'Give another folder, or resume the run in this one',
  })),
  TaskEither.map(() => undefined),
)

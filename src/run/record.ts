import { pipe, TaskEither } from '../fp.ts'
import { appendText } from '../io/append-file.ts'
import { saveCheckpoint } from '../io/checkpoint.ts'
import type { DataError } from '../io/data-error.ts'
import type { RunFolder } from './folder.ts'
import type { Link } from './link.ts'
import { writeLog } from './log.ts'
import type { Progress, Seen } from './progress.ts'

export type Effect = TaskEither.TaskEither<DataError, void>

/** Effects one after the other; the first that fails ends them. */
export const inOrder = (effects: readonly Effect[]): Effect =>
  pipe(TaskEither.sequenceSeqArray(effects), TaskEither.map(() => undefined))

/** A state as a checkpoint; its own number of steps says which batch is next. */
export const checkpoint = (file: string, { state, step }: Pick<Progress, 'state' | 'step'>): Effect =>
  saveCheckpoint(file, state, { format: 'pullback-checkpoint-1', step: String(step) })

/** One line of the file of links. */
export const linkLine = (link: Link): string => `${JSON.stringify(link)}\n`

/**
 * Writes down what was seen: log and link before the checkpoint, so that a run that is killed in between has everything up to
 * its last checkpoint, and what lies beyond is taken again.
 */
export const record = (folder: RunFolder, { progress, records, link, isBest, checkpoint: isDue }: Seen, keepsStates: boolean): Effect =>
  inOrder([
    ...(records.length === 0 ? [] : [appendText(folder.log, writeLog(records))]),
    ...(link === undefined ? [] : [appendText(folder.links, linkLine(link))]),
    ...(link === undefined || !keepsStates ? [] : [checkpoint(folder.stateAt(link.step), progress)]),
    ...(isBest ? [checkpoint(folder.best, progress)] : []),
    ...(isDue || progress.status !== 'running' ? [checkpoint(folder.last, progress)] : []),
  ])

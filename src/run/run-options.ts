import type { TaskEither } from '../fp.ts'
import type { DataError } from '../io/data-error.ts'
import type { RunComparison } from './comparison.ts'
import type { EngineChoice, RunEngine } from './engine.ts'
import type { RunEvent } from './event.ts'
import type { Source } from './recipe.ts'
import type { Prepared } from './session.ts'

/** How a run is done; nothing of it changes a bit. */
export interface RunOptions {
  /** where its files go; it must be new or empty */
  readonly folder: string
  readonly engine?: EngineChoice | RunEngine
  /** told what happens */
  readonly tell?: (event: RunEvent) => void
  /** asked between steps; a run that is stopped saves itself and can be resumed */
  readonly isStopped?: () => boolean
  /** asks another framework about the first steps, before they are taken; nobody is asked when left out */
  readonly compare?: (prepared: Prepared) => Promise<RunComparison>
  /** puts a copy of the experiment's program into the folder, and says where it is found again; nothing is kept when left out */
  readonly keep?: (folder: string) => TaskEither.TaskEither<DataError, Source>
}

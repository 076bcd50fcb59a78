import { Either, pipe, TaskEither } from '../fp.ts'
import type { DataError } from '../io/data-error.ts'
import { hashTree } from '../tensor/hash.ts'
import { item } from '../tensor/read.ts'
import type { SomeState } from '../train/some-step.ts'
import { type EngineChoice, engineFor, type RunEngine } from './engine.ts'
import type { Evidence } from './evidence.ts'
import { until } from './kernels/until.ts'
import { brokenLink, type Link, linkAfter, pathsOf } from './link.ts'
import { type ElementDifference, firstDifference, latestFirstDifference } from './locate.ts'
import type { Receipt } from './receipt.ts'
import { anchorOf } from './recipe.ts'
import { differenceFrom, type Prepared } from './session.ts'

/** Where two runs part. */
export interface Parting {
  /** the last link at which all was the same; nothing where not even the first weights are */
  readonly same?: number
  /**
   * after this step the states differ, if not before: the step after `same` where there is a link at each step, else that of the first
   * loss that differs, else that of `link`
   */
  readonly step: number
  /** the first link at which something differs */
  readonly link: number
  /** the first tensor that differs at the link; nothing where only losses do */
  readonly tensor?: string
  /** the first element of it, where the recorded state was kept */
  readonly element?: ElementDifference
}

/** What a replay found. */
export type Replay =
  | { readonly kind: 'confirmed'; readonly links: number; readonly steps: number; readonly parameters: string; readonly engine: string }
  | { readonly kind: 'broken chain'; readonly step: number }
  | { readonly kind: 'another program'; readonly reason: string }
  | { readonly kind: 'false parameters'; readonly recorded: string; readonly computed: string }
  | { readonly kind: 'differs'; readonly parting: Parting; readonly engine: string }

/** Told how far a replay is. */
export type Told = (step: number, steps: number) => void

interface Turn {
  readonly index: number
  readonly step: number
  readonly state: SomeState
  readonly found?: Parting
}

/** As many steps as are taken at once, so that a long replay shows that it moves. */
const AT_ONCE = 200

/** From a state over `count` batches, a number of them at once; the losses of all. */
const taken = (prepared: Prepared, engine: RunEngine, tell: Told, total: number) =>
  async (state: SomeState, step: number, count: number): Promise<readonly [SomeState, readonly number[]]> => {
    const first = { state, done: 0, losses: [] as readonly number[] }
    const last = await until(first, async ({ state, done, losses }) => {
      const most = Math.min(AT_ONCE, count - done)
      const [next, metrics] = engine.advance(state, prepared.training.batches.from(step + done, most))
      tell(step + done + most, total)
      return { state: next, done: done + most, losses: [...losses, ...metrics.map(({ loss }) => item(loss))] }
    }, ({ done }) => done === count)
    return [last.state, last.losses]
  }

const partingAt = (
  evidence: Evidence, before: number | undefined, recorded: Link, computed: Link, state: SomeState, losses: readonly number[],
): TaskEither.TaskEither<DataError, Parting> => {
  const index = recorded.tensors.findIndex((one, i) => one !== computed.tensors[i])
  const tensor = pathsOf(state)[index]
  const known = losses.map((_, i) => evidence.losses.get((before ?? 0) + i + 1))
  const step = before === undefined ? 0
    : known.some((loss) => loss === undefined) ? recorded.step
    : latestFirstDifference(before, known.flatMap((loss) => loss ?? []), losses)
  return pipe(
    evidence.stateAt(recorded.step, state),
    TaskEither.map((kept): Parting => {
      const element = kept === undefined ? undefined : firstDifference(kept, state)
      return {
        ...(before === undefined ? {} : { same: before }), link: recorded.step, step,
        ...(tensor === undefined ? {} : { tensor }), ...(element === undefined ? {} : { element }),
      }
    }),
  )
}

/**
 * Runs what a receipt says again and looks at every link. Where something differs it says after which step first, in which
 * tensor and element, and both values, as far as what lies beside the receipt tells.
 */
export const replay = (
  receipt: Receipt, prepared: Prepared, evidence: Evidence, choice: EngineChoice | RunEngine, tell: Told = () => undefined,
): TaskEither.TaskEither<DataError, Replay> => async () => {
  const broken = brokenLink(anchorOf(receipt.recipe), receipt.links)
  const other = differenceFrom(receipt.recipe, prepared)
    ?? (receipt.key !== prepared.key ? 'its key is not that of its seed'
      : receipt.paths.join('\n') !== pathsOf(prepared.first).join('\n') ? 'its state has other tensors'
      : undefined)
  if (broken !== undefined) return Either.right({ kind: 'broken chain', step: broken.step })
  if (other !== undefined) return Either.right({ kind: 'another program', reason: other })
  const engine = engineFor(prepared.training.step, choice)
  const steps = receipt.links.at(-1)?.step ?? 0
  const take = taken(prepared, engine, tell, steps)
  const turn = async ({ index, step, state }: Turn): Promise<Either.Either<DataError, Turn>> => {
    const recorded = receipt.links[index]
    if (recorded === undefined) return Either.right({ index, step, state })
    const [next, losses] = await take(state, step, recorded.step - step)
    const before = receipt.links[index - 1]
    const computed = linkAfter(before?.chain ?? prepared.anchor, recorded.step, next, losses)
    const turned = { index: index + 1, step: recorded.step, state: next }
    return computed.chain === recorded.chain
      ? Either.right(turned)
      : pipe(await partingAt(evidence, before?.step, recorded, computed, next, losses)(), Either.map((found) => ({ ...turned, found })))
  }
  try {
    const first: Either.Either<DataError, Turn> = Either.right({ index: 0, step: 0, state: prepared.first })
    const last = await until(
      first, (now) => Either.isLeft(now) ? Promise.resolve(now) : turn(now.right),
      (now) => Either.isLeft(now) || now.right.found !== undefined || now.right.index >= receipt.links.length)
    return pipe(last, Either.map(({ found, state }): Replay => {
      const computed = hashTree(state.params)
      return found !== undefined ? { kind: 'differs', parting: found, engine: engine.name }
        : computed !== receipt.parameters ? { kind: 'false parameters', recorded: receipt.parameters, computed }
        : { kind: 'confirmed', links: receipt.links.length, steps, parameters: computed, engine: engine.name }
    }))
  } finally {
    engine.dispose()
  }
}


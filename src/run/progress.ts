import { requireThat } from '../misuse.ts'
import { item } from '../tensor/read.ts'
import type { SomeState } from '../train/some-step.ts'
import { isDue } from './cadence.ts'
import type { Evaluation, SomeTraining } from './experiment.ts'
import type { RunEngine } from './engine.ts'
import { type Evaluated, isStale, standingOf } from './history.ts'
import { type Link, linkAfter } from './link.ts'
import type { LogRecord } from './log.ts'
import { histogramsOf } from './measure.ts'
import type { Prepared } from './session.ts'

/** How far a run is: everything that decides how it goes on. */
export interface Progress {
  readonly state: SomeState
  readonly step: number
  /** the chain of the last link */
  readonly chain: string
  /** the losses since the last link */
  readonly losses: readonly number[]
  readonly evaluations: readonly Evaluated[]
  readonly status: 'running' | 'finished' | 'stopped early' | 'interrupted'
}

/** What was seen on the way from one progress to the next. */
export interface Seen {
  readonly progress: Progress
  readonly records: readonly LogRecord[]
  readonly evaluation?: Evaluation
  readonly link?: Link
  readonly isBest: boolean
  readonly checkpoint: boolean
}

/** The progress before the first step. */
export const beginning = ({ first, anchor }: Prepared): { readonly progress: Progress; readonly link: Link } => {
  const link = linkAfter(anchor, 0, first, [])
  return { progress: { state: first, step: 0, chain: link.chain, losses: [], evaluations: [], status: 'running' }, link }
}

/** An evaluation that has what the run needs of it; otherwise the experiment is used wrongly, and it is said before hours are lost. */
const checkedEvaluation = ({ evaluate, best }: SomeTraining) => (weights: SomeState): Evaluation | undefined => {
  const evaluation = evaluate?.(weights)
  if (evaluation === undefined) return undefined
  const { metrics, confusion } = evaluation
  const wrong = Object.entries(metrics).find(([, value]) => typeof value !== 'number')
  requireThat(wrong === undefined, 'evaluate', () => `the metric ${wrong?.[0] ?? ''} is no number`)
  requireThat(best === undefined || best.metric in metrics, 'evaluate', () =>
    `there is no metric "${best?.metric ?? ''}" to know the best weights by; there are ${Object.keys(metrics).join(', ')}`)
  requireThat(confusion === undefined || [confusion.counts, ...confusion.counts].every((row) => row.length === confusion.classes.length), 'evaluate', () =>
    `the confusion matrix has not a row and a column for each of its ${confusion?.classes.length ?? 0} classes`)
  return evaluation
}

/** Takes `count` steps and says what there is to see then. A pure function: how many steps are taken at once changes nothing. */
export const advance = (
  { training, recipe: { steps, every } }: Prepared, { advance: run, gradients }: Pick<RunEngine, 'advance' | 'gradients'>,
  before: Progress, count: number,
): Seen => {
  const [state, metrics] = run(before.state, training.batches.from(before.step, count))
  const step = before.step + count
  const taken = metrics.map(({ loss }) => item(loss))
  const evaluation = isDue(every.evaluate, step, steps) ? checkedEvaluation(training)(state) : undefined
  const evaluations = evaluation === undefined ? before.evaluations : [...before.evaluations, { step, metrics: evaluation.metrics }]
  const { best, patience } = training
  const isOver = step === steps || (evaluation !== undefined && best !== undefined && isStale(best, patience, evaluations))
  const losses = [...before.losses, ...taken]
  const link = isOver || isDue(every.link, step, steps) ? linkAfter(before.chain, step, state, losses) : undefined
  const drawn = isDue(every.evaluate, step, steps)
    ? [...histogramsOf('weights', state.params), ...histogramsOf('gradients', gradients(state, training.batches.at(step)))] : []
  return {
    progress: {
      state, step, evaluations,
      chain: link?.chain ?? before.chain,
      losses: link === undefined ? losses : [],
      status: step === steps ? 'finished' : isOver ? 'stopped early' : 'running',
    },
    records: [
      ...taken.map((loss, i) => ({ step: before.step + i + 1, loss })),
      ...(evaluation === undefined ? [] : [{ step, evaluation }]),
      ...(drawn.length === 0 ? [] : [{ step, histograms: drawn }]),
    ],
    ...(evaluation === undefined ? {} : { evaluation }),
    ...(link === undefined ? {} : { link }),
    isBest: evaluation !== undefined && best !== undefined && standingOf(best, evaluations).best?.step === step,
    checkpoint: isOver || isDue(every.checkpoint, step, steps),
  }
}

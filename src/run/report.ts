import { writeFileAtomically } from '../io/write-file.ts'
import type { HistogramSeries, RunData } from '../report/run-data.ts'
import type { RunComparison } from './comparison.ts'
import type { RunFolder } from './folder.ts'
import { standingOf } from './history.ts'
import { evaluationsOf, lossesOf, type LogRecord } from './log.ts'
import { type Receipt, writeReceipt } from './receipt.ts'
import type { Effect } from './record.ts'
import type { Prepared } from './session.ts'
import { showMetric, showOptimizer } from './show.ts'
import { stageTable } from './stage-table.ts'

/** The histograms of a log, tensor by tensor. */
const seriesOf = (log: readonly LogRecord[]): readonly HistogramSeries[] => {
  const drawn = log.flatMap((one) => 'histograms' in one ? one.histograms.map((histogram) => ({ step: one.step, ...histogram })) : [])
  const named = [...new Set(drawn.map(({ tensor, of }) => `${of} ${tensor}`))]
  return named.flatMap((name) => {
    const at = drawn.filter(({ tensor, of }) => `${of} ${tensor}` === name)
    return at[0] === undefined ? [] : [{ tensor: at[0].tensor, of: at[0].of, at }]
  })
}

/** What a report shows of a run. */
export const reportData = (
  { training, recipe }: Prepared, receipt: Receipt, log: readonly LogRecord[], comparison: RunComparison | undefined,
): RunData => {
  const [losses, evaluations] = [lossesOf(log), evaluationsOf(log)]
  const names = [...new Set(evaluations.flatMap(({ metrics }) => Object.keys(metrics)))]
  const last = evaluations.at(-1)
  const standing = training.best === undefined ? undefined : standingOf(training.best, evaluations).best
  const steps = receipt.links.at(-1)?.step ?? 0
  return {
    title: recipe.experiment,
    summary: [
      { name: 'steps', value: receipt.status === 'finished' ? String(steps) : `${steps} of ${recipe.steps} (stopped early)` },
      { name: 'seed', value: String(recipe.seed) },
      ...Object.entries(recipe.config).filter(([, value]) => value !== '').map(([name, value]) => ({ name, value: String(value) })),
      { name: 'loss', value: recipe.network.loss },
      { name: 'parameters', value: recipe.network.parameters.toLocaleString('en') },
      ...recipe.data.map(({ name, examples }) => ({ name: 'data', value: `${name}, ${examples.toLocaleString('en')} examples` })),
      ...(standing === undefined || training.best === undefined
        ? [] : [{ name: `best ${training.best.metric}`, value: `${showMetric(standing.value)} at step ${standing.step}` }]),
      { name: 'engine', value: receipt.engine },
      { name: 'runtime', value: Object.values(receipt.versions).join(', ') },
    ],
    loss: losses.map(({ step, loss }) => ({ step, value: loss })),
    metrics: names.map((name) => ({
      name, points: evaluations.flatMap(({ step, metrics }) => metrics[name] === undefined ? [] : [{ step, value: metrics[name] }]),
    })),
    ...(last?.confusion === undefined ? {} : { confusion: last.confusion }),
    histograms: seriesOf(log),
    ...(comparison === undefined ? {} : { comparison }),
    stages: stageTable(training.step),
    optimizer: showOptimizer(recipe.network.optimizer),
    receipt: {
      file: 'receipt.json', text: writeReceipt({ ...receipt, links: receipt.links.slice(-1) }), finalHash: receipt.parameters, links: receipt.links.length,
    },
    notes: comparison === undefined ? ['Not compared with TensorFlow.js: that was not asked for.'] : [],
  }
}

/** Writes a run's report. What draws it is loaded now, since it is larger than all the rest. */
export const writeReport = (folder: RunFolder, data: RunData): Effect => async () => {
  const { renderReport } = await import('../report/render.ts')
  return writeFileAtomically(folder.report, renderReport(data))()
}

import { columns, showRatio } from '../report/columns.ts'
import type { Verdict } from '../report/report.ts'
import type { OptimizerComparison, OptimizersReport, OptimizerWitness, WorstOf } from './report.ts'

const spoken: Readonly<Record<Verdict, string>> =
  { agrees: 'agrees', differs: 'DIFFERS', kink: 'kink', 'known fault': 'known fault', 'not checked': 'NOT CHECKED' }

const showSettings = (settings: OptimizerComparison['settings']): string =>
  Object.entries(settings).map(([name, value]) => `${name} ${value}`).join(', ')

const share = (worst: WorstOf | undefined): string => worst === undefined ? '-' : showRatio(worst.ratio)
const where = (worst: WorstOf | undefined): string => worst === undefined || worst.ratio === 0 ? '-' : `step ${worst.step}`

const showVerdict = ({ verdict, reason, weights, slots }: OptimizerComparison): string => {
  const both = (weights?.bothNaN ?? 0) + (slots?.bothNaN ?? 0)
  return spoken[verdict] + (reason === undefined ? '' : `: ${reason}`) + (both === 0 ? '' : `, NaN on both sides ${both} times`)
}

const line = (row: OptimizerComparison): readonly string[] => [
  row.kind, showSettings(row.settings), share(row.weights), where(row.weights), share(row.slots), where(row.slots),
  String((row.weights?.checked ?? 0) + (row.slots?.checked ?? 0)), showVerdict(row),
]

const header = ['optimizer', 'settings', 'weights', 'worst at', 'slots', 'worst at', 'numbers compared', 'verdict']

const showWitness = ({ name, available, version, reason, leaked }: OptimizerWitness): string => !available
  ? `${name}: NOT AVAILABLE, so no optimizer was compared with it: ${reason ?? ''}`
  : `${name} ${version ?? ''}${leaked === 0 ? '' : `, LEAKED ${leaked} tensors`}`

/** A report as plain text: one line an optimizer, with the worst difference of its weights and of its slots as a share of the bound. */
export const printOptimizers = ({ witness, steps, rows, agreed }: OptimizersReport): string => witness.available
  ? [
    `every optimizer beside ${showWitness(witness)}: ${steps} updates with the same gradients,`,
    'each going on from its own weights and slots; the largest difference as a share of its bound',
    '',
    columns(header, rows.map(line)),
    '',
    agreed ? 'All agree.' : `NOT ALL AGREE: ${rows.filter(({ verdict }) => verdict !== 'agrees').map(({ kind }) => kind).join(', ')}`,
  ].join('\n')
  : showWitness(witness)

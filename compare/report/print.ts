import { columns, showCount, showIndex, showRatio, showSize, showValue } from './columns.ts'
import type { Report, Row, Summary, TensorFlowVerdict, Verdict, WitnessReport } from './report.ts'
import { ulpsBetween } from './ulps.ts'

const spoken: Readonly<Record<Verdict, string>> = {
  agrees: 'agrees', differs: 'DIFFERS', kink: 'kink', 'known fault': 'known fault', 'not checked': 'NOT CHECKED',
}

const order: readonly Verdict[] = ['differs', 'not checked', 'known fault', 'kink', 'agrees']

/** `gradient 0.w`; the loss has no path. */
export const nameOf = ({ kind, tensor }: Pick<Row, 'kind' | 'tensor'>): string => tensor === '' ? kind : `${kind} ${tensor}`

const unique = <A>(all: readonly A[]): readonly A[] => [...new Set(all)]

const worstOf = (rows: readonly Row[]): Row | undefined =>
  rows.reduce<Row | undefined>((most, row) => most === undefined || row.worst.ratio > most.worst.ratio ? row : most, undefined)

const worstVerdict = (rows: readonly Row[]): Verdict =>
  order.find((verdict) => rows.some((row) => row.verdict === verdict)) ?? 'not checked'

/** How many elements, where not every one was checked. */
const sampled = (rows: readonly Row[]): string => {
  const part = rows.find(({ checked, elements }) => checked < elements)
  return part === undefined ? '' : ` (${part.checked} of ${part.elements})`
}

/** Whether the witness was not asked about the element that is shown: it worked out a sample, and this is not in it. */
const isLeftOut = ({ shown, checked, elements }: Row): boolean => Number.isNaN(shown.theirs) && checked < elements

/** The element that is shown, beside the witness that stands worst there. */
const shownOf = (rows: readonly Row[]): Row['shown'] | undefined =>
  rows.filter((row) => !isLeftOut(row)).map(({ shown }) => shown).reduce<Row['shown'] | undefined>((most, shown) =>
    most === undefined || Number.isNaN(most.ratio) || shown.ratio > most.ratio ? shown : most, undefined)

/**
 * One line a tensor: our value beside each witness's at the element that stands worst. Difference, ulps and bound are of that
 * element and the witness furthest off there; the last number is the largest difference of any element and witness.
 */
const tensorTable = (rows: readonly Row[]): string => {
  const witnesses = unique(rows.map(({ witness }) => witness))
  const lines = unique(rows.map(nameOf)).map((name) => {
    const own = rows.filter((row) => nameOf(row) === name)
    const shown = shownOf(own)
    return [
      name, showIndex(own[0]?.shown.index ?? []), showValue(own[0]?.shown.ours ?? NaN),
      ...witnesses.map((witness) => {
        const row = own.find((one) => one.witness === witness)
        return row === undefined || isLeftOut(row) ? '-' : showValue(row.shown.theirs)
      }),
      showSize(shown?.difference ?? NaN), showCount(ulpsBetween(shown?.ours ?? NaN, shown?.theirs ?? NaN)),
      showSize(shown?.bound ?? NaN), showRatio(shown?.ratio ?? NaN), showSize(Math.max(...own.map((row) => row.largestAbsolute))),
      spoken[worstVerdict(own)] + sampled(own),
    ]
  })
  return columns(['tensor', 'at', 'ours', ...witnesses, 'diff', 'ulps', 'bound', 'diff/bound', 'largest anywhere', 'verdict'], lines)
}

const meaning: Readonly<Record<string, string>> = {
  'same forward': ': our forward pass in TensorFlow.js, differentiated by its tape',
  'same network': ': built apart with tf.layers, tf.losses and tf.train, our weights copied in',
  'finite differences': ': the loss alone, in f64',
}

const modeTables = (rows: readonly Row[]): readonly string[] =>
  unique(rows.map(({ mode }) => mode)).map((mode) =>
    `${mode}${meaning[mode] ?? ''}\n\n${tensorTable(rows.filter((row) => row.mode === mode))}`)

/** One line a step and mode: both losses, and the worst stand of gradients and of new weights. */
const stepTable = (rows: readonly Row[]): string => {
  const ratio = (own: readonly Row[], kinds: readonly Row['kind'][]): string => {
    const worst = worstOf(own.filter(({ kind }) => kinds.includes(kind)))
    return worst === undefined ? '-' : showRatio(worst.worst.ratio)
  }
  const lines = unique(rows.map(({ step }) => step)).flatMap((step) =>
    unique(rows.map(({ mode }) => mode)).flatMap((mode) =>
      unique(rows.filter((row) => row.mode === mode).map(({ witness }) => witness)).map((witness) => {
        const own = rows.filter((row) => row.step === step && row.mode === mode && row.witness === witness)
        const loss = own.find(({ kind }) => kind === 'loss')
        return [
          String(step), mode, witness, showValue(loss?.worst.ours ?? NaN), showValue(loss?.worst.theirs ?? NaN),
          ratio(own, ['gradient']), ratio(own, ['weight', 'slot', 'state']), spoken[worstVerdict(own)],
        ]
      })))
  return columns(['step', 'mode', 'witness', 'loss ours', 'loss theirs', 'gradients diff/bound', 'weights diff/bound', 'verdict'], lines)
}

const showMode = ({ mode, answered, cannotDo, without, remedy }: WitnessReport['modes'][number]): readonly string[] => {
  const help = remedy === undefined ? '' : `; ${remedy}`
  return cannotDo !== undefined ? [`  CANNOT DO "${mode}"${answered > 0 ? ' on some steps' : ''}: ${cannotDo}${help}`]
    : without !== undefined ? [`  "${mode}" in part: ${without}${help}`] : []
}

const showWitness = (witness: WitnessReport): readonly string[] => witness.available
  ? [`  ${witness.name}: ${witness.version ?? ''}`, ...witness.modes.flatMap(showMode),
    ...(witness.leaked === 0 ? [] : [`  LEAKED ${witness.leaked} tensors`])]
  : [`  ${witness.name}: NOT AVAILABLE, so it was not asked: ${witness.reason ?? ''}`]

/** `the same forward and the same network` */
const listed = (modes: readonly string[]): string => modes.map((mode) => `the ${mode}`).join(' and ')

/** How far agreement goes: one mode alone leaves open what only the other one sees. */
const extent = ({ tensorflowModes: { checked, unchecked } }: Summary): string => unchecked.length === 0 ? '.'
  : `, in ${listed(checked)} only: ${listed(unchecked)} ${unchecked.length === 1 ? 'was' : 'were'} NOT CHECKED.`

const tensorFlowSays: Readonly<Record<Exclude<TensorFlowVerdict, 'agreed'>, string>> = {
  disagreed: 'TensorFlow DISAGREED.',
  'not checked': 'TensorFlow was there, but NOTHING COULD BE CHECKED with it.',
  'not available': 'TensorFlow was NOT AVAILABLE: this says nothing about it.',
}

/** The witnesses: what they were, and loudly those that were not there. */
export const printWitnesses = ({ witnesses }: Report): string => ['witnesses', ...witnesses.flatMap(showWitness)].join('\n')

/** The outcome in one or two lines. */
export const printSummary = ({ summary }: Report): string => {
  const { checked, differing, kinks, knownFaults, notChecked, tensorflow } = summary
  const more = [[kinks, 'at a kink'], [knownFaults, 'a known fault of TensorFlow.js'], [notChecked, 'NOT CHECKED']] as const
  const outcome = checked === 0 ? 'NOTHING was compared'
    : `${checked} comparisons of a tensor with a witness, ${differing === 0 ? 'none differs' : `${differing} DIFFER`}`
  return [
    outcome +
      more.filter(([count]) => count > 0).map(([count, what]) => `, ${count} ${what}`).join('') + '.',
    tensorflow === 'agreed' ? `TensorFlow agreed${extent(summary)}` : tensorFlowSays[tensorflow],
  ].join('\n')
}

/** What was said of rows that do not simply agree, a line for each reason. */
const remarks = ({ rows }: Report): readonly string[] => {
  const said = rows.flatMap((row) => row.reason === undefined ? [] : [{ row, remark: `${spoken[row.verdict]}: ${row.reason}.` }])
  return unique(said.map(({ remark }) => remark)).flatMap((remark) => {
    const own = said.filter((one) => one.remark === remark).map(({ row }) => row)
    return [`  ${remark}`, ...unique(own.map(({ mode }) => mode)).map((mode) => {
      const there = own.filter((row) => row.mode === mode)
      return `    ${mode} (${unique(there.map(({ witness }) => witness)).join(', ')}): ${unique(there.map(nameOf)).join(', ')}`
    })]
  })
}

/**
 * A report as plain text, at most about 150 columns wide: a table for each mode when it is one step (or `full`), a line for each step
 * and witness when there are more; then remarks, the witnesses, and the outcome.
 */
export const printReport = (report: Report, { full = report.steps === 1 }: { readonly full?: boolean } = {}): string => {
  const { network, rows, steps } = report
  const head = `${network.stages.join(', ')}; ${network.loss}; ${network.optimizer}; ${network.parameters} parameters; ` +
    `${steps} step${steps === 1 ? '' : 's'}`
  const tables = full
    ? unique(rows.map(({ step }) => step)).flatMap((step) =>
      [...(steps === 1 ? [] : [`step ${step}`]), ...modeTables(rows.filter((row) => row.step === step))])
    : [stepTable(rows)]
  const said = remarks(report)
  const remarked = said.length === 0 ? [] : [['remarks', ...said].join('\n')]
  return [head, ...tables, ...remarked, printWitnesses(report), printSummary(report)].join('\n\n')
}

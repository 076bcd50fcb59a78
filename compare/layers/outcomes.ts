import { nameOf } from '../report/print.ts'
import { showIndex, showRatio, showValue } from '../report/columns.ts'
import type { Report, Row, Verdict } from '../report/report.ts'
import type { Mode } from '../witness.ts'
import type { ProofOutcome } from './report.ts'

const order: readonly Verdict[] = ['differs', 'not checked', 'known fault', 'kink', 'agrees']

const worst = (rows: readonly Row[]): Row | undefined =>
  order.flatMap((verdict) => [...rows.filter((row) => row.verdict === verdict)].sort((a, b) => b.worst.ratio - a.worst.ratio))[0]

const place = (row: Row): string => {
  const { worst: { index, ours, theirs, ratio } } = row
  return `${nameOf(row)}${showIndex(index)}: ours ${showValue(ours)}, theirs ${showValue(theirs)}, ${showRatio(ratio)} times the bound`
}

const reasonOf = (row: Row): string | undefined => row.verdict === 'differs' ? place(row) : row.reason

const sum = (numbers: readonly number[]): number => numbers.reduce((total, x) => total + x, 0)

/** TensorFlow.js works every number out; finite differences may be of a sample. */
const left = (rows: readonly Row[], mode: Mode): number =>
  mode === 'finite differences' ? 0 : sum(rows.map(({ elements, checked }) => elements - checked))

/** What one mode of a report comes to: the verdict on its worst tensor, and no agreement where a number has no bound. */
export const outcomeOf = ({ rows, witnesses }: Report, mode: Mode): ProofOutcome => {
  const own = rows.filter((row) => row.mode === mode)
  const stands = worst(own)
  if (stands === undefined) {
    const refusals = witnesses.flatMap(({ modes }) => modes.flatMap((one) => one.mode === mode && one.cannotDo !== undefined ? [one.cannotDo] : []))
    const absent = witnesses.flatMap(({ name, available }) => available ? [] : [`${name} is not available`])
    const [reason = 'nothing was said'] = [...refusals, ...absent]
    return { verdict: 'not checked', ratio: 0, compared: 0, reason }
  }
  const [ratio, compared, unbounded] = [Math.max(...own.map((row) => row.worst.ratio)), sum(own.map(({ checked }) => checked)), left(own, mode)]
  if (stands.verdict !== 'differs' && unbounded > 0) {
    const reason = `${unbounded} of ${unbounded + compared} numbers have no finite bound: a result may overflow, or a divisor may be 0, within rounding`
    return { verdict: 'not checked', ratio, compared, reason }
  }
  const reason = reasonOf(stands)
  return { verdict: stands.verdict, ratio, compared, ...(reason === undefined ? {} : { reason }) }
}

/** Whether a proof says yes. At a kink, and where the witness is known to be wrong, finite differences have confirmed it. */
export const isProven = ({ verdict }: ProofOutcome): boolean => verdict === 'agrees' || verdict === 'kink' || verdict === 'known fault'

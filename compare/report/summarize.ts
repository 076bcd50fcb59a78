import type { Row, Summary, TensorFlowVerdict, Verdict, WitnessReport } from './report.ts'
import type { Mode } from '../witness.ts'

const tensorFlowVerdict = (witnesses: readonly WitnessReport[], rows: readonly Row[]): TensorFlowVerdict => {
  const theirs = witnesses.filter(({ isTensorFlow, available }) => isTensorFlow && available).map(({ name }) => name)
  const said = rows.filter(({ witness, verdict }) => theirs.includes(witness) && verdict !== 'not checked')
  return theirs.length === 0 ? 'not available'
    : said.some(({ verdict }) => verdict === 'differs') ? 'disagreed'
    : said.some(({ verdict }) => verdict === 'agrees') ? 'agreed'
    : 'not checked'
}

/** What TensorFlow is always expected to be asked in; a plug-in may have modes of its own. */
const expectedModes: readonly Mode[] = ['same forward', 'same network']

const tensorFlowModes = (witnesses: readonly WitnessReport[], rows: readonly Row[]): Summary['tensorflowModes'] => {
  const theirs = witnesses.filter(({ isTensorFlow, available }) => isTensorFlow && available)
  const said = rows.filter(({ witness, verdict }) => verdict !== 'not checked' && theirs.some(({ name }) => name === witness))
  const modes = [...new Set([...expectedModes, ...theirs.flatMap((witness) => witness.modes.map(({ mode }) => mode))])]
  const isChecked = (mode: Mode): boolean => said.some((row) => row.mode === mode)
  return { checked: modes.filter(isChecked), unchecked: modes.filter((mode) => !isChecked(mode)) }
}

/** The verdicts counted. */
export const summarize = (witnesses: readonly WitnessReport[], rows: readonly Row[]): Summary => {
  const count = (verdict: Verdict): number => rows.filter((row) => row.verdict === verdict).length
  const [differing, notChecked] = [count('differs'), count('not checked')]
  return {
    agreed: differing === 0 && count('agrees') > 0,
    tensorflow: tensorFlowVerdict(witnesses, rows),
    tensorflowModes: tensorFlowModes(witnesses, rows),
    checked: rows.length - notChecked,
    differing,
    kinks: count('kink'),
    knownFaults: count('known fault'),
    notChecked,
  }
}

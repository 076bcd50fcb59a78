import type { Row, Summary, TensorFlowVerdict, Verdict, WitnessReport } from './report.ts'

const tensorFlowVerdict = (witnesses: readonly WitnessReport[], rows: readonly Row[]): TensorFlowVerdict => {
  const theirs = witnesses.filter(({ isTensorFlow, available }) => isTensorFlow && available).map(({ name }) => name)
  const said = rows.filter(({ witness, verdict }) => theirs.includes(witness) && verdict !== 'not checked')
  return theirs.length === 0 ? 'not available'
    : said.some(({ verdict }) => verdict === 'differs') ? 'disagreed'
    : said.some(({ verdict }) => verdict === 'agrees') ? 'agreed'
    : 'not checked'
}

/** The verdicts counted. */
export const summarize = (witnesses: readonly WitnessReport[], rows: readonly Row[]): Summary => {
  const count = (verdict: Verdict): number => rows.filter((row) => row.verdict === verdict).length
  const [differing, notChecked] = [count('differs'), count('not checked')]
  return {
    agreed: differing === 0 && count('agrees') > 0,
    tensorflow: tensorFlowVerdict(witnesses, rows),
    checked: rows.length - notChecked,
    differing,
    kinks: count('kink'),
    knownFaults: count('known fault'),
    notChecked,
  }
}

import { showShape } from '../../src/shape/size.ts'
import { showFault } from '../faults.ts'
import { columns, showRatio } from '../report/columns.ts'
import { isProven } from './outcomes.ts'
import { type LayerComparison, type LayersReport, type LayersWitness, type ProofOutcome, proofs, type VariantComparison } from './report.ts'

const cell = (outcome: ProofOutcome): string =>
  outcome.verdict === 'agrees' ? showRatio(outcome.ratio)
  : isProven(outcome) ? `${showRatio(outcome.ratio)} ${outcome.verdict}`
  : outcome.verdict === 'differs' ? 'DIFFERS'
  : outcome.verdict === 'cannot speak' ? 'see below' : 'NOT CHECKED'

const line = (name: string) => ({ about, input, out, proofs: outcomes }: VariantComparison): readonly string[] => [
  name, about, `${showShape(input)} → ${showShape(out)}`, ...proofs.map((proof) => proof === 'compiled' && isProven(outcomes.compiled)
    ? 'same bits' : cell(outcomes[proof])), String(proofs.reduce((sum, proof) => sum + outcomes[proof].compared, 0)),
]

const unique = (lines: readonly string[]): readonly string[] => [...new Set(lines)]

/** Why a witness cannot speak of a layer, once for each reason. */
const reasons = ({ name, variants }: LayerComparison): readonly string[] => unique(proofs.flatMap((proof) =>
  variants.flatMap(({ proofs: { [proof]: { verdict, reason } } }) => verdict === 'cannot speak' ? [`  ${name}, ${proof}: ${reason ?? ''}`] : [])))

const showWitness = ({ name, available, version, reason, leaked }: LayersWitness): string => available
  ? `${version ?? name}${leaked === 0 ? '' : `, LEAKED ${leaked} tensors`}`
  : `${name}: NOT AVAILABLE, so no layer was compared with it: ${reason ?? ''}`

const summary = ({ witness, layers, agreed }: LayersReport): string => {
  const wrong = layers.filter(({ complaints }) => complaints.length > 0).map(({ name }) => name)
  return agreed ? 'All agree.'
    : !witness.available ? 'NOT ALL AGREE: TensorFlow.js was not there.'
    : wrong.length > 0 ? `NOT ALL AGREE: ${wrong.join(', ')}` : 'NOT ALL AGREE.'
}

/** A report as plain text: a line for each use of a layer, with the largest difference of each proof as a share of its bound. */
export const printLayers = (report: LayersReport): string => {
  const { witness, layers } = report
  const excused = layers.flatMap(reasons)
  const faults = unique(layers.flatMap((layer) => layer.faults.map((one) => `  ${showFault(one)}`)))
  const complaints = witness.available ? layers.flatMap((layer) => layer.complaints.map((one) => `  ${layer.name}: ${one}`)) : []
  return [
    `every layer beside ${showWitness(witness)}`,
    'each in a training step of its own; the largest difference of any number as a share of its bound',
    '',
    columns(['layer', 'variant', 'shape', ...proofs, 'numbers'], layers.flatMap(({ name, variants }) => variants.map(line(name)))),
    ...(excused.length === 0 ? [] : ['', 'witnesses that cannot speak, and what proves the layer instead', ...excused]),
    ...(faults.length === 0 ? [] : ['', 'what TensorFlow.js gets wrong in these layers', ...faults]),
    ...(complaints.length === 0 ? [] : ['', 'what is wrong', ...complaints]),
    '',
    summary(report),
  ].join('\n')
}

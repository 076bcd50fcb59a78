import { describe, expect, it } from 'vitest'
import { compareStep } from '../../compare/compare-step.ts'
import { tensorFlowWitness } from '../../compare/tensorflow-witness.ts'
import { printReport } from '../../compare/report/print.ts'
import { type SomeBatch, type SomeStep, someStep } from '../../src/train/some-step.ts'
import { Either, f32, initialize, key, type Shape, type Tensor } from '../../src/index.ts'
import type { Experiment } from '../../src/node.ts'
import { autoencoderExperiment, autoencoderOnTwo } from '../../spec/networks/autoencoder.ts'
import { lenetExperiment, lenetOnTwo } from '../../spec/networks/lenet.ts'
import { gruExperiment, gruOnTwo, lstmExperiment, lstmOnTwo } from '../../spec/networks/recurrent-networks.ts'
import { residualExperiment, residualOnTwo } from '../../spec/networks/residual-network.ts'
import { transformerExperiment, transformerOnTwo } from '../../spec/networks/transformer.ts'

/** The networks of the spec, on few rows of their data: here each takes 20 steps beside TensorFlow with the same weights, data and masks. */
const networks: readonly { readonly experiment: Experiment; readonly step: SomeStep }[] = [
  { experiment: lenetExperiment, step: someStep(lenetOnTwo) },
  { experiment: residualExperiment, step: someStep(residualOnTwo) },
  { experiment: lstmExperiment, step: someStep(lstmOnTwo) },
  { experiment: gruExperiment, step: someStep(gruOnTwo) },
  { experiment: transformerExperiment, step: someStep(transformerOnTwo) },
  { experiment: autoencoderExperiment, step: someStep(autoencoderOnTwo) },
]

/** The first of everything: so many rows of a batch, so many characters of a text. */
const firstOf = (x: Tensor, shape: Shape): Tensor => f32.slice(x, { start: shape.map(() => 0) }, shape)

const STEPS = 20

describe('20 steps beside tfjs-node: loss, gradients, weights, slots and state', () => {
  it.each(networks)('$experiment.name', async ({ experiment: { config, prepare }, step }) => {
    const prepared = await prepare(config, key(42))()
    if (Either.isLeft(prepared)) throw new Error(prepared.left.reason)
    const { batches } = prepared.right
    const report = await compareStep(step, {
      state: initialize(step, key(7)),
      batches: Array.from({ length: STEPS }, (_, i): SomeBatch => {
        const { x, labels } = batches.at(i)
        const [rows = 1]: Shape = step.net.in
        const [, ...row]: Shape = labels.shape
        return { x: firstOf(x, step.net.in), labels: firstOf(labels, labels.dtype === 'i32' ? step.net.in : [rows, ...row]) }
      }),
      witnesses: [tensorFlowWitness('tfjs-node')],
    })
    const available = report.witnesses.every((witness) => witness.available)
    if (!available && process.env['PULLBACK_REQUIRE_TFJS_NODE'] !== '1') {
      console.warn(`\nNOT CHECKED beside TensorFlow: ${report.witnesses.map((witness) => witness.available ? '' : witness.reason).join()}\n`)
      return
    }
    expect(report.rows.filter(({ verdict }) => verdict !== 'agrees' && verdict !== 'kink'), printReport(report)).toEqual([])
    expect(report.witnesses.flatMap(({ leaked }) => leaked)).toEqual([0])
    const modes = new Set(report.rows.map(({ mode }) => mode))
    expect(modes).toEqual(new Set(['same forward', 'same network']))
    expect(new Set(report.rows.map((row) => row.step)).size).toBe(STEPS)
  }, 600_000)
})

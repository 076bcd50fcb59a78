import { describe, expect, it } from 'vitest'
import { compareStep } from '../../compare/compare-step.ts'
import { tensorFlowWitness } from '../../compare/tensorflow-witness.ts'
import { printReport } from '../../compare/report/print.ts'
import { type SomeBatch, type SomeStep, someStep } from '../../src/train/some-step.ts'
import { Either, f32, initialize, key, type Shape, type Tensor } from '../../src/index.ts'
import type { Experiment } from '../../src/node.ts'
import { autoencoderExperiment, autoencoderOnFour } from '../../spec/networks/autoencoder.ts'
import { lenetExperiment, lenetOnFour } from '../../spec/networks/lenet.ts'
import { gruExperiment, gruOnTwo, lstmExperiment, lstmOnTwo } from '../../spec/networks/recurrent-networks.ts'
import { residualExperiment, residualOnFour } from '../../spec/networks/residual-network.ts'
import { transformerExperiment, transformerOnTwo } from '../../spec/networks/transformer.ts'

/** The networks of the spec, on few rows of their data: here each takes 20 steps beside TensorFlow with the same weights, data and masks. */
const networks: readonly { readonly experiment: Experiment; readonly step: SomeStep }[] = [
  { experiment: lenetExperiment, step: someStep(lenetOnFour) },
  { experiment: residualExperiment, step: someStep(residualOnFour) },
  { experiment: lstmExperiment, step: someStep(lstmOnTwo) },
  { experiment: gruExperiment, step: someStep(gruOnTwo) },
  { experiment: transformerExperiment, step: someStep(transformerOnTwo) },
  { experiment: autoencoderExperiment, step: someStep(autoencoderOnFour) },
]

/** The first rows of a batch. */
const firstOf = (rows: number, x: Tensor): Tensor => {
  const [, ...row]: Shape = x.shape
  return f32.slice(x, { start: [0, ...row.map(() => 0)] }, [rows, ...row])
}

const STEPS = 20

describe('20 steps beside tfjs-node: loss, gradients, weights, slots and state', () => {
  it.each(networks)('$experiment.name', async ({ experiment: { config, prepare }, step }) => {
    const prepared = await prepare(config, key(42))()
    if (Either.isLeft(prepared)) throw new Error(prepared.left.reason)
    const [{ batches }, rows]: readonly [typeof prepared.right, number] = [prepared.right, step.net.in[0] ?? 1]
    const report = await compareStep(step, {
      state: initialize(step, key(7)),
      batches: Array.from({ length: STEPS }, (_, i): SomeBatch => {
        const { x, labels } = batches.at(i)
        return { x: firstOf(rows, x), labels: firstOf(rows, labels) }
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

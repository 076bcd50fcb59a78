import { Either as E, TaskEither as TE } from '../../src/fp.ts'
import { finiteDifferences } from '../finite-differences.ts'
import { inTurn } from '../in-turn.ts'
import { tensorFlowWitness } from '../tensorflow-witness.ts'
import type { BackendName, OpenOptions } from '../tensorflow/index.ts'
import { compareLayer } from './compare-layer.ts'
import { withThreads } from './compiled.ts'
import { everyLayer } from './every-layer/index.ts'
import type { LayersReport, LayersWitness } from './report.ts'
import type { LayerRow } from './row.ts'

/** What is compared with whom. */
export interface LayersAsked extends OpenOptions {
  /** which TensorFlow.js is asked */
  readonly backend: BackendName
  /** which layers: every one that is here, when left out */
  readonly layers?: readonly LayerRow[]
}

/**
 * Proves every layer in a training step of its own: loss, gradients, new weights and next state beside one of TensorFlow.js in both
 * ways and beside finite differences, each number within its derived bound, and the compiled step on 1, 2 and 3 threads to the bit.
 * A dense layer stands before each, whose gradients show what the layer gives back for its input.
 *
 * What a witness cannot do is excused where the layer's row says why and another witness confirms the layer; anything else is a
 * complaint. A witness that is not there is in the report with its reason, and then not everything agreed. Never rejects for that.
 */
export const compareLayers = async ({ backend, layers = everyLayer, ...options }: LayersAsked): Promise<LayersReport> => {
  const witness = tensorFlowWitness(backend, options)
  const opened = await witness.open()
  const witnesses = [{ ...witness, open: TE.fromEither(opened) }, finiteDifferences()]
  const compared = await withThreads((threads) => inTurn(layers, compareLayer({ witnesses, threads })))
  const found: LayersWitness = E.isLeft(opened)
    ? { name: backend, available: false, reason: opened.left.reason, leaked: 0 }
    : { name: backend, available: true, version: opened.right.version, leaked: compared.reduce((sum, { leaked }) => sum + leaked, 0) }
  return {
    witness: found,
    layers: compared.map(({ comparison }) => comparison),
    agreed: found.available && found.leaked === 0 && compared.length > 0 && compared.every(({ comparison }) => comparison.complaints.length === 0),
  }
}

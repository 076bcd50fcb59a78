import {
  adamw, evaluateOn, ids, layerNorm, learnedPositions, metrics, pipe, sparseSoftmaxCrossEntropy, TaskEither, tiedEmbedding, trainStep,
  transformerBlock,
} from '../../src/index.ts'
import { experiment, training } from '../../src/node.ts'
import { CHARACTERS, LENGTH, sonnets } from './sonnets.ts'

/**
 * Which character comes next, after each of 32: two blocks of a transformer in which a position sees itself and those before it. The
 * table that gives each character its vector also says, at the end, which character a vector means.
 */
export const transformer = pipe(
  ids([16, LENGTH]),
  tiedEmbedding(CHARACTERS, 32)((x) => pipe(
    x, learnedPositions(),
    transformerBlock({ heads: 4, hidden: 64, causal: true, dropout: 0.1 }),
    transformerBlock({ heads: 4, hidden: 64, causal: true, dropout: 0.1 }),
    layerNorm(),
  )),
)

export const transformerStep = trainStep(
  transformer, sparseSoftmaxCrossEntropy,
  adamw({ learningRate: 4e-3, weightDecay: 0.01 }))

export const transformerExperiment = experiment({
  name: 'transformer',
  config: { epochs: 6 },
  prepare: ({ epochs }, key) => pipe(sonnets(key), TaskEither.map(({ heldOut, stream, data }) =>
    training(transformerStep, {
      batches: stream, steps: epochs * stream.perEpoch, data,
      evaluate: (weights) => ({ metrics: { perplexity: evaluateOn(transformer, heldOut, metrics.perplexity)(weights) } }),
      best: { metric: 'perplexity', better: 'smaller' },
      every: { evaluate: 2 * stream.perEpoch, link: stream.perEpoch, checkpoint: 3 * stream.perEpoch },
    }))),
})

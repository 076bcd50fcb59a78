import {
  adamw, evaluateOn, ids, layerNorm, learnedPositions, metrics, pipe, sparseSoftmaxCrossEntropy, TaskEither, tiedEmbedding, trainStep,
  transformerBlock,
} from '../../src/index.ts'
import { experiment, training } from '../../src/node.ts'
import { CHARACTERS, LENGTH, sonnets, type Texts } from './sonnets.ts'

/**
 * Which character comes next, after each of 32: two blocks of a transformer in which a position sees itself and those before it. The
 * table that gives each character its vector also says, at the end, which character a vector means.
 */
const grown = <N extends number, T extends number>(texts: Texts<N, T>) => pipe(
  texts,
  tiedEmbedding(CHARACTERS, 32)((x) => pipe(
    x, learnedPositions(),
    transformerBlock({ heads: 4, hidden: 64, causal: true, dropout: 0.1 }),
    transformerBlock({ heads: 4, hidden: 64, causal: true, dropout: 0.1 }),
    layerNorm(),
  )),
)

export const transformer = grown(ids([16, LENGTH]))

const optimizer = adamw({ learningRate: 4e-3, weightDecay: 0.01 })

export const transformerStep = trainStep(transformer, sparseSoftmaxCrossEntropy, optimizer)

/** The same on two short texts, for comparing. */
export const transformerOnTwo = trainStep(grown(ids([2, 8])), sparseSoftmaxCrossEntropy, optimizer)

export const transformerExperiment = experiment({
  name: 'transformer',
  config: { epochs: 12 },
  prepare: ({ epochs }, key) => pipe(sonnets(key), TaskEither.map(({ heldOut, stream, data }) =>
    training(transformerStep, {
      batches: stream, steps: epochs * stream.perEpoch, data,
      evaluate: (weights) => ({ metrics: { perplexity: evaluateOn(transformer, heldOut, metrics.perplexity)(weights) } }),
      best: { metric: 'perplexity', better: 'smaller' },
      every: { evaluate: 3 * stream.perEpoch, link: stream.perEpoch, checkpoint: 6 * stream.perEpoch },
    }))),
})

import {
  adam, dense, dropout, embedding, evaluateOn, gru, ids, lstm, metrics, pipe, sparseSoftmaxCrossEntropy, TaskEither,
  trainStep,
} from '../../src/index.ts'
import { experiment, training } from '../../src/node.ts'
import { CHARACTERS, LENGTH, sonnets, type Texts } from './sonnets.ts'

/** Which character comes next, after each of 32: an LSTM, and a GRU. */
const withLstm = <N extends number, T extends number>(texts: Texts<N, T>) => pipe(texts, embedding(CHARACTERS, 24), lstm(64), dropout(0.1), dense(CHARACTERS))
const withGru = <N extends number, T extends number>(texts: Texts<N, T>) => pipe(texts, embedding(CHARACTERS, 24), gru(64), dropout(0.1), dense(CHARACTERS))

export const characterLstm = withLstm(ids([16, LENGTH]))
export const characterGru = withGru(ids([16, LENGTH]))

const optimizer = adam({ learningRate: 4e-3 })

export const lstmStep = trainStep(characterLstm, sparseSoftmaxCrossEntropy, optimizer)
export const gruStep = trainStep(characterGru, sparseSoftmaxCrossEntropy, optimizer)

/** The same on two short texts, for comparing. */
export const lstmOnTwo = trainStep(withLstm(ids([2, 8])), sparseSoftmaxCrossEntropy, optimizer)
export const gruOnTwo = trainStep(withGru(ids([2, 8])), sparseSoftmaxCrossEntropy, optimizer)

export const lstmExperiment = experiment({
  name: 'character-lstm',
  config: { epochs: 12 },
  prepare: ({ epochs }, key) => pipe(sonnets(key), TaskEither.map(({ heldOut, stream, data }) =>
    training(lstmStep, {
      batches: stream, steps: epochs * stream.perEpoch, data,
      evaluate: (weights) => ({ metrics: { perplexity: evaluateOn(characterLstm, heldOut, metrics.perplexity)(weights) } }),
      best: { metric: 'perplexity', better: 'smaller' },
      every: { evaluate: 3 * stream.perEpoch, link: stream.perEpoch, checkpoint: 6 * stream.perEpoch },
    }))),
})

export const gruExperiment = experiment({
  name: 'character-gru',
  config: { epochs: 12 },
  prepare: ({ epochs }, key) => pipe(sonnets(key), TaskEither.map(({ heldOut, stream, data }) =>
    training(gruStep, {
      batches: stream, steps: epochs * stream.perEpoch, data,
      evaluate: (weights) => ({ metrics: { perplexity: evaluateOn(characterGru, heldOut, metrics.perplexity)(weights) } }),
      best: { metric: 'perplexity', better: 'smaller' },
      every: { evaluate: 3 * stream.perEpoch, link: stream.perEpoch, checkpoint: 6 * stream.perEpoch },
    }))),
})

/** Programs whose cost to the compiler is watched. Each is text, made here, so that its size is a number. */

const imports = `import { adam, dense, flow, initialize, input, key, pipe, relu, residual, sgd, softmaxCrossEntropy, trainStep } from '../../src/index.ts'\n`

/** A pipe takes 20 arguments at most, so a long network is written in parts: the head and 18 stages each. */
const PART = 18

/** Parts of a network, each beginning where the one before it ends. */
const parts = (stages: readonly string[]): string =>
  Array.from({ length: Math.ceil(stages.length / PART) }, (_, i) =>
    `export const part${String(i + 1)} = pipe(${i === 0 ? 'input([32, 64])' : `part${String(i)}`}, ` +
    `${stages.slice(i * PART, (i + 1) * PART).join(', ')})\n`).join('')

const many = (count: number, stage: (i: number) => string): readonly string[] => Array.from({ length: count }, (_, i) => stage(i))

/** Dense layers of distinct sizes, each followed by relu. */
const alternating = (i: number): string => i % 2 === 0 ? `dense(${String(100 + i)})` : 'relu'

export const empty = `${imports}export {}\n`

export const fixtures = {
  '200 stages': imports + parts(many(200, alternating)),
  '50 stages': imports + parts(many(50, alternating)),
  '50 residual blocks': imports + parts(many(50, () => 'residual((x) => pipe(x, dense(128), relu, dense(64)))')),
  '50 blocks used again and again': `${imports}const block = flow(dense(64), relu)\n${parts(many(50, () => 'block'))}`,
  'a training step of 18 stages': `${imports}${parts(many(PART, alternating))}
const step = trainStep(part1, softmaxCrossEntropy, sgd({ learningRate: 0.1 }))
export const state = initialize(step, key(42))
`,
  'a training step of 18 stages under Adam': `${imports}${parts(many(PART, alternating))}
const step = trainStep(part1, softmaxCrossEntropy, adam({ learningRate: 1e-3 }))
export const state = initialize(step, key(42))
`,
  'LeNet, a residual block, an LSTM and a transformer': `${imports}import {
  batchNorm, conv2d, embedding, flatten, ids, lastStep, layerNorm, learnedPositions, lstm, maxPool2d, tiedEmbedding, transformerBlock,
} from '../../src/index.ts'
export const lenet = pipe(input([32, 28, 28, 1]), conv2d(6, 5, { padding: 'same' }), relu, maxPool2d(2), conv2d(16, 5), relu, maxPool2d(2), flatten,
  dense(120), relu, dense(84), relu, dense(10))
export const blocks = pipe(input([32, 16, 16, 32]), residual((x) => pipe(x, conv2d(32, 3, { padding: 'same' }), batchNorm(), relu, conv2d(32, 3, { padding: 'same' }))))
export const recurrent = pipe(ids([32, 64]), embedding(59, 32), lstm(64), layerNorm(), lastStep, dense(59))
export const transformer = pipe(ids([16, 64]), tiedEmbedding(59, 64)((x) => pipe(
  x, learnedPositions(), transformerBlock({ heads: 4, hidden: 256 }), transformerBlock({ heads: 4, hidden: 256 }), layerNorm())))
`,
} as const

export type Fixture = keyof typeof fixtures

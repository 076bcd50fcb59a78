import { histogramOf } from '../../src/report/histogram.ts'
import type { HistogramSeries, RunData } from '../../src/report/run-data.ts'
import { f32, key, math, normal, toFlat } from '../../src/index.ts'

const noise = toFlat(normal(f32, key(5), [1320]))

const classes = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']

/** A classifier that is right most of the time and takes eight for one, nine for three. */
const counts = classes.map((_, label) => classes.map((_, said) => {
  if (label === said) return [44, 42, 43, 40, 45, 44, 46, 43, 37, 41][label]!
  if (label === 8 && said === 1) return 4
  return (label * 7 + said * 3) % 17 === 0 ? 1 : label === 9 && said === 3 ? 2 : 0
}))

const tensors = [['1.dense.weights', 64 * 32, 0.125], ['1.dense.bias', 32, 0.02], ['3.dense.weights', 320, 0.2], ['3.dense.bias', 10, 0.03]] as const

/** Weights that widen as training goes on, biases that begin at 0, gradients that shrink. */
const histogramsOf = (of: HistogramSeries['of']): readonly HistogramSeries[] => tensors.map(([tensor, size, scale], place) => ({
  tensor, of,
  at: Array.from({ length: 31 }, (_, i) => {
    const values = toFlat(normal(f32, key(100 * place + i + (of === 'weights' ? 0 : 1000)), [size]))
    const grown = of === 'weights' ? (tensor.endsWith('bias') ? 0 : 1) + i / 12 : 1 / (1 + i / 3)
    return { step: i * 44, ...histogramOf(values.map((value) => value * scale * grown)) }
  }),
}))

const receipt = {
  receipt: 1, pullback: '0.1.0', network: 'input [32, 64] | dense 32 | relu | dense 10', seed: 42, engine: 'wasm, 2 threads',
  chain: Array.from({ length: 31 }, (_, i) => ({ step: i * 44, hash: String(i).padStart(4, '0').repeat(16) })),
}

/** A run as a small classifier of handwritten digits leaves it. */
export const sampleRun: RunData = {
  title: 'Handwritten digits, 64-32-10',
  summary: [
    { name: 'steps', value: '1,320' }, { name: 'epochs', value: '30' }, { name: 'seed', value: '42' }, { name: 'engine', value: 'wasm, 2 threads' },
    { name: 'batch', value: '32' }, { name: 'held-out accuracy', value: '97.5 % (step 1,276)' }, { name: 'time', value: '1.8 s' },
    { name: 'final hash', value: '9f2c41d07be85a36' },
  ],
  loss: noise.map((e, i) => ({ step: i + 1, value: (2.3 * math.exp(-i / 180) + 0.018) * math.exp(0.28 * e) })),
  metrics: [
    { name: 'held-out accuracy', points: Array.from({ length: 30 }, (_, i) => ({ step: (i + 1) * 44, value: 0.975 - 0.6 * math.exp(-(i + 1) / 4) + 0.004 * noise[i]! })) },
    { name: 'held-out loss', points: Array.from({ length: 30 }, (_, i) => ({ step: (i + 1) * 44, value: 0.09 + 2 * math.exp(-(i + 1) / 4) + 0.006 * noise[i + 40]! })) },
  ],
  confusion: { classes, counts },
  histograms: [...histogramsOf('weights'), ...histogramsOf('gradients')],
  comparison: {
    title: 'Comparison with TensorFlow.js',
    text: [
      'the first 20 steps                         largest difference      bound     of it',
      'tfjs-node   loss                                     1.19e-7    4.81e-6     2.5 %',
      'tfjs-node   gradients  1.dense.weights               2.24e-8    9.10e-7     2.5 %',
      'tfjs-node   slots      m 1.dense.weights             1.49e-8    8.02e-7     1.9 %',
      'tfjs-node   weights    1.dense.weights               5.96e-8    3.33e-6     1.8 %',
      'tfjs-wasm   not asked for',
      '',
      'AGREED: 1 of 1 witnesses, 84 quantities, none outside of its bound.',
    ].join('\n'),
  },
  stages: [
    { place: '0.input', kind: 'input', shape: '[32, 64]', parameters: 0, multiplyAdds: 0 },
    { place: '1.dense', kind: 'dense', shape: '[32, 32]', parameters: 2080, multiplyAdds: 65536 },
    { place: '2.relu', kind: 'relu', shape: '[32, 32]', parameters: 0, multiplyAdds: 0 },
    { place: '3.dense', kind: 'dense', shape: '[32, 10]', parameters: 330, multiplyAdds: 10240 },
  ],
  optimizer: 'adam({ learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 })',
  receipt: { file: 'receipt.json', text: JSON.stringify(receipt, null, 2), finalHash: '9f2c41d07be85a36'.repeat(4), links: 31 },
  notes: ['tfjs-wasm was not asked for: the comparison is with tfjs-node alone.'],
}

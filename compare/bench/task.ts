/** One row of the benchmark that trains: a network of dense layers, its loss and its optimizer. f32 throughout. */
export interface Training {
  readonly kind: 'training'
  readonly name: string
  readonly batch: number
  /** features of the input, then of each layer */
  readonly widths: readonly number[]
  /** after every dense layer but the last */
  readonly hidden: 'relu' | 'sigmoid'
  /** after the last */
  readonly last: 'sigmoid' | 'none'
  readonly loss: 'halfSquaredError' | 'meanSquaredError' | 'softmaxCrossEntropy'
  readonly optimizer: OptimizerName
}

/** One row that trains a network of other layers; what they are is in `networks.ts`. */
export interface NetworkTraining {
  readonly kind: 'network'
  readonly name: string
  readonly network: NetworkName
  readonly optimizer: OptimizerName
}

/** What the other networks are called. */
export const networkNames = {
  lenet: 'LeNet 28×28, batch 32',
  lstm: 'LSTM 64, length 32, batch 32',
  transformer: 'transformer block 64, length 64, batch 16',
} as const

export type NetworkName = keyof typeof networkNames

export type OptimizerName = 'sgd' | 'adam'

/** One row that only multiplies: c ← c h, so many times a step, square matrices. h is orthogonal, so nothing grows or fades. */
export interface Products {
  readonly kind: 'products'
  readonly name: string
  readonly size: number
  /** products in one step */
  readonly count: number
}

export type Task = Training | NetworkTraining | Products

/** The settings of the optimizers, the same for every peer. */
export const settings = {
  sgd: { learningRate: 0.01 },
  adam: { learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
} as const

type Network = Omit<Training, 'kind' | 'name' | 'optimizer'>

const small = (widths: readonly number[], loss: Training['loss']): Network =>
  ({ batch: 1, widths, hidden: 'sigmoid', last: 'sigmoid', loss })

const classifier = (batch: number, widths: readonly number[]): Network =>
  ({ batch, widths, hidden: 'relu', last: 'none', loss: 'softmaxCrossEntropy' })

const networks: readonly Network[] = [
  small([2, 2, 2], 'halfSquaredError'),
  small([3, 3, 3, 3], 'meanSquaredError'),
  classifier(32, [784, 128, 10]),
  classifier(128, [784, 128, 10]),
  classifier(128, [784, 512, 512, 10]),
]

/** `784-128-10, batch 32`: what targets and the command line call a network. */
export const networkName = ({ widths, batch }: Pick<Network, 'widths' | 'batch'>): string => `${widths.join('-')}, batch ${batch}`

const optimizers = ['sgd', 'adam'] as const

const training: readonly Training[] = networks.flatMap((network) => optimizers.map((optimizer) =>
  ({ kind: 'training', name: `${networkName(network)}, ${optimizer}`, optimizer, ...network })))

const others: readonly NetworkTraining[] = (['lenet', 'lstm', 'transformer'] as const).flatMap((network) => optimizers.map((optimizer) =>
  ({ kind: 'network', name: `${networkNames[network]}, ${optimizer}`, network, optimizer })))

// Several products a step, so that calling does not count where one product takes microseconds.
const products: readonly Products[] = [[128, 32], [256, 8], [512, 2]].map(([size = 1, count = 1]) =>
  ({ kind: 'products', name: `matmul ${size}`, size, count }))

/** Every row of the benchmark. */
export const tasks: readonly Task[] = [...training, ...others, ...products]

/** The rows whose name holds one of these texts; all of them when there is no text. */
export const tasksNamed = (texts: readonly string[]): readonly Task[] =>
  texts.length === 0 ? tasks : tasks.filter(({ name }) => texts.some((text) => name.includes(text)))

/** Floating-point operations of one step of products: one multiplication and one addition for each term of each element. */
export const operationsOf = ({ size, count }: Products): number => 2 * size ** 3 * count

import {
  type Batch, type Dense, dense, differentiate, type Env, f64, type Float, halfSquaredError, input, key, type Metrics, pipe,
  sigmoid, tensor, tree,
} from '../../src/index.ts'

/** Weights w1 to w4 and the bias b1 (kept once for each neuron), then w5 to w8 and b2. */
export type Params = readonly [hidden: Dense<2, 2>, output: Dense<2, 2>]

type Row = Float<readonly [1, 2]>
export type Example = Batch<Row, Row>

/** One update of a run: how the article may have been computed. */
export type Update = (params: Params, example: Example) => readonly [Params, Metrics]

const double = { precision: 'f64' } as const
const env: Env = { key: key(0), train: true }
const none: readonly [] = []
const ETA = 0.5

/** The library's weights are [from, to], so each of Mazur's neurons is a column. */
export const start: Params = [
  { w: tensor([[0.15, 0.25], [0.2, 0.3]], double), b: tensor([0.35, 0.35], double) },
  { w: tensor([[0.4, 0.5], [0.45, 0.55]], double), b: tensor([0.6, 0.6], double) },
]

export const example: Example = { x: tensor([[0.05, 0.1]], double), labels: tensor([[0.01, 0.99]], double) }

const hidden = pipe(input([1, 2]), dense(2), sigmoid)
const netInputs = pipe(input([1, 2]), dense(2))
const squash = pipe(input([1, 2]), sigmoid)
const whole = pipe(input([1, 2]), dense(2), sigmoid, dense(2), sigmoid)

export const derivative = differentiate(whole, halfSquaredError)(f64, env)

/** What happens to the biases: his stay as they are, the library trains its own. */
export type Biases = 'frozen' | 'trained'

/** p − η g, on the weights alone or on the biases too. */
const descend = (biases: Biases) => (layer: Dense<2, 2>, gradient: Dense<2, 2>): Dense<2, 2> => {
  const kept = biases === 'trained' ? gradient : { ...gradient, b: f64.fill([2], 0) }
  return tree.zip((p, g) => f64.sub(p, f64.scale(g, ETA)))(layer, kept)
}

/** Every gradient at the original weights; then all weights move at once. */
export const simultaneous = (biases: Biases): Update => (params, batch) => {
  const { gradients, loss } = derivative(params, none, batch)
  const move = descend(biases)
  return [[move(params[0], gradients[0]), move(params[1], gradients[1])], { loss }]
}

/** The output layer moves first, and the error goes on its way back through the weights that have moved. */
export const layerByLayer = (biases: Biases): Update => ([layer1, layer2], { x, labels }) => {
  const move = descend(biases)
  const [h, , backHidden] = hidden.forward(f64, env)([layer1], none, x)
  const [z, , backOutput] = netInputs.forward(f64, env)([layer2], none, h)
  const [y, , backSquash] = squash.forward(f64, env)(none, none, z)
  const [loss, backLoss] = halfSquaredError(f64, y).against(labels)
  const [, dz] = backSquash(backLoss(f64.fill([], 1)))
  const [[dOutput]] = backOutput(dz)
  const moved = move(layer2, dOutput)
  const [, , backMoved] = netInputs.forward(f64, env)([moved], none, h)
  const [, dh] = backMoved(dz)
  const [[dHidden]] = backHidden(dh)
  return [[move(layer1, dHidden), moved], { loss }]
}

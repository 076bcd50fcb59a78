import { f64, type Float, tensor } from '../../src/index.ts'
import { augmented, type NeuronRows, neuronRows } from './layouts.ts'
import type { Network } from './network.ts'

type Row = Float<readonly [1, 2]>
type Column = Float<readonly [2, 1]>
type Square = Float<readonly [2, 2]>

const double = { precision: 'f64' } as const

const column = (row: Row): Column => f64.transpose(row, [1, 0])

/** A = (a₀ a₁ 1): a layer beside a constant 1, which the biases multiply. */
const withOne = (a: Row): Float<readonly [1, 3]> => f64.concat([a, f64.fill([1, 1], 1)], 1, [1, 3])

/** Every layer by a⁽ˡ⁾ = σ(A⁽ˡ⁻¹⁾ W⁽ˡ⁾), as rows. */
export const forward = (n: Network): { readonly a0: Row; readonly a1: Row; readonly a2: Row } => {
  const [W1, W2] = [augmented(neuronRows(n)[0]), augmented(neuronRows(n)[1])]
  const a0 = tensor([[n.x0, n.x1]], double)
  const a1 = f64.sigmoid(f64.matmul(withOne(a0), W1))
  const a2 = f64.sigmoid(f64.matmul(withOne(a1), W2))
  return { a0, a1, a2 }
}

/** What both backward forms start from: the slopes a(1 − a) as columns, c = a⁽²⁾ − T, and w⁽²⁾ without its biases. */
const ingredients = (n: Network): {
  readonly slope1: Column
  readonly slope2: Column
  readonly c: Column
  readonly w2: Square
} => {
  const { a1, a2 } = forward(n)
  const slope = (a: Row): Column => column(f64.mul(a, f64.sub(f64.fill(a.shape, 1), a)))
  return {
    slope1: slope(a1),
    slope2: slope(a2),
    c: column(f64.sub(a2, tensor([[n.T0, n.T1]], double))),
    w2: f64.slice(neuronRows(n)[1], { start: [0, 0] }, [2, 2]),
  }
}

/** δ⁽²⁾ and δ⁽¹⁾. */
export type Deltas = { readonly delta2: Column; readonly delta1: Column }

/** A column as a diagonal matrix. */
const diagonal = (x: Column): Square =>
  f64.mul(f64.broadcast(f64.reshape(x, [2]), [2, 2], [1]), tensor([[1, 0], [0, 1]], double))

/** With diagonal matrices: δ⁽²⁾ = D⁽²⁾ c and δ⁽¹⁾ = (D⁽¹⁾ (w⁽²⁾)ᵀ) δ⁽²⁾. */
export const deltasByDiagonals = (n: Network): Deltas => {
  const { slope1, slope2, c, w2 } = ingredients(n)
  const delta2 = f64.matmul(diagonal(slope2), c)
  return { delta2, delta1: f64.matmul(f64.matmulNT(diagonal(slope1), w2), delta2) }
}

/** With the Hadamard product ⊙, number by number: δ⁽²⁾ = s⁽²⁾ ⊙ c and δ⁽¹⁾ = s⁽¹⁾ ⊙ ((w⁽²⁾)ᵀ δ⁽²⁾), s = a(1 − a). */
export const deltasByHadamard = (n: Network): Deltas => {
  const { slope1, slope2, c, w2 } = ingredients(n)
  const delta2 = f64.mul(slope2, c)
  return { delta2, delta1: f64.mul(slope1, f64.matmulTN(w2, delta2)) }
}

/** The transposed change matrices δ A, a row for each neuron as `NeuronRows`. */
export const changeMatrices = (n: Network, { delta2, delta1 }: Deltas): readonly [layer1: NeuronRows, layer2: NeuronRows] => {
  const { a0, a1 } = forward(n)
  return [f64.matmul(delta1, withOne(a0)), f64.matmul(delta2, withOne(a1))]
}

/** W ← W − γ dC/dW, here in the layout of the change matrix. */
export const updated = (weights: NeuronRows, change: NeuronRows, gamma: number): NeuronRows =>
  f64.sub(weights, f64.scale(change, gamma))

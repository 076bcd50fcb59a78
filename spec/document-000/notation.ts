import { toFlat } from '../../src/index.ts'
import { derivatives } from './backward.ts'
import { slope, slopeOfCost } from './central-difference.ts'
import { augmented, neuronRows, toLibrary } from './layouts.ts'
import { changeMatrices, deltasByHadamard, forward } from './matrix-form.ts'
import { activate, halfSquare, type Network, weightNames } from './network.ts'

/** A place where the numbers come out right, but what is written does not say what is meant. */
export interface Notation {
  readonly printed: string
  readonly corrected: string
  readonly because: string
  readonly holds: (n: Network) => boolean
}

const shape = ({ shape: sizes }: { readonly shape: readonly number[] }): string => `[${sizes.join(', ')}]`

/** The two terms of the cost. */
const term0 = (n: Network): number => halfSquare(activate(n).y0, n.T0)
const term1 = (n: Network): number => halfSquare(activate(n).y1, n.T1)

export const notations: readonly Notation[] = [
  {
    printed: 'a⁽¹⁾ = (a₀⁽¹⁾ a₁⁽¹⁾)ᵀ = σ(A⁽⁰⁾W⁽¹⁾)',
    corrected: '(a⁽¹⁾)ᵀ = σ(A⁽⁰⁾W⁽¹⁾)',
    because: 'a is a column [2, 1], A W a row [1, 2]',
    holds: (n) => shape(forward(n).a1) === '[1, 2]' && shape(forward(n).a2) === '[1, 2]',
  },
  {
    printed: 'f∘g∘h(w₀₀⁽²⁾, w₀₁⁽²⁾, w₀₂⁽²⁾, w₁₁⁽²⁾, w₁₂⁽²⁾)',
    corrected: 'f∘g∘h(w₀₀⁽²⁾, w₀₁⁽²⁾, w₀₂⁽²⁾)',
    because: 'along the last two the first term of C has slope 0',
    holds: (n) => weightNames.slice(6).every((name) => (slope(term0, n, name) !== 0) === ['w00', 'w01', 'w02'].includes(name)),
  },
  {
    printed: 'dC/dW⁽ˡ⁾ = δ⁽ˡ⁾A⁽ˡ⁻¹⁾',
    corrected: '(dC/dW⁽ˡ⁾)ᵀ = δ⁽ˡ⁾A⁽ˡ⁻¹⁾',
    because: 'δ A is [2, 3], W is [3, 2]',
    holds: (n) => changeMatrices(n, deltasByHadamard(n)).every((change, layer) =>
      shape(change) === '[2, 3]' && neuronRows(n).map(augmented).map(shape)[layer] === '[3, 2]'),
  },
  {
    printed: 'W⁽²⁾ = W⁽²⁾ − γ …',
    corrected: 'W⁽²⁾ ← W⁽²⁾ − γ …',
    because: 'the equation holds where dC/dW = 0 only',
    holds: (n) => Object.values(derivatives(activate(n))).every((d) => d !== 0),
  },
  {
    printed: 'dw₀₀⁽¹⁾ occur in both terms of (6)',
    corrected: 'w₀₀⁽¹⁾ occurs in both terms of (6)',
    because: 'both terms have a slope along the weight',
    holds: (n) => slope(term0, n, 'v00') !== 0 && slope(term1, n, 'v00') !== 0,
  },
  {
    printed: 'w₂ = (w₀₀⁽²⁾ w₀₁⁽²⁾; w₁₀⁽²⁾ w₁₁⁽²⁾)',
    corrected: 'w⁽²⁾ = …',
    because: 'it is W⁽²⁾ without biases, transposed',
    holds: (n) => toFlat(toLibrary(neuronRows(n)[1]).w).join() === [n.w00, n.w10, n.w01, n.w11].join(),
  },
  {
    printed: 'dC/dw',
    corrected: '∂C/∂w',
    because: 'C depends on twelve weights',
    holds: (n) => weightNames.every((name) => slopeOfCost(n, name) !== 0),
  },
]

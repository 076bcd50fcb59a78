import { math } from '../../src/index.ts'

/**
 * The network of document 000 in plain numbers. The document writes the layer as a superscript; here each layer has its
 * letters, with the document's subscripts:
 *
 *   x0 x1  a⁽⁰⁾, the inputs        v00 … v12  w⁽¹⁾, the weights into layer (1)
 *   h0 h1  a⁽¹⁾, the hidden layer  w00 … w12  w⁽²⁾, the weights into layer (2)
 *   y0 y1  a⁽²⁾, the outputs       T0 T1      the targets
 *
 * The first subscript of a weight is the neuron it leads to, the second the one it comes from; 2 stands for the bias.
 */
export interface Weights {
  readonly v00: number; readonly v01: number; readonly v02: number
  readonly v10: number; readonly v11: number; readonly v12: number
  readonly w00: number; readonly w01: number; readonly w02: number
  readonly w10: number; readonly w11: number; readonly w12: number
}

export interface Network extends Weights {
  readonly x0: number; readonly x1: number
  readonly T0: number; readonly T1: number
}

/** A network with the activations of its neurons. */
export interface Activated extends Network {
  readonly h0: number; readonly h1: number
  readonly y0: number; readonly y1: number
}

export type WeightName = keyof Weights

/** The weights in the document's order: layer, neuron, where from. */
export const weightNames = [
  'v00', 'v01', 'v02', 'v10', 'v11', 'v12', 'w00', 'w01', 'w02', 'w10', 'w11', 'w12',
] as const satisfies readonly WeightName[]

/** `v01` as the document writes it: w₀₁⁽¹⁾. */
export const written = (name: WeightName): string => {
  const subscripts = [...name.slice(1)].map((digit) => '₀₁₂'[Number(digit)] ?? '')
  return `w${subscripts.join('')}${name.startsWith('v') ? '⁽¹⁾' : '⁽²⁾'}`
}

/** Equations (1) to (4). */
export const activate = (n: Network): Activated => {
  const h0 = math.sigmoid(n.v00 * n.x0 + n.v01 * n.x1 + n.v02)
  const h1 = math.sigmoid(n.v10 * n.x0 + n.v11 * n.x1 + n.v12)
  const y0 = math.sigmoid(n.w00 * h0 + n.w01 * h1 + n.w02)
  const y1 = math.sigmoid(n.w10 * h0 + n.w11 * h1 + n.w12)
  return { ...n, h0, h1, y0, y1 }
}

/** ½(a − T)² */
export const halfSquare = (a: number, T: number): number => 0.5 * (a - T) * (a - T)

/** The cost function C = ½(a₀⁽²⁾ − T₀)² + ½(a₁⁽²⁾ − T₁)². */
export const cost = (n: Network): number => {
  const { y0, y1, T0, T1 } = activate(n)
  return halfSquare(y0, T0) + halfSquare(y1, T1)
}

/** Equation (6): the same cost, all in weights and inputs, its misprints set right. */
export const costOfWeights = (n: Network): number => {
  const { x0, x1, T0, T1, v00, v01, v02, v10, v11, v12, w00, w01, w02, w10, w11, w12 } = n
  const s = math.sigmoid
  return halfSquare(s(w00 * s(v00 * x0 + v01 * x1 + v02) + w01 * s(v10 * x0 + v11 * x1 + v12) + w02), T0) +
    halfSquare(s(w10 * s(v00 * x0 + v01 * x1 + v02) + w11 * s(v10 * x0 + v11 * x1 + v12) + w12), T1)
}

/** The numbers of Mazur's example, which the document names as a reference. His biases are one to a layer. */
export const mazur: Network = {
  x0: 0.05, x1: 0.1, T0: 0.01, T1: 0.99,
  v00: 0.15, v01: 0.2, v02: 0.35, v10: 0.25, v11: 0.3, v12: 0.35,
  w00: 0.4, w01: 0.45, w02: 0.6, w10: 0.5, w11: 0.55, w12: 0.6,
}

/** A network in which no two numbers are equal and none is small, so that a wrong index shows. */
export const generic: Network = {
  x0: 0.7, x1: -1.3, T0: 0.2, T1: 0.9,
  v00: 0.3, v01: -0.6, v02: 0.1, v10: -0.8, v11: 0.5, v12: 0.4,
  w00: 0.9, w01: -0.5, w02: -0.2, w10: 0.6, w11: -1.1, w12: 0.7,
}

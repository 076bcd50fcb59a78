import type { Activated, Weights } from './network.ts'

/**
 * Every derivative of document 000 in component form, its misprints set right. The factors stand in the document's order,
 * so the roundings are those of somebody who follows it by hand.
 */
export const derivatives = ({ x0, x1, h0, h1, y0, y1, T0, T1, w00, w01, w10, w11 }: Activated): Weights => ({
  // layer (2), the change matrix
  w00: (y0 - T0) * y0 * (1 - y0) * h0,
  w01: (y0 - T0) * y0 * (1 - y0) * h1,
  w02: (y0 - T0) * y0 * (1 - y0) * 1,
  w10: (y1 - T1) * y1 * (1 - y1) * h0,
  w11: (y1 - T1) * y1 * (1 - y1) * h1,
  w12: (y1 - T1) * y1 * (1 - y1) * 1,
  // layer (1), "a little work will show that"
  v00: (y0 - T0) * y0 * (1 - y0) * w00 * h0 * (1 - h0) * x0 + (y1 - T1) * y1 * (1 - y1) * w10 * h0 * (1 - h0) * x0,
  v01: (y0 - T0) * y0 * (1 - y0) * w00 * h0 * (1 - h0) * x1 + (y1 - T1) * y1 * (1 - y1) * w10 * h0 * (1 - h0) * x1,
  v02: (y0 - T0) * y0 * (1 - y0) * w00 * h0 * (1 - h0) * 1 + (y1 - T1) * y1 * (1 - y1) * w10 * h0 * (1 - h0) * 1,
  v10: (y0 - T0) * y0 * (1 - y0) * w01 * h1 * (1 - h1) * x0 + (y1 - T1) * y1 * (1 - y1) * w11 * h1 * (1 - h1) * x0,
  v11: (y0 - T0) * y0 * (1 - y0) * w01 * h1 * (1 - h1) * x1 + (y1 - T1) * y1 * (1 - y1) * w11 * h1 * (1 - h1) * x1,
  v12: (y0 - T0) * y0 * (1 - y0) * w01 * h1 * (1 - h1) * 1 + (y1 - T1) * y1 * (1 - y1) * w11 * h1 * (1 - h1) * 1,
})

/** The deltas of both layers, from their definitions. */
export const deltas = ({ h0, h1, y0, y1, T0, T1, w00, w01, w10, w11 }: Activated): {
  readonly layer2: readonly [number, number]
  readonly layer1: readonly [number, number]
} => {
  const layer2 = [(y0 - T0) * y0 * (1 - y0), (y1 - T1) * y1 * (1 - y1)] as const
  return {
    layer2,
    layer1: [
      h0 * (1 - h0) * (layer2[0] * w00 + layer2[1] * w10),
      h1 * (1 - h1) * (layer2[0] * w01 + layer2[1] * w11),
    ],
  }
}

/** The sum of the absolute values of the terms of each delta, layer (2) first: what bounds of rounding are measured in. */
export const sizesOfTerms = (n: Activated): readonly number[] => {
  const { layer2: [d0, d1] } = deltas(n)
  return [
    Math.abs(d0),
    Math.abs(d1),
    n.h0 * (1 - n.h0) * (Math.abs(d0 * n.w00) + Math.abs(d1 * n.w10)),
    n.h1 * (1 - n.h1) * (Math.abs(d0 * n.w01) + Math.abs(d1 * n.w11)),
  ]
}

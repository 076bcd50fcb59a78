import { toFlat } from '../../src/index.ts'
import { deltas, derivatives } from '../document-000/backward.ts'
import { activate, cost, halfSquare, mazur } from '../document-000/network.ts'
import { example, type Params, simultaneous, start } from './orders.ts'

/** A number of the article, digit for digit, and the same quantity in f64. */
export interface Figure {
  readonly symbol: string
  readonly published: string
  readonly ours: number
}

const figure = (symbol: string, published: string, ours: number | undefined): Figure => ({ symbol, published, ours: ours ?? NaN })

const n = activate(mazur)
const d = derivatives(n)
export const [deltaO1, deltaO2] = deltas(n).layer2
const [[hidden, output]] = simultaneous('frozen')(start, example)

/** w1 to w8, neuron by neuron: columns of the library's matrices. */
export const weightsOf = ([first, second]: Params): readonly number[] =>
  [first.w, second.w].flatMap((w) => [0, 2, 1, 3].map((place) => toFlat(w)[place] ?? NaN))

const [w1, w2, w3, w4, w5, w6, w7, w8] = weightsOf([hidden, output])

/** "The Forward Pass" and "Calculating the Total Error". */
export const forwardPass: readonly Figure[] = [
  figure('net_h1 = w1 i1 + w2 i2 + b1', '0.3775', n.v00 * n.x0 + n.v01 * n.x1 + n.v02),
  figure('out_h1', '0.593269992', n.h0),
  figure('out_h2', '0.596884378', n.h1),
  figure('net_o1 = w5 out_h1 + w6 out_h2 + b2', '1.105905967', n.w00 * n.h0 + n.w01 * n.h1 + n.w02),
  figure('out_o1', '0.75136507', n.y0),
  figure('out_o2', '0.772928465', n.y1),
  figure('E_o1 = 1/2 (target_o1 - out_o1)^2', '0.274811083', halfSquare(n.y0, n.T0)),
  figure('E_o2', '0.023560026', halfSquare(n.y1, n.T1)),
  figure('E_total', '0.298371109', cost(mazur)),
]

/** "The Backwards Pass: Output Layer". */
export const outputLayer: readonly Figure[] = [
  figure('dE_total/dout_o1 = -(target_o1 - out_o1)', '0.74136507', n.y0 - n.T0),
  figure('dout_o1/dnet_o1 = out_o1 (1 - out_o1)', '0.186815602', n.y0 * (1 - n.y0)),
  figure('dnet_o1/dw5 = out_h1', '0.593269992', n.h0),
  figure('dE_total/dw5', '0.082167041', d.w00),
  figure('w5+ = w5 - 0.5 dE_total/dw5', '0.35891648', w5),
  figure('w6+', '0.408666186', w6),
  figure('w7+', '0.511301270', w7),
  figure('w8+', '0.561370121', w8),
]

/** "The Backwards Pass: Hidden Layer". */
export const hiddenLayer: readonly Figure[] = [
  figure('dE_o1/dnet_o1', '0.138498562', deltaO1),
  figure('dnet_o1/dout_h1 = w5', '0.40', n.w00),
  figure('dE_o1/dout_h1', '0.055399425', deltaO1 * n.w00),
  figure('dE_o2/dout_h1', '-0.019049119', deltaO2 * n.w10),
  figure('dE_total/dout_h1', '0.036350306', deltaO1 * n.w00 + deltaO2 * n.w10),
  figure('out_h1, as written in the next product', '0.59326999', n.h0),
  figure('dout_h1/dnet_h1 = out_h1 (1 - out_h1)', '0.241300709', n.h0 * (1 - n.h0)),
  figure('dnet_h1/dw1 = i1', '0.05', n.x0),
  figure('dE_total/dw1', '0.000438568', d.v00),
  figure('w1+ = w1 - 0.5 dE_total/dw1', '0.149780716', w1),
  figure('w2+', '0.19956143', w2),
  figure('w3+', '0.24975114', w3),
  figure('w4+', '0.29950229', w4),
]

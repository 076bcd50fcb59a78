/**
 * Every number of the worked example that document 001 prints, in document order, digit for digit: 496 of them, of which
 * 475 have a decimal point, as all numbers with a decimal point in the document are here.
 *
 * Left out are indices and the constants inside symbolic formulas, such as the 1 of `1 - y`.
 */
import { cells, columns, one, row, square } from './transcribe.ts'

const wij = (i: number, j: number): string => `W_i${i}j${j}`
const wjk = (j: number, k: number): string => `W_j${j}k${k}`
const wkl = (k: number, l: number): string => `W_k${k}l${l}`
const of = (name: string) => (i: number): string => `${name}${i}`
const slopeOf = (y: string, x: string) => (i: number): string => `d${y}${i}/d${x}${i}`

const initialWij = ['0.1 0.2 0.3', '0.3 0.2 0.7', '0.4 0.3 0.9'] as const
const initialWjk = ['0.2 0.3 0.5', '0.3 0.5 0.7', '0.6 0.4 0.8'] as const
const initialWkl = ['0.1 0.4 0.8', '0.3 0.7 0.2', '0.5 0.2 0.9'] as const
const finalWij = ['0.10001035 0.2000209 0.3000169', '0.3000207 0.2000418 0.7000338', '0.40007245 0.3001463 0.9001183'] as const
const finalWjk = ['0.2006989 0.300565 0.500286', '0.3006575 0.5005316 0.700269', '0.600932 0.400753 0.803813'] as const
const finalWkl = ['0.105531 0.400576 0.805836', '0.30055 0.700577 0.2005849', '0.5005779 0.2006017 0.9006098'] as const
const next = (name: (a: number, b: number) => string) => (a: number, b: number): string => `${name(a, b)}'`
const change = (name: (a: number, b: number) => string) => (a: number, b: number): string => `δ${name(a, b)}`

export const initializing = {
  input: row(of('i'), '0.1 0.2 0.7'),
  wij: square(wij, ...initialWij),
  wjk: square(wjk, ...initialWjk),
  wkl: square(wkl, ...initialWkl),
  wanted: row(of('y'), '1.0 0.0 0.0'),
}

export const layer1 = {
  input: row(of('i'), '0.1 0.2 0.7'),
  weights: square(wij, '0.1 0.4 0.3', '0.3 0.7 0.7', '0.5 0.2 0.9'),
  bias: row(of('b_j'), '1.0 1.0 1.0'),
  h1In: row(of('h1_in'), '1.35 1.27 1.8'),
  h1Out: row(of('h1_out'), '1.35 1.27 1.8'),
}

export const layer2 = {
  input: row(of('h1_out'), '1.35 1.27 1.8'),
  weights: square(wjk, ...initialWjk),
  bias: row(of('b_k'), '1.0 1.0 1.0'),
  h2In: row(of('h2_in'), '2.73 2.76 4.001'),
  h2Out: row(of('h2_out'), '0.938 0.94 0.98'),
}

export const layer3 = {
  input: row(of('h2_out'), '0.938 0.94 0.98'),
  weights: square(wkl, ...initialWkl),
  bias: row(of('b_l'), '1.0 1.0 1.0'),
  oIn: row(of('O_in'), '1.8658 2.2292 2.8204'),
  oOut: row(of('O_out'), '0.2698 0.3223 0.4078'),
  wanted: row(of('y'), '1.0 0.0 0.0'),
  got: row(of('O_out'), '0.2698 0.3223 0.4078'),
}

/** `1*log(0.2698) + 0 + 0*log(0.3223) + 1*log(1 - 0.3223) + …`, with the letters that the numbers stand for. */
export const crossEntropy = {
  wanted: one('y1', '1'),
  output: one('O_out1', '0.2698'),
  otherwise: one('(1-y1) log(1-O_out1)', '0'),
  second: {
    wanted: one('y2', '0'), output: one('O_out2', '0.3223'),
    otherwise: one('1-y2', '1'), whole: one('1 in 1-O_out2', '1'), again: one('O_out2', '0.3223'),
  },
  third: {
    wanted: one('y3', '0'), output: one('O_out3', '0.4078'),
    otherwise: one('1-y3', '1'), whole: one('1 in 1-O_out3', '1'), again: one('O_out3', '0.4078'),
  },
  arguments: [one('O_out1', '0.2698'), one('1-O_out2', '0.6777'), one('1-O_out3', '0.5922')] as const,
  terms: [one('-log O_out1', '0.569858'), one('-log(1-O_out2)', '0.16886'), one('-log(1-O_out3)', '0.22753')] as const,
  error: one('Error', '0.985'),
}

export const outputWeights = {
  batchSize: one('batch_size', '1'),
  dOOut: row((l) => `dE${l}/dO_out${l}`, '-3.70644 -1.4755 -1.6886'),
  slope: row(slopeOf('O_out', 'O_in'), '0.15911 0.2040 0.3685'),
  h2Out: columns((k, l) => `dO_in${l}/d${wkl(k, l)}`, '0.938 0.94 0.98', '0.938 0.94 0.98', '0.938 0.94 0.98'),
  products: cells(change(wkl), ['dE/dO_out', 'dO_out/dO_in', 'h2_out'],
    '-3.7064 0.1591 0.938 | -0.301 0.204 0.938 | -1.6886 0.3685 0.938',
    '-3.7064 0.1591 0.94 | -0.301 0.204 0.94 | -1.6886 0.3685 0.94',
    '-3.7064 0.1591 0.98 | -0.301 0.204 0.98 | -1.6886 0.3685 0.98'),
  changes: square(change(wkl), '-0.5531 -0.0576 -0.5836', '-0.554347 -0.0577 -0.5849', '-0.577937 -0.06017 -0.6098'),
  learningRate: one('lr', '0.01'),
  updates: cells(next(wkl), ['W', 'lr', 'δW'],
    '0.1 0.01 -0.5531 | 0.4 0.01 -0.0576 | 0.8 0.01 -0.5836',
    '0.3 0.01 -0.554347 | 0.7 0.01 -0.0577 | 0.2 0.01 -0.5849',
    '0.5 0.01 -0.577937 | 0.2 0.01 -0.06017 | 0.9 0.01 -0.6098'),
  updated: square(next(wkl), ...finalWkl),
}

export const hiddenWeights = {
  slopeParts: [
    [one('h2_in1', '2.73'), one('1 in 1-Sigmoid(h2_in1)', '1'), one('h2_in1', '2.73')],
    [one('h2_in2', '2.76'), one('1 in 1-Sigmoid(h2_in2)', '1'), one('h2_in2', '2.76')],
    [one('h2_in3', '4.001'), one('1 in 1-Sigmoid(h2_in3)', '1'), one('h2_in3', '4.001')],
  ] as const,
  slope: row(slopeOf('h2_out', 'h2_in'), '0.058156 0.0564 0.0196'),
  h1Out: columns((j, k) => `dh2_in${k}/d${wjk(j, k)}`, '1.35 1.27 1.8', '1.35 1.27 1.8', '1.35 1.27 1.8'),
  products: cells((k, l) => `dE${l}/dh2_out${k}`, ['dE/dO_out', 'dO_out/dO_in', 'W'],
    '-3.70644 0.15911 0.1 | -1.4755 0.2040 0.4 | -1.6886 0.3685 0.8',
    '-3.70644 0.15911 0.3 | -1.4755 0.2040 0.7 | -1.6886 0.3685 0.2',
    '-3.70644 0.15911 0.5 | -1.4755 0.2040 0.2 | -1.6886 0.3685 0.9'),
  terms: square((k, l) => `dE${l}/dh2_out${k}`,
    '-0.0589 -0.2383 -0.5931', '-0.1769 -0.417 -0.14828', '-0.2948 -0.119 -0.667'),
  dH2Out: row(of('dE/dh2_out'), '-0.8903 -0.74218 -1.0810'),
  changeParts: cells(change(wjk), ['dE/dh2_out', 'dh2_out/dh2_in', 'h1_out'],
    '-0.8903 0.058156 1.35 | -0.74218 0.0564 1.35 | -1.0810 0.0196 1.35',
    '-0.8903 0.058156 1.27 | -0.74218 0.0564 1.27 | -1.0810 0.0196 1.27',
    '-0.8903 0.058156 1.8 | -0.74218 0.0564 1.8 | -1.0810 0.0196 1.8'),
  changes: square(change(wjk), '-0.06989 -0.0565 -0.0286', '-0.06575 -0.05316 -0.0269', '-0.0932 -0.0753 -0.03813'),
  learningRate: one('lr', '0.01'),
  updates: cells(next(wjk), ['W', 'lr', 'δW'],
    '0.2 0.01 -0.06989 | 0.3 0.01 -0.0565 | 0.5 0.01 -0.0286',
    '0.3 0.01 -0.06575 | 0.5 0.01 -0.05316 | 0.7 0.01 -0.0269',
    '0.6 0.01 -0.0932 | 0.4 0.01 -0.0753 | 0.8 0.01 -0.03813'),
  updated: square(next(wjk), ...finalWjk),
}

export const inputWeights = {
  slope: [one('dh1_out1/dh1_in1', '1.0'), ...row(slopeOf('h1_out', 'h1_in'), '1.0 1.0 1.0')] as const,
  input: columns((i, j) => `dh1_in${j}/d${wij(i, j)}`, '0.1 0.2 0.7', '0.1 0.2 0.7', '0.1 0.2 0.7'),
  products: [
    row((part) => `dE/dh1_out1, factor ${part}`, '-0.8903 0.058156 0.2'),
    row((part) => `dE/dh1_out2, factor ${part}`, '-0.74218 0.0564 0.5'),
    row((part) => `dE/dh1_out3, factor ${part}`, '-1.0810 0.0196 0.8'),
  ] as const,
  dH1Out: row(of('dE/dh1_out'), '-0.01035 -0.0209 -0.0169'),
  changeParts: cells(change(wij), ['dE/dh1_out', 'dh1_out/dh1_in', 'i'],
    '-0.01035 1 0.1 | -0.0209 1 0.1 | -0.0169 1 0.1',
    '-0.01035 1 0.2 | -0.0209 1 0.2 | -0.0169 1 0.2',
    '-0.01035 1 0.7 | -0.0209 1 0.7 | -0.0169 1 0.7'),
  changes: square(change(wij), '-0.001035 -0.00209 -0.00169', '-0.00207 -0.00418 -0.00338', '-0.007245 -0.01463 -0.01183'),
  learningRate: one('lr', '0.01'),
  updates: cells(next(wij), ['W', 'lr', 'δW'],
    '0.1 0.01 -0.001035 | 0.2 0.01 -0.00209 | 0.3 0.01 -0.00169',
    '0.3 0.01 -0.00207 | 0.2 0.01 -0.00418 | 0.7 0.01 -0.00338',
    '0.4 0.01 -0.0007245 | 0.3 0.01 -0.01463 | 0.9 0.01 -0.01183'),
  updated: square(next(wij), ...finalWij),
}

export const theEnd = {
  wij: square(wij, ...initialWij),
  wjk: square(wjk, ...initialWjk),
  wkl: square(wkl, ...initialWkl),
  nextWij: square(next(wij), ...finalWij),
  nextWjk: square(next(wjk), ...finalWjk),
  nextWkl: square(next(wkl), ...finalWkl),
}

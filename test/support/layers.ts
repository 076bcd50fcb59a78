import { dense, linear, type Net, relu, residual, sigmoid, softmax, type Some, tanh } from '../../src/index.ts'

/** A network whose types are not known: what a table can hold. */
export type AnyNet = Net<Some, Some, Some, Some>

export interface LayerRow {
  /** the stage's kind, which is also the name of its file in `src/layers` */
  readonly name: string
  /** the stage after any network; it changes at most the last axis */
  readonly after: (prev: AnyNet) => AnyNet
  /** `kinked` where the slope jumps somewhere; gradients are then not checked across a jump */
  readonly slope: 'smooth' | 'kinked'
  /** whether whole numbers stay whole numbers */
  readonly whole: boolean
}

/** Every stage builder once. A new layer is a new row, and every law runs over it. */
export const layers: readonly LayerRow[] = [
  { name: 'dense', after: (prev) => dense(3)(prev), slope: 'smooth', whole: true },
  { name: 'linear', after: (prev) => linear(4)(prev), slope: 'smooth', whole: true },
  { name: 'relu', after: (prev) => relu(prev), slope: 'kinked', whole: true },
  { name: 'sigmoid', after: (prev) => sigmoid(prev), slope: 'smooth', whole: false },
  { name: 'tanh', after: (prev) => tanh(prev), slope: 'smooth', whole: false },
  { name: 'softmax', after: (prev) => softmax(prev), slope: 'smooth', whole: false },
  {
    name: 'residual',
    after: (prev) => residual((x: AnyNet): AnyNet => linear(prev.out[prev.out.length - 1] as never)(relu(dense(5)(x))))(prev),
    slope: 'kinked',
    whole: true,
  },
]

export const layerNamed = (name: string): LayerRow => {
  const row = layers.find((candidate) => candidate.name === name)
  if (row === undefined) throw new Error(`no layer ${name} in the table`)
  return row
}

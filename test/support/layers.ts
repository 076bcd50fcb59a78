import { everyLayer } from '../../compare/layers/every-layer/index.ts'
import type { AnyNet, LayerRow } from '../../compare/layers/row.ts'

export type { AnyNet, LayerRow, Variant } from '../../compare/layers/row.ts'

/** Every stage builder once. A new layer is a new row, and every law runs over it. */
export const layers: readonly LayerRow[] = everyLayer

/** Those that fit after every network of real numbers. */
export const joining: readonly LayerRow[] = layers.filter(({ joins }) => joins === 'any network')

export const layerNamed = (name: string): LayerRow => {
  const row = layers.find((candidate) => candidate.name === name)
  if (row === undefined) throw new Error(`no layer ${name} in the table`)
  return row
}

/** The plain stage of a row after a network. */
export const grow = (name: string, prev: AnyNet): AnyNet => layerNamed(name).variants[0].after(prev)

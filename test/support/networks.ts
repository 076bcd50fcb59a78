import fc from 'fast-check'
import { identity, type Shape } from '../../src/index.ts'
import { seed, shape } from './examples.ts'
import { type AnyNet, layerNamed, type LayerRow, layers } from './layers.ts'

/** A network as fast-check prints it: its layers by name, the input's shape and the seed of its numbers. */
export interface Example {
  readonly names: readonly string[]
  readonly shape: Shape
  readonly seed: number
}

/** The network with these layers, in a pipe. */
export const networkOf = (names: readonly string[], from: Shape): AnyNet =>
  names.reduce<AnyNet>((net, name) => layerNamed(name).after(net), identity(from, 'float'))

/** Networks of 1 to 5 layers of those rows, on inputs of 1 to 3 axes. */
export const networks = (rows: readonly LayerRow[] = layers): fc.Arbitrary<Example> =>
  fc.record({
    names: fc.array(fc.constantFrom(...rows.map(({ name }) => name)), { minLength: 1, maxLength: 5 }),
    shape: shape(1, 3, 5),
    seed,
  })

/** One layer alone, on inputs of 1 to 3 axes. */
export const alone = (row: LayerRow): fc.Arbitrary<Example> =>
  fc.record({ names: fc.constant([row.name]), shape: shape(1, 3, 6), seed })

import fc from 'fast-check'
import { identity, type Ops, type Shape, type Tensor } from '../../src/index.ts'
import { draw, drawIds } from './draw.ts'
import { holds, seed, shape } from './examples.ts'
import { type AnyNet, grow, joining, layerNamed, type LayerRow, layers, type Variant } from './layers.ts'

/** A network as fast-check prints it: its layers by name, the input's shape and the seed of its numbers. */
export interface Example {
  readonly names: readonly string[]
  readonly shape: Shape
  readonly seed: number
  /** which variant the only layer is; the layers of a pipe are each the first of theirs */
  readonly variant?: number
}

/** The network with these layers, in a pipe. */
export const networkOf = (names: readonly string[], from: Shape): AnyNet =>
  names.reduce<AnyNet>((net, name) => grow(name, net), identity(from, 'float'))

/** The variant that an example is of; none where it is a pipe. */
export const variantOf = ({ names: [name], variant }: Example): Variant | undefined =>
  name === undefined || variant === undefined ? undefined : layerNamed(name).variants[variant]

/** The network of an example. */
export const netOf = (example: Example): AnyNet => {
  const variant = variantOf(example)
  return variant === undefined
    ? networkOf(example.names, example.shape)
    : variant.after(identity(example.shape, variant.ids === undefined ? 'float' : 'i32'))
}

/** An input of an example: real numbers, or ids where its variant takes them. */
export const inputOf = (ops: Ops, from: number, example: Example, real: (ops: Ops, from: number, shape: Shape) => Tensor = draw): Tensor => {
  const ids = variantOf(example)?.ids
  return ids === undefined ? real(ops, from, example.shape) : drawIds(from, example.shape, ids)
}

/** Networks of 1 to 5 layers of those rows, on inputs of 1 to 3 axes. */
export const networks = (rows: readonly LayerRow[] = joining): fc.Arbitrary<Example> =>
  fc.record({
    names: fc.array(fc.constantFrom(...rows.map(({ name }) => name)), { minLength: 1, maxLength: 5 }),
    shape: shape(1, 3, 5),
    seed,
  })

/** Examples of one layer alone, and how many of them show it. */
export interface Alone {
  readonly about: string
  readonly examples: fc.Arbitrary<Example>
  readonly runs: number
}

/** One layer alone: on many inputs of 1 to 3 axes where it joins any network, and every other variant on its own input. */
export const alone = (row: LayerRow): readonly Alone[] => row.variants.map(({ about, input }, variant) => {
  const names = fc.constant([row.name])
  return variant === 0 && row.joins === 'any network'
    ? { about, examples: fc.record({ names, shape: shape(1, 3, 6), seed }), runs: 15 }
    : { about, examples: fc.record({ names, shape: fc.constant(input), seed, variant: fc.constant(variant) }), runs: 3 }
})

/** Asserts a law of one layer: `law` on examples of every variant. */
export const holdsAlone = (row: LayerRow, law: (example: Example) => void): void => {
  alone(row).forEach(({ examples, runs }) => { holds(fc.property(examples, law), runs) })
}

/** One variant of a layer, as a test names it. */
export interface Use {
  readonly name: string
  readonly row: LayerRow
  readonly example: Example
}

/** Every variant of every layer, each on its own input. */
export const uses: readonly Use[] = layers.flatMap((row) => row.variants.map(({ about, input }, variant) => ({
  name: about === '' ? row.name : `${row.name}, ${about}`, row, example: { names: [row.name], shape: input, seed: 20_261_121 + variant, variant },
})))

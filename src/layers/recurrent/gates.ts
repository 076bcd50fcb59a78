import { misuse } from '../../misuse.ts'
import { multiply, type Multiply } from '../../shape/digits.ts'
import type { Ops } from '../../ops.ts'
import type { Float, Shape, Tensor } from '../../tensor.ts'

/** How many of something a step has: gates, what is proposed counted as one, or what is kept. */
export type Count = 1 | 3 | 4 | 5 | 6

/** One of something for each gate. */
export type PerGate<G extends Count, V> = {
  readonly 1: readonly [V]
  readonly 3: readonly [V, V, V]
  readonly 4: readonly [V, V, V, V]
  readonly 5: readonly [V, V, V, V, V]
  readonly 6: readonly [V, V, V, V, V, V]
}[G]

/** The size of the last axis of what holds all gates side by side. */
export type AllGates<G extends Count, U extends number> = Multiply<G, U>

/** A function of each gate's own. */
export const mapGates = <G extends Count, V, W>(parts: PerGate<G, V>, f: (part: V, gate: number) => W): PerGate<G, W> => {
  const list: readonly V[] = parts
  return list.map(f) as readonly W[] as PerGate<G, W>
}

/** A function of each gate's two. */
export const zipGates = <G extends Count, V, X, W>(parts: PerGate<G, V>, others: PerGate<G, X>, f: (part: V, other: X) => W): PerGate<G, W> => {
  const list: readonly X[] = others
  return mapGates(parts, (part, gate) => f(part, list[gate] ?? misuse('gates', `there is no gate ${gate}`)))
}

/** `[..., G U]` cut into its gates, each `[..., U]`. */
export const cutGates = <G extends Count, B extends Shape, U extends number>(
  ops: Ops, gates: G, units: U, w: Float<readonly [...B, AllGates<G, U>]>,
): PerGate<G, Float<readonly [...B, U]>> => {
  const leading: Shape = w.shape.slice(0, -1)
  const cut = (_: unknown, gate: number): Float<readonly [...B, U]> =>
    ops.slice(w, { start: [...leading.map(() => 0), gate * units] }, [...leading, units]) as Tensor
  return mapGates<G, unknown, Float<readonly [...B, U]>>(Array.from({ length: gates }) as readonly unknown[] as PerGate<G, unknown>, cut)
}

/** The gates side by side again: the adjoint of `cutGates`. */
export const joinGates = <G extends Count, B extends Shape, U extends number>(
  ops: Ops, gates: G, units: U, parts: PerGate<G, Float<readonly [...B, U]>>,
): Float<readonly [...B, AllGates<G, U>]> => {
  const list: readonly Tensor[] = parts
  const leading: Shape = parts[0].shape.slice(0, -1)
  return ops.concat<Shape, 'float'>(list, leading.length as never, [...leading, multiply(gates, units)]) as Tensor
}

/** The sum over the gates, from the first. */
export const sumGates = <G extends Count, S extends Shape>(ops: Ops, parts: PerGate<G, Float<S>>): Float<S> => {
  const [first, ...others]: readonly [Float<S>, ...Float<S>[]] = parts
  return others.reduce((sum, part) => ops.add(sum, part), first)
}

/** `a + b`, gate by gate. */
export const addGates = <G extends Count, S extends Shape>(ops: Ops, a: PerGate<G, Float<S>>, b: PerGate<G, Float<S>>): PerGate<G, Float<S>> =>
  zipGates(a, b, (x, y) => ops.add(x, y))

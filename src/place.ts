import type { Ops } from './ops.ts'

/** Runs something that happens at a place of a network, such as `0.dense`. */
export type Enter = <T>(place: string, f: () => T) => T

/** Beside the vocabulary, so that engines do without; a symbol, so that an engine made of another by spreading keeps it. */
const entering: unique symbol = Symbol('entering')

interface Listening {
  readonly [entering]: Enter
}

const isListening = (ops: Ops): ops is Ops & Listening => entering in ops

/** The same engine, told where in a network it is called from: `enter` runs what happens at a place, and inner places within. */
export const placeAware = (ops: Ops, enter: Enter): Ops => {
  const listening: Ops & Listening = { ...ops, [entering]: enter }
  return listening
}

/** Runs `f`, all of which happens at a place. To an engine that does not listen it is just `f()`. */
export const atPlace = <T>(ops: Ops, place: string, f: () => T): T => isListening(ops) ? ops[entering](place, f) : f()

import { requireThat } from '../../misuse.ts'
import type { Ops } from '../../ops.ts'
import type { Divide, Multiply } from '../../shape/digits.ts'
import type { Float } from '../../tensor.ts'

/** How many equal parts the width is cut into: heads, and with rotary positions the two halves of each. */
type Parts<H extends number, R extends boolean> = R extends true ? Multiply<H, 2> : H

/** Nothing where the width is a multiple of the parts, else what the compiler is to say. */
export type HeadsFit<E extends number, H extends number, R extends boolean> =
  Multiply<Divide<E, Parts<H, R>>, Parts<H, R>> extends E ? unknown
  : R extends true ? { readonly 'rotary positions need a width that is a multiple of twice the heads': readonly [width: E, heads: H] }
  : { readonly 'the width must be a multiple of the heads': readonly [width: E, heads: H] }

/** The value of `HeadsFit`: refuses what the compiler could not see. */
export const requireHeads = (operation: string, width: number, heads: number, rotary: boolean): void => {
  requireThat(Number.isSafeInteger(heads) && heads > 0, operation, () => `${heads} heads is not a whole number above 0`)
  requireThat(width % heads === 0, operation, () => `the width ${width} is not a multiple of the ${heads} heads`)
  requireThat(!rotary || width % (2 * heads) === 0, operation, () =>
    `with rotary positions the width ${width} must be a multiple of twice the ${heads} heads`)
}

/** Queries, keys or values: a matrix of positions for each head of each sequence. */
export type Head<N extends number, T extends number> = Float<readonly [N, number, T, number]>

/** How rows of numbers become heads and heads become rows; each function beside its way back. */
export interface Heads<N extends number, T extends number, E extends number> {
  /** `[N, T, 3 E]` as queries, keys and values */
  readonly cut: (qkv: Float<readonly [N, T, Multiply<E, 3>]>) => readonly [q: Head<N, T>, k: Head<N, T>, v: Head<N, T>]
  readonly cutBack: (parts: readonly [dq: Head<N, T>, dk: Head<N, T>, dv: Head<N, T>]) => Float<readonly [N, T, Multiply<E, 3>]>
  /** heads side by side: `[N, T, E]` */
  readonly join: (y: Head<N, T>) => Float<readonly [N, T, E]>
  readonly joinBack: (dy: Float<readonly [N, T, E]>) => Head<N, T>
}

/** Heads of equal width; all three parts are moved at once. */
export const headsOf = <N extends number, T extends number, E extends number>(
  ops: Ops, [n, t, e]: readonly [N, T, E], whole: readonly [N, T, Multiply<E, 3>], heads: number,
): Heads<N, T, E> => {
  const [d, one, all] = [e / heads, [n, heads, t, e / heads] as const, [3, n, heads, t, e / heads] as const]
  return {
    cut: (qkv) => {
      const moved = ops.transpose(ops.reshape(qkv, [n, t, 3, heads, d]), [2, 0, 3, 1, 4])
      const part = (i: number): Head<N, T> => ops.reshape(ops.slice(moved, { start: [i, 0, 0, 0, 0] }, [1, ...one]), one)
      return [part(0), part(1), part(2)]
    },
    cutBack: (parts) => {
      const moved = ops.concat(parts.map((part) => ops.reshape(part, [1, ...one])), 0, all)
      return ops.reshape(ops.transpose(moved, [1, 3, 0, 2, 4]), whole)
    },
    join: (y) => ops.reshape(ops.transpose(y, [0, 2, 1, 3]), [n, t, e]),
    joinBack: (dy) => ops.transpose(ops.reshape(dy, [n, t, heads, d]), [0, 2, 1, 3]),
  }
}

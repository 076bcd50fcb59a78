/** A moment after which nothing may go on, on the clock of `performance.now()`. */
export type Deadline = { readonly at: number }

/** The deadline that many milliseconds from now. */
export const deadlineIn = (milliseconds: number): Deadline => ({ at: performance.now() + milliseconds })

/** Milliseconds left, never negative. */
export const remaining = (deadline: Deadline): number => Math.max(0, deadline.at - performance.now())

/** The same deadline, or that many milliseconds from now if this comes first. */
export const atMost = (milliseconds: number, deadline: Deadline): Deadline => ({
  at: Math.min(deadline.at, performance.now() + milliseconds),
})

/**
 * A program used an operation wrongly: a shape that slipped through `any`, a batch of another size, a tensor of another
 * engine. Thrown at once. `operation` is what was called, `place` where in the network (`2.dense`), outermost first.
 */
export class Misuse extends Error {
  readonly operation: string
  readonly reason: string
  readonly place: readonly string[]
  constructor(operation: string, reason: string, place: readonly string[] = [], cause?: Misuse) {
    super(`${operation}: ${reason}${place.length === 0 ? '' : ` (in ${place.join(' > ')})`}`, cause === undefined ? {} : { cause })
    this.name = 'Misuse'
    this.operation = operation
    this.reason = reason
    this.place = place
  }
}

/** Throws a `Misuse` as an expression. */
export const misuse = (operation: string, reason: string): never => {
  throw new Misuse(operation, reason)
}

/** Checks a condition that only a program's mistake can break. */
export const requireThat = (condition: boolean, operation: string, reason: () => string): void =>
  condition ? undefined : misuse(operation, reason())

/** Runs `f`, and adds the place to a `Misuse` that comes out of it. */
export const located = <T>(place: string, f: () => T): T => {
  try {
    return f()
  } catch (error) {
    throw error instanceof Misuse ? new Misuse(error.operation, error.reason, [place, ...error.place], error) : error
  }
}

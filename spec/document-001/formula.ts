/** A formula of document 001 that does not hold, what holds instead, and both in numbers. */
export interface Formula {
  readonly place: string
  readonly printed: string
  readonly corrected: string
  /** what both are worked out for */
  readonly quantity: string
  /** left out where the print has no value */
  readonly asPrinted?: number
  readonly asCorrected: number
  /** the same quantity by a way that uses neither */
  readonly check: number
  readonly by: string
}

/** A formula whose correction agrees with the check, and whose print does not; another one stops the program. */
export const checked = (formula: Formula): Formula => {
  const { place, quantity, asPrinted, asCorrected, check } = formula
  if (Math.abs(asCorrected - check) > 1e-8) throw new Error(`${place}: ${quantity} is not corrected: ${asCorrected}, ${check}`)
  if (asPrinted !== undefined && Math.abs(asPrinted - check) < 1e-3) throw new Error(`${place}: ${quantity} holds as printed: ${asPrinted}, ${check}`)
  return formula
}

export const centralDifference = (of: string, at: string): string => `central difference of ${of} in ${at}`

import type { Activated, Network } from './network.ts'

/** One place where document 000 prints something that its own derivation contradicts. */
export interface Misprint {
  /** where it stands */
  readonly place: string
  readonly printed: string
  readonly corrected: string
  /** what is evaluated to tell the two apart */
  readonly quantity: string
  /** the quantity with this misprint alone, everything else set right */
  readonly asPrinted: (n: Activated) => number
  readonly asCorrected: (n: Activated) => number
  /** the quantity without the formula in question: from central differences, or from equations (1) to (5) */
  readonly truth: (n: Network) => number
}

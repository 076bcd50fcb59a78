import type { Slope } from './central-difference.ts'

/** `kink`: the function has no single slope here, and the claimed one is one that a side of the kink allows. */
export type GradientVerdict = 'agrees' | 'differs' | 'kink'

/**
 * Judges a claimed slope.
 *
 * At a kink the central difference is the mean of the slopes left and right, so a claim of either is off by half their
 * jump, and a claim between them by less: no mistake, but no proof either. On a smooth function left and right differ by h f″ only,
 * which is far too little to excuse a wrong claim; so a choice that flips without a kink (the largest logit that a softmax
 * subtracts) hides nothing.
 */
export const judge = (claimed: number, { central, error, left, right, pieces }: Slope): GradientVerdict => {
  const off = Math.abs(claimed - central)
  if (off <= error) return 'agrees'
  return pieces === 'several' && off <= Math.abs(right - left) / 2 + error ? 'kink' : 'differs'
}

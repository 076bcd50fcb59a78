/** Half the distance from 1 to the next f64: no operation is off by a larger share. */
const UNIT = 2 ** -53

/**
 * How far two computations of one sum of products may lie apart, when each rounds at most `roundings` times on the way of
 * any term and `magnitude` is the sum of the terms' absolute values: 2γ·magnitude, γ = m u / (1 − m u) for m roundings
 * (Higham, "Accuracy and Stability of Numerical Algorithms", section 3.1).
 */
export const apart = (roundings: number, magnitude: number): number =>
  2 * (roundings * UNIT / (1 - roundings * UNIT)) * magnitude

import { cost, type Network } from './network.ts'

const H = 2 ** -17

/**
 * The slope of a function of the network along one of its numbers: (f(n + h) − f(n − h)) / 2h. With h = 2⁻¹⁷ its error is
 * about 10⁻¹¹ here, one half from h² and one from rounding. It knows nothing of any backward pass.
 */
export const slope = (f: (n: Network) => number, n: Network, name: keyof Network): number =>
  (f({ ...n, [name]: n[name] + H }) - f({ ...n, [name]: n[name] - H })) / (2 * H)

/** dC/d(name), the truth that every printed derivative is held against. */
export const slopeOfCost = (n: Network, name: keyof Network): number => slope(cost, n, name)

import type { Node, Primitive } from './graph.ts'

/** How the elements of a result come from those of the operands. */
type Family = 'constant' | 'elementwise' | 'layout' | 'product' | 'reduction' | 'rows' | 'random'

const families: Readonly<Record<Primitive, Family>> = {
  fill: 'constant', iota: 'constant',
  neg: 'elementwise', abs: 'elementwise', floor: 'elementwise', sqrt: 'elementwise', exp: 'elementwise', expm1: 'elementwise',
  log: 'elementwise', log1p: 'elementwise', tanh: 'elementwise', sigmoid: 'elementwise', softplus: 'elementwise', erf: 'elementwise',
  erfinv: 'elementwise', sin: 'elementwise', cos: 'elementwise', scale: 'elementwise',
  add: 'elementwise', sub: 'elementwise', mul: 'elementwise', div: 'elementwise', pow: 'elementwise', maximum: 'elementwise', minimum: 'elementwise',
  less: 'elementwise', lessEqual: 'elementwise', equal: 'elementwise', not: 'elementwise', and: 'elementwise', or: 'elementwise',
  select: 'elementwise', cast: 'elementwise', unitFromBits: 'elementwise',
  matmul: 'product', matmulTN: 'product', matmulNT: 'product', matmulTT: 'product',
  sum: 'reduction', sumAll: 'reduction', fold: 'reduction', max: 'reduction', argmax: 'reduction',
  broadcast: 'layout', spread: 'layout', reshape: 'layout', transpose: 'layout', slice: 'layout', pad: 'layout', concat: 'layout', unfold: 'layout',
  gather: 'rows', scatterAdd: 'rows',
  foldIn: 'random', randomBits: 'random',
}

/** Whether a node is one call of a primitive. */
export const isPrimitive = (node: Node): node is Node & { readonly op: Primitive } => node.op in families

/** Element i of the result comes from element i of each operand. */
export const isElementwise = (op: Primitive): boolean => families[op] === 'elementwise'

/** Every element of the result is one of an operand, or the number around a `pad`. */
export const isLayout = (op: Primitive): boolean => families[op] === 'layout'

/** A matrix product, whichever operand it reads transposed. */
export const isProduct = (op: Node['op']): boolean => op in families && families[op as Primitive] === 'product'

import type { Ops } from '../../ops.ts'
import { type Slope, slopes, type SlopeOfTwo, slopesOfTwo } from '../slopes.ts'
import type { UntypedOps } from '../untyped.ts'
import type { Recorders } from './record.ts'

type Functions = Pick<Ops,
  | 'neg' | 'abs' | 'sqrt' | 'exp' | 'expm1' | 'log' | 'log1p' | 'tanh' | 'sigmoid' | 'softplus' | 'erf' | 'erfinv' | 'sin' | 'cos'
  | 'scale' | 'add' | 'sub' | 'mul' | 'div' | 'pow' | 'maximum' | 'minimum'>

/** Functions of one element: the way back is the slope times the cotangent. */
export const functionRules = (o: UntypedOps, { unary, binary }: Recorders): Functions => {
  const [slope, slopeOfTwo] = [slopes(o), slopesOfTwo(o)]
  const one = (name: keyof typeof slope) => unary(o[name], slope[name] as Slope)
  const two = (name: keyof typeof slopeOfTwo) => binary(o[name], slopeOfTwo[name] as readonly [SlopeOfTwo, SlopeOfTwo])
  return {
    neg: one('neg'), abs: one('abs'), sqrt: one('sqrt'), exp: one('exp'), expm1: one('expm1'), log: one('log'), log1p: one('log1p'),
    tanh: one('tanh'), sigmoid: one('sigmoid'), softplus: one('softplus'), erf: one('erf'), erfinv: one('erfinv'),
    sin: one('sin'), cos: one('cos'),
    scale: (x, k) => unary((v) => o.scale(v, k), (dy) => o.scale(dy, k))(x),
    add: two('add'), sub: two('sub'), mul: two('mul'), div: two('div'), pow: two('pow'), maximum: two('maximum'), minimum: two('minimum'),
  }
}

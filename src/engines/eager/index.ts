import type { Ops } from '../../ops.ts'
import { contextOf } from './context.ts'
import { engineOf } from './engine.ts'

/** Real numbers of 24 bits, rounded after every operation: the engine of every promise. */
export const f32: Ops = engineOf(contextOf('f32'))

/** The same program in 53 bits: for gradient checks and research. It takes f32 tensors as they are. */
export const f64: Ops = engineOf(contextOf('f64'))

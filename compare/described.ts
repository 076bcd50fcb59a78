import { f32 } from '../src/engines/eager/index.ts'
import type { Shape } from '../src/tensor.ts'
import type { Case } from './case.ts'

/** A case with what its loss and optimizer call themselves, which only the functions know. */
export interface Described extends Case {
  readonly lossKind: string
  readonly lossSettings: Readonly<Record<string, number | string | boolean>>
  readonly optimizerKind: string
  readonly settings: Readonly<Record<string, number | string | boolean>>
}

/** Asks the loss and the optimizer of a case for their names; nothing is computed. */
export const described = (given: Case): Described => {
  const { step, state } = given
  const rule = step.optimizer(f32, state.params)
  const { kind: lossKind, settings: lossSettings = {} } = step.loss(f32, f32.fill<Shape>(step.net.out, 0.5))
  return { ...given, lossKind, lossSettings, optimizerKind: rule.kind, settings: rule.settings }
}

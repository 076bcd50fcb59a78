import { requireThat } from '../misuse.ts'
import type { Ops } from '../ops.ts'
import type { Float, Shape } from '../tensor.ts'
import type { Checked } from './cross-entropy-settings.ts'
import { smoothed } from './label-smoothing.ts'

/** The factors of "yes" and of "no" for labels t of single outputs: t and 1 − t, smoothed and weighted. */
export const yesAndNo = <S extends Shape>(
  ops: Ops, kind: string, labels: Float<S>, { labelSmoothing, classWeights }: Checked,
): { readonly yes: Float<S>; readonly no: Float<S> } => {
  const t = smoothed(ops, labels, labelSmoothing, 2)
  const others = ops.sub(ops.fill(t.shape, 1), t)
  if (classWeights === undefined) return { yes: t, no: others }
  const [no, yes, ...more] = classWeights
  requireThat(no !== undefined && yes !== undefined && more.length === 0, kind, () =>
    `${classWeights.length} classWeights were given for 2 classes, no and yes`)
  return { yes: ops.scale(t, yes ?? NaN), no: ops.scale(others, no ?? NaN) }
}

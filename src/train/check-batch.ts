import { conditionOf } from '../losses/label-rules.ts'
import type { LossRule } from '../losses/loss.ts'
import { requireThat } from '../misuse.ts'
import { coordinatesOf, sameShape, showShape } from '../shape/size.ts'
import { requireTensor } from '../tensor/host.ts'
import { onNumbers } from '../tensor/on-numbers.ts'
import type { DType, Shape, Tensor } from '../tensor.ts'

/** Refuses an input of another shape or kind than the network was built for, before anything is computed. */
export const checkInput = (operation: string, net: { readonly in: Shape; readonly dtype: DType }, x: Tensor): void => {
  requireTensor(`${operation}, x`, x)
  requireThat(sameShape(x.shape, net.in), operation, () => `x is ${showShape(x.shape)}, the network was built for ${showShape(net.in)}`)
  requireThat(x.dtype === net.dtype, operation, () => `x holds ${x.dtype}, the network was built for ${net.dtype}`)
}

/**
 * Refuses labels of another shape or kind, or that break the loss's rule, and says where. Numbers are
 * looked at where they lie in this process, and those that a compiled function is given, at every call.
 */
export const checkLabels = (
  labels: Tensor, { kind, labels: rule, like }: Pick<LossRule<Tensor, Tensor>, 'kind' | 'labels' | 'like'>, outputs: Tensor,
): void => {
  requireTensor(`${kind}, labels`, labels)
  const { shape, dtype }: { readonly shape: Shape; readonly dtype: DType } = like ?? outputs
  requireThat(sameShape(labels.shape, shape), kind, () => `labels are ${showShape(labels.shape)}, the outputs ask for ${showShape(shape)}`)
  requireThat(labels.dtype === dtype, kind, () => `labels hold ${labels.dtype}, the outputs ask for ${dtype}`)
  const { holds, name } = conditionOf(rule)
  onNumbers(labels, (numbers) => {
    const wrong = numbers.findIndex((t) => !holds(t))
    requireThat(wrong === -1, kind, () => `label at ${showShape(coordinatesOf(shape, wrong))} is ${numbers[wrong]}, not ${name}`)
  })
}

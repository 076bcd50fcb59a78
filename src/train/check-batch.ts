import type { LabelRule, LossRule } from '../losses/loss.ts'
import { misuse, requireThat } from '../misuse.ts'
import { coordinatesOf, sameShape, showShape } from '../shape/size.ts'
import { HostTensor, requireTensor, type Storage } from '../tensor/host.ts'
import type { DType, Shape, Tensor } from '../tensor.ts'

/** Refuses an input of another shape or kind than the network was built for, before anything is computed. */
export const checkInput = (operation: string, net: { readonly in: Shape; readonly dtype: DType }, x: Tensor): void => {
  requireTensor(`${operation}, x`, x)
  requireThat(sameShape(x.shape, net.in), operation, () => `x is ${showShape(x.shape)}, the network was built for ${showShape(net.in)}`)
  requireThat(x.dtype === net.dtype, operation, () => `x holds ${x.dtype}, the network was built for ${net.dtype}`)
}

const rules: Readonly<Record<LabelRule, { readonly holds: (t: number) => boolean; readonly name: string }>> = {
  any: { holds: () => true, name: '' },
  finite: { holds: Number.isFinite, name: 'a finite number' },
  probabilities: { holds: (t) => t >= 0 && t <= 1, name: 'a probability from 0 to 1' },
}

/**
 * Refuses labels of another shape or kind, or that break the loss's rule, and says where. Only numbers in this process can
 * be looked at.
 */
export const checkLabels = (
  labels: Tensor, { kind, labels: rule, like }: Pick<LossRule<Tensor, Tensor>, 'kind' | 'labels' | 'like'>, outputs: Tensor,
): void => {
  requireTensor(`${kind}, labels`, labels)
  const { shape, dtype }: { readonly shape: Shape; readonly dtype: DType } = like ?? outputs
  requireThat(sameShape(labels.shape, shape), kind, () => `labels are ${showShape(labels.shape)}, the outputs ask for ${showShape(shape)}`)
  requireThat(labels.dtype === dtype, kind, () => `labels hold ${labels.dtype}, the outputs ask for ${dtype}`)
  const storage: Storage | undefined = HostTensor.storageOf(labels)
  const wrong = storage?.findIndex((t) => !rules[rule].holds(t)) ?? -1
  if (wrong !== -1) {
    misuse(kind, `label at ${showShape(coordinatesOf(labels.shape, wrong))} is ${storage?.[wrong]}, not ${rules[rule].name}`)
  }
}

import type { LabelRule } from '../losses/loss.ts'
import { misuse, require } from '../misuse.ts'
import { coordinatesOf, sameShape, showShape } from '../shape/size.ts'
import { HostTensor, type Storage } from '../tensor/host.ts'
import type { DType, Shape, Tensor } from '../tensor.ts'

/** Refuses an input of another shape or kind than the network was built for, before anything is computed. */
export const checkInput = (net: { readonly in: Shape; readonly dtype: DType }, x: Tensor): void => {
  require(sameShape(x.shape, net.in), 'step', () => `x is ${showShape(x.shape)}, the network was built for ${showShape(net.in)}`)
  require(x.dtype === net.dtype, 'step', () => `x holds ${String(x.dtype)}, the network was built for ${net.dtype}`)
}

const rules: Readonly<Record<LabelRule, { readonly holds: (t: number) => boolean; readonly name: string }>> = {
  any: { holds: () => true, name: '' },
  finite: { holds: Number.isFinite, name: 'a finite number' },
  probabilities: { holds: (t) => t >= 0 && t <= 1, name: 'a probability from 0 to 1' },
}

/** Refuses labels that break the loss's rule, and says where. Only numbers in this process can be looked at. */
export const checkLabels = (labels: Tensor, rule: LabelRule): void => {
  const storage: Storage | undefined = HostTensor.storageOf(labels)
  const wrong = storage?.findIndex((t) => !rules[rule].holds(t)) ?? -1
  if (wrong !== -1) {
    misuse('step', `label at ${showShape(coordinatesOf(labels.shape, wrong))} is ${String(storage?.[wrong])}, not ${rules[rule].name}`)
  }
}

import type { Tensor } from '../tensor.ts'
import { HostTensor } from './host.ts'
import { type Check, checkLater } from './symbolic.ts'

/**
 * Checks numbers: at once where they lie in this process; of an argument of a traced function, at every call of what is
 * compiled from it. Numbers that are computed on the way, or by another engine, are not looked at.
 */
export const onNumbers = (x: Tensor, check: Check): void => {
  const storage = HostTensor.storageOf(x)
  if (storage === undefined) checkLater(x, check)
  else check(storage)
}

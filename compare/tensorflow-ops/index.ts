import { scanInSteps } from '../../src/engines/scan-in-steps.ts'
import type { Ops } from '../../src/ops.ts'
import type { Tensor } from '../../src/tensor.ts'
import type { Tf } from '../tensorflow/index.ts'
import { functions } from './functions.ts'
import { layout } from './layout.ts'
import { toHost } from './tensorflow-tensor.ts'

export { fromTensorFlow, read, toHost, toTensorFlow } from './tensorflow-tensor.ts'

/**
 * The vocabulary made of TensorFlow.js functions, for use inside one `tf.tidy`: a forward pass over it runs in TensorFlow, and
 * its own tape can differentiate it. Every operation with a derivative has one on the tape, on each of the three backends.
 */
export const tensorFlowOps = (tf: Tf): Ops => {
  const moves = layout(tf)
  return { ...functions(tf), ...moves, scan: scanInSteps(moves), stopGradient: (x): Tensor => toHost(x) }
}

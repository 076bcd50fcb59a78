import type { Ops } from '../../src/ops.ts'
import type { Tf } from '../tensorflow/index.ts'
import { functions } from './functions.ts'
import { layout } from './layout.ts'

export { fromTensorFlow, read, toHost, toTensorFlow } from './tensorflow-tensor.ts'

/**
 * The vocabulary made of TensorFlow.js functions, for use inside one `tf.tidy`: a forward pass over it runs in TensorFlow, and
 * its own tape can differentiate it. Every operation with a derivative has one on the tape, on each of the three backends.
 */
export const tensorFlowOps = (tf: Tf): Ops => ({ ...functions(tf), ...layout(tf) })

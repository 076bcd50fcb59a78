import type { Fault } from './faults.ts'

/** What TensorFlow.js 4.22 gets wrong in the functions that layers are made of. */
export const layerFaults = {
  averagePoolSame: {
    name: 'average pooling with padding "same"',
    operation: 'tf.avgPool',
    fault: 'its gradient divides by the whole window at the edge too, where the value divides by what the window sees',
    backends: ['tfjs-wasm', 'tfjs-cpu'],
    instead: '"same network" pads by hand, and divides by the pool of an image of ones',
  },
  maxPoolOnWasm: {
    name: 'max pooling on wasm',
    operation: 'tf.maxPool',
    fault: 'windows without a number above 0 lose their gradient',
    backends: ['tfjs-wasm'],
    instead: '"same network" takes the largest of slices there',
  },
  dilatedConvolution: {
    name: 'a dilated convolution has no gradient',
    operation: 'tf.conv2d',
    fault: 'differentiating it with a dilation above 1 throws',
    backends: ['tfjs-node', 'tfjs-wasm', 'tfjs-cpu'],
    instead: '"same network" adds up a matrix product for each place of the kernel',
  },
  convolutionOnWasm: {
    name: 'convolutions have no gradient for their kernel on wasm',
    operation: 'tf.conv2d, tf.depthwiseConv2d',
    fault: 'the gradient needs Conv2DBackpropFilter and DepthwiseConv2dNativeBackpropFilter, which the backend lacks',
    backends: ['tfjs-wasm'],
    instead: '"same network" adds up a product for each place of the kernel',
  },
  splitIntoOne: {
    name: 'split into one part has no gradient',
    operation: 'tf.split',
    fault: 'differentiating a split into one part throws',
    backends: ['tfjs-node', 'tfjs-wasm', 'tfjs-cpu'],
    instead: '"same network" splits only where there are several parts',
  },
  logSigmoidInside: {
    name: 'logSigmoid of something computed has no gradient',
    operation: 'tf.logSigmoid',
    fault: 'its gradient needs its operand, which the tape does not keep, and throws where that was computed',
    backends: ['tfjs-node', 'tfjs-wasm', 'tfjs-cpu'],
    instead: '"same network" writes −softplus(−x)',
  },
  nearestOnCpu: {
    name: 'nearest neighbours on cpu',
    operation: 'tf.image.resizeNearestNeighbor',
    fault: 'its gradient is wrong for every image of a batch but the first',
    backends: ['tfjs-cpu'],
    instead: '"same network" repeats pixels with tf.tile',
  },
  bilinearHalfPixels: {
    name: 'bilinear interpolation from half pixels',
    operation: 'tf.image.resizeBilinear',
    fault: 'its gradient leaves halfPixelCenters out',
    backends: ['tfjs-node', 'tfjs-wasm', 'tfjs-cpu'],
    instead: '"same network" multiplies with matrices of weights',
  },
  anyOnTheTape: {
    name: 'any has no gradient',
    operation: 'tf.any, tf.layers.masking',
    fault: 'differentiating it throws, so that masking cannot be trained behind weights',
    backends: ['tfjs-node', 'tfjs-wasm', 'tfjs-cpu'],
    instead: '"same network" writes the mask with tf.step, whose gradient is 0',
  },
  einsumOnTheTape: {
    name: 'einsum has no gradient',
    operation: 'tf.einsum',
    fault: 'differentiating it throws',
    backends: ['tfjs-node', 'tfjs-wasm', 'tfjs-cpu'],
    instead: '"same network" writes attention with matMul and transpose',
  },
} as const satisfies Readonly<Record<string, Fault>>

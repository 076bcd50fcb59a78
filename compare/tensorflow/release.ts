/** The TensorFlow.js release that Pullback compares itself with: one version for the whole family of packages. */
export const release = '4.22.0'

/** The packages of the family, by the part they play. */
export const packageOf = {
  tfjs: '@tensorflow/tfjs',
  wasm: '@tensorflow/tfjs-backend-wasm',
  node: '@tensorflow/tfjs-node',
} as const

/**
 * The name under which tfjs-node's installer looks for TensorFlow's C library. The number in it is what this release of
 * tfjs-node was published with; the library behind the name may be a later one.
 */
export const expectedLibrary = 'libtensorflow.so.2.9.1'

/** The command that a person runs to build TensorFlow.js again after a failure. */
export const retryCommand = 'npx pullback tensorflow --retry'

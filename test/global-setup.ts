import { describeProvisionError, describeReady, ensureTensorFlow } from '../compare/tensorflow/index.ts'

/**
 * Before the first test: makes sure that tfjs-node is there for the cross-checks, building it once if need be, and says in one
 * line what was found. It never fails the run: the tests that need tfjs-node say themselves that it is not there.
 */
export default async function setup(): Promise<void> {
  const result = await ensureTensorFlow({ tell: (line) => { console.log(line) } })()
  if (result._tag === 'Right') console.log(`TensorFlow.js: ${describeReady(result.right)}`)
  else console.warn(`TensorFlow.js: CROSS-CHECKS WITHOUT tfjs-node. ${describeProvisionError(result.left)}`)
}

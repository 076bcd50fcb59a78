import { dense, type Float, initialize, input, key, type Ops, pipe, relu, softmaxCrossEntropy, trainStep, type Tree, type UpdateRule } from '../../../src/index.ts'

// The moments of the optimizer come from a network with another width.
// ends: '24' '16'
declare const momentum: <P extends Tree>(ops: Ops, params: P) => UpdateRule<P, P>
declare const x: Float<readonly [32, 64]>
declare const labels: Float<readonly [32, 10]>
const step = trainStep(pipe(input([32, 64]), dense(16), relu, dense(10)), softmaxCrossEntropy, momentum)
const other = trainStep(pipe(input([32, 64]), dense(24), relu, dense(10)), softmaxCrossEntropy, momentum)
const [mine, theirs] = [initialize(step, key(42)), initialize(other, key(42))] as const
// mended: export const next = step({ ...theirs, params: mine.params, slots: mine.slots }, { x, labels })
export const next = step({ ...theirs, params: mine.params }, { x, labels })

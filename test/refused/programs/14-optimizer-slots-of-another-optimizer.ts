import { dense, type Float, initialize, input, key, type Ops, pipe, relu, softmaxCrossEntropy, trainStep, type Tree, type UpdateRule, sgd } from '../../../src/index.ts'

// Plain descent keeps a count alone; its state does not fit a step with momentum.
// ends: is not assignable to type 'readonly [Dense<64, 16>, Dense<16, 10>]'.
declare const momentum: <P extends Tree>(ops: Ops, params: P) => UpdateRule<P, P>
declare const x: Float<readonly [32, 64]>
declare const labels: Float<readonly [32, 10]>
const step = trainStep(pipe(input([32, 64]), dense(16), relu, dense(10)), softmaxCrossEntropy, momentum)
const other = trainStep(pipe(input([32, 64]), dense(16), relu, dense(10)), softmaxCrossEntropy, sgd({ learningRate: 0.1 }))
const [mine, theirs] = [initialize(step, key(42)), initialize(other, key(42))] as const
// mended: export const next = step(mine, { x, labels })
export const next = step(theirs, { x, labels })

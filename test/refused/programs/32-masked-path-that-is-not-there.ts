import { dense, input, pipe } from '../../../src/index.ts'
import { masked, weightDecay } from '../../../src/transformations/index.ts'

// The weights of a dense stage are called w.
// ends: "0.kernel" is not assignable
const net = pipe(input([32, 64]), dense(10))
// mended: export const decay = masked(net, ['0.w'], weightDecay(1e-4))
export const decay = masked(net, ['0.kernel'], weightDecay(1e-4))

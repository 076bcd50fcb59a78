import { adam, dense, input, key, type Net, type Optimizer, pipe, sgd, type Some, tanh } from '../../src/index.ts'
import { linear } from '../../src/schedules/index.ts'
import {
  accumulate, addNoise, averageWeights, chain, clipByGlobalNorm, clipByNorm, clipByValue, decoupledWeightDecay, freeze, masked, partition, scaleBy,
  skipNonFinite, weightDecay,
} from '../../src/transformations/index.ts'

export const net = pipe(input([4, 5]), dense(7), tanh, dense(3))

/** The parameters of that network. */
export type Params = typeof net extends Net<infer P, infer _S, infer _A, infer _B> ? P : never

export interface TransformationRow {
  readonly name: string
  /** as it stands before an optimizer, or around one */
  readonly optimizer: Optimizer<Params, Some>
}

const [rate, falling] = [{ learningRate: 0.1 }, linear({ initial: 0.1, steps: 4 })]

/** Every transformation once, with an optimizer behind or inside of it, and some of them together. */
export const transformations: readonly TransformationRow[] = [
  { name: 'accumulate', optimizer: accumulate(3, adam(rate)) },
  { name: 'addNoise', optimizer: chain(addNoise({ eta: 0.01, key: key(5) }), sgd(rate)) },
  { name: 'averageWeights', optimizer: chain(adam(rate), averageWeights({ decay: 0.9 })) },
  { name: 'averageWeights, debias', optimizer: chain(adam(rate), averageWeights({ decay: 0.9, debias: true })) },
  { name: 'chain of three', optimizer: chain(clipByValue(0.05), clipByGlobalNorm(0.1), adam(rate)) },
  { name: 'clipByGlobalNorm', optimizer: chain(clipByGlobalNorm(0.1), sgd(rate)) },
  { name: 'clipByNorm', optimizer: chain(clipByNorm(0.1), sgd(rate)) },
  { name: 'clipByValue', optimizer: chain(clipByValue(0.05), sgd(rate)) },
  { name: 'decoupledWeightDecay', optimizer: chain(adam({ learningRate: falling }), decoupledWeightDecay(0.1, falling)) },
  { name: 'freeze', optimizer: freeze(net, ['0', '1.b'], chain(clipByGlobalNorm(0.1), adam(rate))) },
  { name: 'masked', optimizer: chain(masked(net, ['0.w', '1.w'], weightDecay(0.1)), adam(rate)) },
  { name: 'partition', optimizer: partition(net, { at: ['0.w'], use: sgd(rate) }, { at: ['1'], use: adam(rate) }, sgd({ learningRate: falling })) },
  { name: 'scaleBy', optimizer: chain(scaleBy(falling), scaleBy(0.5), sgd({ learningRate: 1 })) },
  { name: 'skipNonFinite', optimizer: skipNonFinite(chain(clipByNorm(1), adam(rate))) },
  { name: 'weightDecay', optimizer: chain(weightDecay(0.1), sgd(rate)) },
  {
    name: 'all together',
    optimizer: accumulate(2, skipNonFinite(chain(
      clipByGlobalNorm(0.2), addNoise({ eta: 0.01, key: key(6) }), freeze(net, ['1.b'], chain(weightDecay(0.01), adam(rate))),
      averageWeights({ decay: 0.5 })))),
  },
]

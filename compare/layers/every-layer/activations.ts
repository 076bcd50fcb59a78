import type { AxisStage } from '../../../src/layers/activations/along.ts'
import { elu } from '../../../src/layers/activations/elu.ts'
import { geluTanh } from '../../../src/layers/activations/gelu-tanh.ts'
import { gelu } from '../../../src/layers/activations/gelu.ts'
import { hardSigmoid } from '../../../src/layers/activations/hard-sigmoid.ts'
import { hardSwish } from '../../../src/layers/activations/hard-swish.ts'
import { hardTanh } from '../../../src/layers/activations/hard-tanh.ts'
import { leakyRelu } from '../../../src/layers/activations/leaky-relu.ts'
import { logSigmoid } from '../../../src/layers/activations/log-sigmoid.ts'
import { logSoftmaxAlong } from '../../../src/layers/activations/log-softmax-along.ts'
import { logSoftmax } from '../../../src/layers/activations/log-softmax.ts'
import { mish } from '../../../src/layers/activations/mish.ts'
import { prelu } from '../../../src/layers/activations/prelu.ts'
import { relu } from '../../../src/layers/activations/relu.ts'
import { relu6 } from '../../../src/layers/activations/relu6.ts'
import { selu } from '../../../src/layers/activations/selu.ts'
import { sigmoid } from '../../../src/layers/activations/sigmoid.ts'
import { softmaxAlong } from '../../../src/layers/activations/softmax-along.ts'
import { softmax } from '../../../src/layers/activations/softmax.ts'
import { softplus } from '../../../src/layers/activations/softplus.ts'
import { softsign } from '../../../src/layers/activations/softsign.ts'
import { silu, swish } from '../../../src/layers/activations/swish.ts'
import { tanh } from '../../../src/layers/activations/tanh.ts'
import { tfjsHardSigmoid } from '../../../src/layers/activations/tfjs-hard-sigmoid.ts'
import { layerFaults } from '../../layer-faults.ts'
import type { AnyNet, LayerRow } from '../row.ts'

type Grow = (prev: AnyNet) => AnyNet

/** A builder in a row of variants: what is special about each, and the stage. */
type Uses = readonly [readonly [about: string, stage: Grow], ...(readonly [about: string, stage: Grow])[]]

/** A function of each element, or of each row of the last axis; `call` is how the plain one is written. */
const onRows = (name: string, call: string, [plain, ...others]: Uses, slope: LayerRow['slope'], whole = false): LayerRow => ({
  name, family: 'activations', joins: 'any network', slope, whole, rows: 'alone',
  variants: [
    { about: plain[0], input: [2, 5], after: plain[1] },
    ...others.map(([about, after]) => ({ about, input: [2, 5], after })),
  ],
  types: {
    infers: [`pipe(input([2, 5]), ${call})`, 'readonly [2, 5]'],
    refuses: [`pipe(ids([2, 5]), ${call})`, `Type '"i32"' is not assignable to type '"float"'.`],
  },
})

/** One without settings. */
const bare = (name: string, stage: Grow, slope: LayerRow['slope'], whole = false): LayerRow => onRows(name, name, [['', stage]], slope, whole)

/** One with settings. */
const set = (name: string, uses: Uses, slope: LayerRow['slope']): LayerRow => onRows(name, `${name}()`, uses, slope)

/** A function along an axis that is chosen: the second, of two shapes. The shapes here are not known to the compiler, which asks for the axis. */
const along = (name: string, stage: AxisStage<1>): LayerRow => ({
  name, family: 'activations', joins: 'its own inputs', slope: 'smooth', whole: false, rows: 'alone',
  variants: [
    { about: 'the middle axis', input: [2, 3, 4], after: stage as Grow },
    { about: 'the last axis', input: [2, 3], after: stage as Grow },
  ],
  types: {
    infers: [`pipe(input([2, 3, 4]), ${name}(1))`, 'readonly [2, 3, 4]'],
    refuses: [`pipe(input([2, 3]), ${name}(2))`, `the shape has no such axis': { readonly axis: 2; readonly shape: readonly [2, 3]; }; }'.`],
  },
})

export const activations: readonly LayerRow[] = [
  bare('relu', relu, 'kinked', true),
  bare('relu6', relu6, 'kinked', true),
  set('leakyRelu', [['', (prev) => leakyRelu()(prev)], ['slope 0.3', (prev) => leakyRelu({ slope: 0.3 })(prev)]], 'kinked'),
  set('prelu', [['', (prev) => prelu()(prev)], ['slopes begin with 0', (prev) => prelu({ init: 0 })(prev)]], 'kinked'),
  set('elu', [['', (prev) => elu()(prev)], ['alpha 0.5', (prev) => elu({ alpha: 0.5 })(prev)]], 'kinked'),
  bare('selu', selu, 'kinked'),
  bare('gelu', gelu, 'smooth'),
  bare('geluTanh', geluTanh, 'smooth'),
  bare('silu', silu, 'smooth'),
  set('swish', [['', (prev) => swish()(prev)], ['beta 1.702', (prev) => swish({ beta: 1.702 })(prev)]], 'smooth'),
  bare('mish', mish, 'smooth'),
  bare('softplus', softplus, 'smooth'),
  bare('softsign', softsign, 'smooth'),
  bare('hardSigmoid', hardSigmoid, 'kinked'),
  bare('tfjsHardSigmoid', tfjsHardSigmoid, 'kinked'),
  bare('hardSwish', hardSwish, 'kinked'),
  bare('hardTanh', hardTanh, 'kinked', true),
  bare('tanh', tanh, 'smooth'),
  bare('sigmoid', sigmoid, 'smooth'),
  { ...bare('logSigmoid', logSigmoid, 'smooth'), faults: [layerFaults.logSigmoidInside] },
  bare('softmax', softmax, 'smooth'),
  bare('logSoftmax', logSoftmax, 'smooth'),
  along('softmaxAlong', softmaxAlong(1)),
  along('logSoftmaxAlong', logSoftmaxAlong(1)),
]

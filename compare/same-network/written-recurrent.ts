import type { layers, Tensor as Inner } from '@tensorflow/tfjs'
import type { Stage } from '../../src/net.ts'
import type { Tf } from '../tensorflow/index.ts'
import { writtenLayer } from './written-layer.ts'

/** What their recurrent layers are told where ours say the same. First weights are made zeros; ours are copied in. */
const settingsOf = ({ settings }: Stage) => ({
  units: Number(settings['units']), returnSequences: true, goBackwards: settings['reverse'] === true,
  kernelInitializer: 'zeros', recurrentInitializer: 'zeros', biasInitializer: 'zeros',
} as const)

const openingOf = ({ settings }: Stage): 'sigmoid' | 'hardSigmoid' =>
  settings['recurrentActivation'] === 'tfjsHardSigmoid' ? 'hardSigmoid' : 'sigmoid'

/** Their own layer of the same kind; its outputs are in the order in which it came to them. */
export const theirRecurrent = (tf: Tf, stage: Stage): layers.RNN => {
  const { kind, settings } = stage
  if (kind === 'lstm') return tf.layers.lstm({ ...settingsOf(stage), recurrentActivation: openingOf(stage), unitForgetBias: false })
  if (kind === 'gru' && settings['resetAfter'] === false) return tf.layers.gru({ ...settingsOf(stage), recurrentActivation: openingOf(stage) })
  if (kind === 'simpleRnn' || settings['cell'] === 'elman') return tf.layers.simpleRNN(settingsOf(stage))
  throw new Error(`tf.layers has no ${kind} with ${JSON.stringify(settings)}`)
}

const at = (given: readonly Inner[], place = 0): Inner => {
  const found = given[place]
  if (found === undefined) throw new Error(`tensor ${place} is missing`)
  return found
}

/** A GRU whose reset gate comes after the product, which their layer refuses: from its equations, in TensorFlow.js functions. */
export const gruResetAfter = (tf: Tf, stage: Stage, inputs: number): layers.Layer => {
  const [n = 1, t = 1, u = 1] = stage.out
  const open = (x: Inner): Inner =>
    openingOf(stage) === 'sigmoid' ? tf.sigmoid(x) : tf.clipByValue(tf.add(tf.mul(x, 0.2), 0.5), 0, 1)
  const backwards = stage.settings['reverse'] === true
  return writtenLayer(tf, {
    weights: [[inputs, 3 * u], [u, 3 * u], [2, 3 * u]], out: stage.out,
    call: (given, weights) => {
      const [steps, biases] = [tf.unstack(at(given), 1), tf.unstack(at(weights, 2), 0)]
      const gates = (x: Inner, weight: Inner, bias: Inner): readonly Inner[] => tf.split(tf.add(tf.matMul(x, weight), bias), 3, 1)
      const step = (h: Inner, x: Inner): Inner => {
        const [ofX, ofH] = [gates(x, at(weights, 0), at(biases, 0)), gates(h, at(weights, 1), at(biases, 1))]
        const [z, r] = [open(tf.add(at(ofX, 0), at(ofH, 0))), open(tf.add(at(ofX, 1), at(ofH, 1)))]
        const g = tf.tanh(tf.add(at(ofX, 2), tf.mul(r, at(ofH, 2))))
        return tf.add(tf.mul(z, h), tf.mul(tf.sub(1, z), g))
      }
      const order = Array.from({ length: t }, (_, i) => backwards ? t - 1 - i : i)
      const outputs = order.reduce<readonly Inner[]>((ys, i) => [...ys, step(ys.at(-1) ?? tf.zeros([n, u]), at(steps, i))], [])
      return tf.stack(backwards ? [...outputs].reverse() : [...outputs], 1)
    },
  })
}

/** What a layer does beside a mask, and what mask it hands on. */
interface Masking {
  readonly call: (given: readonly Inner[]) => Inner
  readonly mask: (given: readonly Inner[], mask: Inner | null) => Inner | null
}

/** A layer without weights that says which steps count from here on. */
export const maskLayer = (tf: Tf, { call, mask }: Masking): layers.Layer => {
  const listed = (given: Inner | Inner[]): readonly Inner[] => Array.isArray(given) ? given : [given]
  return new (class MaskLayer extends tf.layers.Layer {
    static readonly className = 'MaskLayer'
    override supportsMasking = true

    override computeOutputShape(given: (number | null)[] | (number | null)[][]): (number | null)[] {
      const [first] = given
      return Array.isArray(first) ? first : given as (number | null)[]
    }

    override call(given: Inner | Inner[]): Inner {
      return tf.tidy(() => call(listed(given)))
    }

    override computeMask(given: Inner | Inner[], before?: Inner | Inner[]): Inner {
      return mask(listed(given), before === undefined ? null : listed(before)[0] ?? null) as Inner
    }
  })({})
}

/** Time the other way round: after a layer that went backwards. */
export const turned = (tf: Tf): layers.Layer => maskLayer(tf, { call: (given) => tf.reverse(at(given), 1), mask: (_given, mask) => mask })

/**
 * Steps whose features all equal a value do not count. Their own Masking cannot be trained behind weights, since `any` has no gradient; `step`
 * has one, which is 0.
 */
export const stepsMasked = (tf: Tf, value: number): layers.Layer => {
  const counts = (x: Inner): Inner => tf.step(tf.sum(tf.abs(tf.sub(x, value)), -1, true))
  return maskLayer(tf, { call: (given) => tf.mul(at(given), counts(at(given))), mask: (given) => tf.squeeze(counts(at(given)), [-1]) })
}

/** The first of two inputs, of which those steps count where the second is no padding. */
export const paddingMasked = (tf: Tf, id: number): layers.Layer =>
  maskLayer(tf, { call: (given) => tf.clone(at(given)), mask: (given) => tf.notEqual(at(given, 1), id) })

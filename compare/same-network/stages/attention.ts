import { embedding } from '../../../src/layers/attention/embedding.ts'
import { learnedPositions } from '../../../src/layers/attention/learned-positions.ts'
import { sinusoidalPositions } from '../../../src/layers/attention/sinusoidal-positions.ts'
import { tiedEmbedding } from '../../../src/layers/attention/tied-embedding.ts'
import { residual } from '../../../src/layers/combinators/residual.ts'
import { identity, type Stage, type Trees } from '../../../src/net.ts'
import { foldIn } from '../../../src/random/key.ts'
import { withParams } from '../../../src/stages.ts'
import type { Float, Shape, Tensor } from '../../../src/tensor.ts'
import { someNet, type SomeNet } from '../../case.ts'
import { multiHeadAttention, type Restated } from '../restated-attention.ts'
import { at, rowsOf, selfAttention, waves } from '../written-attention.ts'
import { writtenLayer } from '../written-layer.ts'
import { apply, type Blocks, ours, type StageRow } from './row.ts'

const setting = (stage: Stage, name: string): number => Number(stage.settings[name])

const lastOf = (shape: Shape): readonly [rows: number, columns: number] => [shape.at(-2) ?? 1, shape.at(-1) ?? 1]

const attentionOf = ({ settings }: Stage): Restated => ({
  heads: Number(settings['heads']), causal: settings['causal'] === true, rotary: settings['rotary'] === true, bias: settings['bias'] !== false,
})

/** The stages of a transformer block's two parts, as the paper has them. */
const partsOf = (stage: Stage): readonly [attention: readonly Stage[], mlp: readonly Stage[]] => {
  const { out, settings: { heads = 1, hidden = 1, causal = false, rotary = false, dropout = 0 } } = stage
  const activation = stage.inner?.[1]?.inner?.filter(({ kind }) => !['layerNorm', 'dense', 'dropout'].includes(kind)) ?? []
  const wide = [...out.slice(0, -1), Number(hidden)]
  const [norm, dropped]: readonly Stage[] = [{ kind: 'layerNorm', settings: { epsilon: 0.001 }, out }, { kind: 'dropout', settings: { rate: dropout }, out }]
  return norm === undefined || dropped === undefined ? [[], []] : [
    [norm, { kind: 'multiHeadAttention', settings: { heads, causal, rotary, bias: true }, out }, dropped],
    [norm, { kind: 'dense', settings: { units: hidden }, out: wide }, ...activation, { kind: 'dense', settings: { units: out.at(-1) ?? 1 }, out }, dropped],
  ]
}

/** `x + f(x)` twice, as one stage. */
const twoResiduals = (stage: Stage, blocks: Pick<Blocks, 'arithmetic'>) => (prev: SomeNet): SomeNet => {
  const [attention, mlp] = partsOf(stage)
  const part = (stages: readonly Stage[]) => residual<Trees, Trees, Shape>((x) => blocks.arithmetic(stages)(someNet(x)))
  const inner = part(mlp)(part(attention)(identity<Float<Shape>>(prev.out, 'float')))
  return someNet(withParams<Trees, Trees, Tensor, Float<Shape>, Float<Shape>, readonly [Trees, Trees]>(prev, prev.out, stage,
    (ops, key) => inner.init(ops, key)[0],
    (ops, env) => {
      const f = inner.forward(ops, env)
      return (q, x) => {
        const [y, , back] = f(q, [[], []], x)
        return [y, back]
      }
    }))
}

export const attention: Readonly<Record<string, StageRow>> = {
  embedding: {
    build: (tf, stage, x) => {
      const [vocabulary, width] = [setting(stage, 'vocabulary'), setting(stage, 'width')]
      const layer = tf.getBackend() === 'wasm'
        ? writtenLayer(tf, { weights: [[vocabulary, width]], out: stage.out, call: (ids, weights) => rowsOf(tf, at(weights), at(ids)) })
        : tf.layers.embedding({ inputDim: vocabulary, outputDim: width, embeddingsInitializer: 'zeros' })
      return { output: apply(layer, x), held: { layer, names: ['table'] } }
    },
    arithmetic: (stage) => ours((prev) => someNet(embedding(setting(stage, 'vocabulary') as 1, setting(stage, 'width') as 1)(prev)))(),
  },
  sinusoidalPositions: {
    build: (tf, { out }, x) => ({ output: apply(writtenLayer(tf, { call: (given) => tf.add(at(given), waves(tf, ...lastOf(out))) }), x) }),
    arithmetic: () => (prev) => someNet(sinusoidalPositions(prev as never)),
  },
  learnedPositions: {
    build: (tf, { out }, x) => {
      const layer = writtenLayer(tf, { weights: [lastOf(out)], call: (given, weights) => tf.add(at(given), at(weights)) })
      return { output: apply(layer, x), held: { layer, names: ['table'] } }
    },
    arithmetic: () => (prev) => someNet(learnedPositions()(prev as never)),
  },
  multiHeadAttention: {
    build: (tf, stage, x) => {
      const [e, settings] = [stage.out.at(-1) ?? 1, attentionOf(stage)]
      const matrices = [{ name: 'qkv', units: 3 * e }, { name: 'out', units: e }]
      const layer = writtenLayer(tf, {
        weights: matrices.flatMap(({ units }) => settings.bias ? [[e, units], [units]] : [[e, units]]),
        call: (given, weights) => selfAttention(tf, settings, at(given), weights),
      })
      return { output: apply(layer, x), held: { layer, names: matrices.flatMap(({ name }) => settings.bias ? [`${name}.w`, `${name}.b`] : [`${name}.w`]) } }
    },
    arithmetic: (stage) => multiHeadAttention(attentionOf(stage)),
  },
  transformerBlock: {
    build: (tf, stage, x, blocks) => {
      const [attention, mlp] = partsOf(stage)
      const first = blocks.build(attention, x, foldIn(blocks.key, 0))
      const h = apply(tf.layers.add(), [x, first.output])
      const second = blocks.build(mlp, h, foldIn(blocks.key, 1))
      return { output: apply(tf.layers.add(), [h, second.output]), held: [first.held, second.held] }
    },
    arithmetic: twoResiduals,
  },
  tiedEmbedding: {
    build: (tf, stage, x, blocks) => {
      const [vocabulary, width] = [setting(stage, 'vocabulary'), setting(stage, 'width')]
      const first = writtenLayer(tf, {
        weights: [[vocabulary, width]], out: [...stage.out.slice(0, -1), width], call: (ids, weights) => rowsOf(tf, at(weights), at(ids)),
      })
      const { output, held } = blocks.build(stage.inner ?? [], apply(first, x))
      const last = writtenLayer(tf, { out: stage.out, call: (h) => tf.reshape(
        tf.matMul(tf.reshape(at(h), [-1, width]), at(first.trainableWeights.map((weight) => weight.read())), false, true), [...stage.out]) })
      return { output: apply(last, output), held: [{ layer: first, names: ['table'] }, held] }
    },
    arithmetic: (stage, blocks) => (prev) => someNet(tiedEmbedding(setting(stage, 'vocabulary') as 1, setting(stage, 'width') as 1)(
      (x) => blocks.arithmetic(stage.inner ?? [])(someNet(x)) as never)(prev as never)),
  },
}

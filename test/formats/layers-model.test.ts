import type { Tensor as Inner } from '@tensorflow/tfjs'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test, type TestContext } from 'vitest'
import { backends, type BackendName, boundedOf, boundOps, type SomeNet, tables, type Tf } from '../../compare/index.ts'
import { someNet } from '../../compare/case.ts'
import { arithmeticOf } from '../../compare/same-network/build.ts'
import { type LayersModelFiles, layersModelRows, toLayersModel } from '../../src/formats/layers-model.ts'
import { writeLayersModel } from '../../src/io/write-layers-model.ts'
import {
  dense, elementwise, f32, identity, ids, input, key, linear, pipe, predict, relu, residual, sigmoid, softmax, type Some, tanh, toFlat, toPrecision, type Tensor, tree,
} from '../../src/index.ts'
import { openedBackend } from '../compare/asked.ts'
import { draw, redraw } from '../support/draw.ts'
import { type AnyNet, layers } from '../support/layers.ts'
import { read, refusal } from './outcome.ts'

const nothing = { key: key(0), train: false }

const cases: readonly (readonly [name: string, net: AnyNet])[] = [
  ...layers.filter(({ name }) => name in layersModelRows).flatMap(({ name, variants }) => variants.filter((variant) => variant.ids === undefined)
    .map(({ about, input: from, after }) => [`${name} ${about}`, after(identity(from, 'float'))] as const)),
  ['a classifier', pipe(input([4, 6]), dense(8), relu, dense(5), tanh, linear(3), softmax)],
  ['blocks in blocks', pipe(input([4, 6]), dense(5), residual((x) => pipe(x, dense(4), relu, residual((y) => pipe(y, sigmoid, linear(4))), dense(5))), tanh)],
  ['a block without parameters', pipe(input([4, 6]), residual((x) => pipe(x, tanh)), dense(2))],
  ['an empty block', pipe(input([4, 6]), residual((x) => x), dense(2))],
  ['three axes', pipe(input([4, 3, 6]), dense(5), relu, dense(2), softmax)],
  ['one axis', pipe(input([6]), dense(5), relu, dense(2), softmax)],
  ['no stage with parameters', pipe(input([4, 6]), relu)],
]

/** Parameters with biases that are not 0, so that they count. */
const drawn = (net: AnyNet): readonly Some[] => redraw(f32, 3, net.init(f32, key(1))[0] as Some) as readonly Some[]

/** How far two right evaluations in f32 may be apart: ours from the truth, and one with the arithmetic of theirs from it. */
const boundOf = (net: AnyNet, params: readonly Some[], x: Tensor): readonly number[] => {
  const errors = [someNet(net), arithmeticOf(tables, someNet(net))].map((one: SomeNet) =>
    toFlat(boundedOf(one.forward(boundOps('either'), nothing)(params, net.init(f32, key(1))[1] as Some, x)[0]).error))
  return errors[0]!.map((e, i) => e + errors[1]![i]!)
}

/** The model as it was written to a folder, read by handlers of TensorFlow.js's own form. */
const fromFolder = (folder: string) => ({
  load: async () => {
    const json = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8')) as { readonly modelTopology: object; readonly weightsManifest: readonly [{ readonly paths: readonly [string]; readonly weights: Some }] }
    const weights = readFileSync(join(folder, json.weightsManifest[0].paths[0]))
    return {
      modelTopology: json.modelTopology, weightSpecs: json.weightsManifest[0].weights,
      weightData: weights.buffer.slice(weights.byteOffset, weights.byteOffset + weights.byteLength),
    }
  },
})

const folder = (): string => mkdtempSync(join(tmpdir(), 'pullback-model-'))

const written = async (net: AnyNet, params: readonly Some[]): Promise<string> => {
  const made = join(folder(), 'model')
  read(await writeLayersModel(made, net, params)())
  return made
}

const predictions = async (tf: Tf, path: string, backend: BackendName, x: Tensor): Promise<readonly number[]> => {
  // tfjs-node reads files by itself; the other backends are handed them.
  const model = await tf.loadLayersModel(backend === 'tfjs-node' ? `file://${path}/model.json` : fromFolder(path))
  const shape = (x.shape as readonly number[]).length === 1 ? [1, ...x.shape as readonly number[]] : [...x.shape as readonly number[]]
  // A model with one output gives one tensor.
  const numbers = tf.tidy(() => [...(model.predict(tf.tensor([...toFlat(x)], shape)) as Inner).dataSync()])
  model.dispose()
  return numbers
}

const differences = (ours: readonly number[], theirs: readonly number[], bound: readonly number[]): readonly number[] =>
  [...ours.keys()].filter((i) => !(Math.abs(ours[i]! - theirs[i]!) <= bound[i]!))

describe.each(backends)('%s', (backend) => {
  test.for(cases)('loads and predicts the same within the bound: %s', async ([, net], context: TestContext) => {
    const tensorFlow = await openedBackend(backend, context)
    const params = drawn(net)
    const x = draw(f32, 5, net.in as Some)
    const path = await written(net, params)
    const theirs = await tensorFlow.use((tf) => predictions(tf, path, backend, x))
    const ours = toFlat(predict(net)({ params, state: net.init(f32, key(1))[1] as Some }, x as Some))
    const bound = boundOf(net, params, x)
    expect(theirs).toHaveLength(ours.length)
    expect(bound.every(Number.isFinite)).toBe(true)
    expect(differences(ours, theirs, bound)).toEqual([])
  })
})

test('one weight that is another would be seen', async (context) => {
  const tensorFlow = await openedBackend('tfjs-cpu', context)
  const [, net] = cases.find(([name]) => name === 'a classifier')!
  const [params, x] = [drawn(net), draw(f32, 5, net.in as Some)]
  const other = tree.map((w, path) => path === '1.b' ? f32.scale(w, 1.001) : w)(params)
  const path = await written(net, other)
  const theirs = await tensorFlow.use((tf) => predictions(tf, path, 'tfjs-cpu', x))
  const ours = toFlat(predict(net)({ params, state: net.init(f32, key(1))[1] as Some }, x as Some))
  expect(differences(ours, theirs, boundOf(net, params, x))).not.toEqual([])
})

interface ModelJson {
  readonly modelTopology: { readonly config: { readonly layers: readonly {
    readonly class_name: string; readonly name: string; readonly config: Readonly<Record<string, unknown>>; readonly inbound_nodes: readonly (readonly [string][])[]
  }[] } }
  readonly weightsManifest: unknown
}

describe('toLayersModel', () => {
  const net = pipe(input([4, 2]), dense(3), relu, residual((x) => pipe(x, linear(3))))
  const [params] = net.init(f32, key(1))

  test('by hand: names, shapes, and weights in the order of the manifest', () => {
    const { modelJson, weights } = read(toLayersModel(net, params))
    const { modelTopology: { config: { layers } }, weightsManifest } = modelJson as Some as ModelJson
    expect(layers.map(({ class_name, name, inbound_nodes }) => [class_name, name, inbound_nodes.flat().map(([from]) => from)])).toEqual([
      ['InputLayer', 'input', []], ['Dense', 'dense_0', ['input']], ['Activation', 'relu_1', ['dense_0']],
      ['Dense', 'residual_2_linear_0', ['relu_1']], ['Add', 'residual_2', ['relu_1', 'residual_2_linear_0']],
    ])
    expect(layers[0]?.config['batch_input_shape']).toEqual([null, 2])
    expect(weightsManifest).toEqual([{ paths: ['weights.bin'], weights: [
      { name: 'dense_0/kernel', shape: [2, 3], dtype: 'float32' }, { name: 'dense_0/bias', shape: [3], dtype: 'float32' },
      { name: 'residual_2_linear_0/kernel', shape: [3, 3], dtype: 'float32' },
    ] }])
    expect([...new Float32Array(weights.slice().buffer)]).toEqual([...toFlat(params[0].w), ...toFlat(params[0].b), ...toFlat(params[1][0].w)])
  })

  test('weights in f64 are rounded once', () => {
    expect(read(toLayersModel(net, toPrecision('f64')(params))).weights).toEqual(read(toLayersModel(net, params)).weights)
  })

  const double = elementwise('double', (ops) => (x) => [ops.scale(x, 2), (dy) => ops.scale(dy, 2)])

  test.each<readonly [string, () => ReturnType<typeof toLayersModel>, string]>([
    ['a stage without a row', () => toLayersModel(pipe(input([4, 2]), relu, double), []), 'model.json, stage 1.double: there is no layer for a stage of kind "double". Give one'],
    ['one in a block', () => toLayersModel(pipe(input([4, 2]), residual((x) => pipe(x, double))), [[]]), 'stage 0.residual > 0.double: there is no layer'],
    ['an input without an axis', () => toLayersModel(input([]), []), 'the input: it has no axis'],
    ['an input of whole numbers', () => toLayersModel(ids([4]), []), 'the input: it holds i32'],
  ])('%s is refused', (_name, run, message) => {
    expect(refusal(run())).toContain(message)
  })

  test('a kind of your own is exported by a row of your own', () => {
    const rows = { ...layersModelRows, double: layersModelRows['relu']! }
    const { modelJson } = read(toLayersModel(pipe(input([4, 2]), double), [], { rows })) as LayersModelFiles & { readonly modelJson: Some }
    expect(modelJson.modelTopology.config.output_layers).toEqual([['double_0', 0, 0]])
  })
})

describe('writeLayersModel', () => {
  const net = pipe(input([4, 2]), dense(3))
  const [params] = net.init(f32, key(1))

  test('writes both files and nothing else; a model that is there stays', async () => {
    const path = join(folder(), 'a', 'b')
    read(await writeLayersModel(path, net, params)())
    expect(readdirSync(path).sort()).toEqual(['model.json', 'weights.bin'])
    const before = readFileSync(join(path, 'weights.bin'))
    expect(refusal(await writeLayersModel(path, net, drawn(net as AnyNet) as Some)())).toContain('model.json: there is a model already')
    expect(readFileSync(join(path, 'weights.bin'))).toEqual(before)
  })

  test('weights of something else are not overwritten, and where the folder cannot be made that is said', async () => {
    const path = folder()
    writeFileSync(join(path, 'weights.bin'), 'mine')
    expect(refusal(await writeLayersModel(path, net, params)())).toContain('weights.bin: there is a model already')
    expect(readdirSync(path)).toEqual(['weights.bin'])
    expect(refusal(await writeLayersModel(join(path, 'weights.bin', 'x'), net, params)())).toContain('a part of its path is a file')
    expect(refusal(await writeLayersModel(join(path, 'new'), pipe(input([]), relu), [])())).toContain('the input: it has no axis')
    expect(readdirSync(path)).toEqual(['weights.bin'])
  })
})

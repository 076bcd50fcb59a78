import { beforeAll, describe, expect, it } from 'vitest'
import { map, type Ops, type Shape, type Some, type Tensor, type Trees } from '../../../src/index.ts'
import {
  backends, compareLayers, everyLayer, type LayerComparison, layerFaults, type LayerRow, type LayersReport, layersTable, printLayers, type Proof, proofs, showFault,
} from '../../../compare/index.ts'
import { layerNamed } from '../../support/layers.ts'
import { openedBackend } from '../asked.ts'

type AnyNet = ReturnType<LayerRow['variants'][0]['after']>

/** A row of the table whose layer is another, under the same name. */
const altered = (name: string, after: (prev: AnyNet) => AnyNet, more: Partial<LayerRow> = {}): LayerRow => {
  const row = layerNamed(name)
  return { ...row, variants: [{ ...row.variants[0], after }], ...more }
}

/** A layer of one's own in the place of another kind. */
const elementwise = (kind: string, f: (ops: Ops, x: Tensor) => readonly [y: Tensor, back: (dy: Tensor) => Tensor]) => (prev: AnyNet): AnyNet =>
  map<Trees, Trees, Tensor, Some, Some>(prev, prev.out as Shape, { kind, settings: {} }, (ops) => (x: Tensor) => f(ops, x)) as AnyNet

const tanhBack = (ops: Ops, y: Tensor) => (dy: Tensor): Tensor => ops.mul(dy, ops.sub(ops.fill(y.shape as Shape, 1), ops.mul(y, y)))

/** tanh that goes back in the wrong direction. */
const negatedBack = elementwise('tanh', (ops, x) => {
  const y: Tensor = ops.tanh(x)
  return [y, (dy) => ops.neg(tanhBack(ops, y)(dy))]
})

/** tanh of twice the number, with the way back that fits it: wrong only for who knows what tanh is. */
const wrongForward = elementwise('tanh', (ops, x) => {
  const y: Tensor = ops.tanh(ops.scale(x, 2))
  return [y, (dy) => ops.scale(tanhBack(ops, y)(dy), 2)]
})

/** tanh under a name that nothing is known of. */
const unknown = elementwise('wobble', (ops, x) => {
  const y: Tensor = ops.tanh(x)
  return [y, tanhBack(ops, y)]
})

const verdicts = ({ variants }: LayerComparison): Readonly<Record<Proof, string>> =>
  Object.fromEntries(proofs.map((proof) => [proof, variants[0]!.proofs[proof].verdict])) as Record<Proof, string>

const compared = async (row: LayerRow): Promise<{ readonly report: LayersReport; readonly layer: LayerComparison }> => {
  const report = await compareLayers({ backend: 'tfjs-cpu', layers: [row] })
  return { report, layer: report.layers[0]! }
}

describe.each(backends)('%s', (backend) => {
  it('agrees on a layer of every kind of input, and leaves nothing behind', async (context) => {
    await openedBackend(backend, context)
    const layers = ['dense', 'softmax', 'residual'].map(layerNamed)
    const report = await compareLayers({ backend, layers })
    expect(report.layers.flatMap(({ name, complaints }) => complaints.map((one) => `${name}: ${one}`))).toEqual([])
    expect(report).toMatchObject({ witness: { name: backend, available: true, leaked: 0 }, agreed: true })
    for (const { variants, name } of report.layers) {
      expect(variants).toHaveLength(layerNamed(name).variants.length)
      for (const { proofs: outcomes } of variants) {
        for (const proof of proofs) {
          expect(outcomes[proof]).toMatchObject({ verdict: 'agrees' })
          expect(outcomes[proof].compared).toBeGreaterThan(30)
          expect(outcomes[proof].ratio).toBeLessThanOrEqual(1)
        }
      }
    }
  })
})

describe('what is wrong is found', () => {
  it('a backward pass with the wrong sign: by everybody but the compiler, which repeats it', async () => {
    const { report, layer } = await compared(altered('tanh', negatedBack))
    expect(verdicts(layer)).toEqual({ 'finite differences': 'differs', 'same forward': 'differs', 'same network': 'differs', compiled: 'agrees' })
    expect(layer.complaints).toHaveLength(3)
    expect(layer.complaints[0]).toMatch(/^finite differences differs: gradient 0\.[wb]\[.*\]: ours .*, theirs .*, .* times the bound$/)
    expect(report.agreed).toBe(false)
    expect(printLayers(report)).toMatch(/DIFFERS +DIFFERS +DIFFERS +same bits[^]*NOT ALL AGREE: tanh$/)
    expect(layersTable(report)).toMatch(/\| `tanh` \| \[2, 5\] → \[2, 5\] \| 1 \| \[1\] \| \[2\] \| \[3\] \| ✓ \|\n\n1\. DIFFERS: gradient/)
  })

  it('a wrong forward pass with the backward pass that fits it: by the network built apart alone', async () => {
    const { report, layer } = await compared(altered('tanh', wrongForward))
    expect(verdicts(layer)).toEqual({ 'finite differences': 'agrees', 'same forward': 'agrees', 'same network': 'differs', compiled: 'agrees' })
    expect(report.agreed).toBe(false)
  })

  it('a kind that cannot be built apart, where its row does not say so', async () => {
    const { report, layer } = await compared(altered('tanh', unknown))
    expect(verdicts(layer)).toMatchObject({ 'same forward': 'agrees', 'same network': 'not checked' })
    expect(layer.complaints).toEqual(['same network was not checked: there is no row for a stage of kind "wobble"'])
    expect(report.agreed).toBe(false)
    expect(printLayers(report)).toContain('NOT CHECKED')
    expect(printLayers(report)).toContain('  tanh: same network was not checked: there is no row for a stage of kind "wobble"')
    expect(layersTable(report)).toContain('1. NOT CHECKED: there is no row for a stage of kind "wobble"')
  })
})

it('a layer that throws proves nothing, and keeps no other from being proven', async () => {
  const throwing = elementwise('tanh', () => { throw new Error('it fell over') })
  const report = await compareLayers({ backend: 'tfjs-cpu', layers: [altered('tanh', throwing), layerNamed('relu')] })
  expect(report.layers.map(({ complaints }) => complaints.length)).toEqual([4, 0])
  expect(report.layers[0]!.complaints[0]).toMatch(/^finite differences was not checked: the step throws: .*it fell over/)
  expect(report.agreed).toBe(false)
})

it('a row may say what TensorFlow.js gets wrong, which excuses nothing and is said beside what holds', async () => {
  const faults = [layerFaults.averagePoolSame]
  const sentence = showFault(layerFaults.averagePoolSame)
  const { report } = await compared({ ...layerNamed('tanh'), faults })
  expect(report.agreed).toBe(true)
  expect(layersTable(report)).toMatch(/\| ✓ \| ✓ \| ✓ \[1\] \| ✓ \|\n\n1\. tf\.avgPool on tfjs-wasm and tfjs-cpu: /)
  expect(printLayers(report)).toContain(`what TensorFlow.js gets wrong in these layers\n  ${sentence}`)
  const { report: wrong, layer } = await compared(altered('tanh', wrongForward, { faults }))
  expect(layer.complaints).toHaveLength(1)
  expect(layersTable(wrong)).toMatch(/\| ✓ \| ✓ \| \[1\] \[2\] \| ✓ \|/)
})

describe('a row may say why a witness cannot speak', () => {
  const why = { without: { 'same network': 'Nobody else has it; the same forward proves it.' } }

  it('which is said in the table, and excuses what was not checked', async () => {
    const { report, layer } = await compared(altered('tanh', unknown, why))
    expect(verdicts(layer)).toMatchObject({ 'same forward': 'agrees', 'same network': 'cannot speak' })
    expect(layer.complaints).toEqual([])
    expect(report.agreed).toBe(true)
    expect(printLayers(report)).toContain('  tanh, same network: Nobody else has it; the same forward proves it.')
    expect(layersTable(report)).toMatch(/\| ✓ \| ✓ \| \[1\] \| ✓ \|\n\n1\. Nobody else has it; the same forward proves it\.$/)
  })

  it('and a difference, as long as another witness confirms the layer', async () => {
    expect((await compared(altered('tanh', wrongForward, why))).layer.complaints).toEqual([])
    const sentences = { without: { 'same network': 'A.', 'same forward': 'B.', 'finite differences': 'C.' } }
    const { report, layer } = await compared(altered('tanh', negatedBack, sentences))
    expect(layer.complaints).toHaveLength(3)
    expect(report.agreed).toBe(false)
  })

  it('and is out of date where the witness speaks', async () => {
    const { report, layer } = await compared({ ...layerNamed('tanh'), ...why })
    expect(layer.complaints).toEqual(['its row says why same network cannot speak, and it does'])
    expect(report.agreed).toBe(false)
  })
})

describe('a witness that is not there', () => {
  let report: LayersReport
  beforeAll(async () => {
    report = await compareLayers({
      backend: 'tfjs-node', layers: [layerNamed('dense')], directories: ['/nowhere'], environment: { PULLBACK_CACHE: '/nowhere/at/all' },
    })
  })

  it('is said aloud, and never agrees', () => {
    expect(report).toMatchObject({ witness: { name: 'tfjs-node', available: false }, agreed: false })
    expect(report.witness.reason).toMatch(/./)
    expect(printLayers(report)).toMatch(/^every layer beside tfjs-node: NOT AVAILABLE, so no layer was compared with it: .+/)
    expect(printLayers(report)).toMatch(/NOT ALL AGREE: TensorFlow\.js was not there\.$/)
  })

  it('leaves the others to speak', () => {
    expect(verdicts(report.layers[0]!)).toEqual({
      'finite differences': 'agrees', 'same forward': 'not checked', 'same network': 'not checked', compiled: 'agrees',
    })
    expect(report.layers[0]!.complaints).not.toEqual([])
    expect(layersTable(report)).toMatch(/\| ✓ \| \[1\] \| \[1\] \| ✓ \|\n\n1\. NOT CHECKED: tfjs-node is not available/)
  })
})

it('no layers at all agree about nothing', async () => {
  expect((await compareLayers({ backend: 'tfjs-cpu', layers: [] })).agreed).toBe(false)
})

it('the table has every layer once, under its family, with columns of what was proven elsewhere first', async () => {
  const report = await compareLayers({ backend: 'tfjs-cpu', layers: ['dense', 'relu'].map(layerNamed) })
  const lines = layersTable(report, [{ title: 'types', of: ({ name }) => name === 'dense' ? true : 'It has none.' }]).split('\n')
  expect(lines).toEqual([
    '| layer | such as | variants | types | finite differences | TensorFlow.js, same forward | TensorFlow.js, same network | compiled, 1, 2 and 3 threads |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    '| **Affine** |  |  |  |  |  |  |  |',
    '| `dense` | [2, 4] → [2, 3] | 2 | ✓ | ✓ | ✓ | ✓ | ✓ |',
    '| **Activations** |  |  |  |  |  |  |  |',
    '| `relu` | [2, 5] → [2, 5] | 1 | [1] | ✓ | ✓ | ✓ | ✓ |',
    '', '1. It has none.',
  ])
  expect(new Set(everyLayer.map(({ name }) => name)).size).toBe(everyLayer.length)
})

import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Either } from '../../src/fp.ts'
import { hash, type Shape, toFlat, tree, type Tree } from '../../src/index.ts'
import { loadCheckpoint, saveCheckpoint } from '../../src/io/checkpoint.ts'
import { compareReceipts } from '../../src/run/compare-receipts.ts'
import { engineFor, type RunEngine } from '../../src/run/engine.ts'
import { evidenceBeside } from '../../src/run/evidence.ts'
import { chained, type Link } from '../../src/run/link.ts'
import { readReceipt, type Receipt, writeReceipt } from '../../src/run/receipt.ts'
import { anchorOf } from '../../src/run/recipe.ts'
import { prepare } from '../../src/run/session.ts'
import { hostTensor } from '../../src/tensor/host.ts'
import type { SomeState } from '../../src/train/some-step.ts'
import { holds } from '../support/examples.ts'
import { order, ran, receiptOf, replayed, right } from './scratch.ts'

/** One number of one tensor of a state changed by a millionth. */
const altered = <T extends Tree>(state: T, path: string, index: number): T => tree.mapTensors((x, at) => {
  const numbers = toFlat(x) as readonly number[]
  return at === path ? hostTensor(x.shape as Shape, 'float', Float32Array.from(numbers, (v, i) => i === index ? v + 1e-6 : v)) : x
}, state)

/** An engine in which one weight changes by itself after a step. */
const faulty = (inner: RunEngine, step: number): RunEngine => ({
  ...inner,
  advance: (state, batches) => [...batches].reduce<readonly [SomeState, ReturnType<RunEngine['advance']>[1]]>(([now, before], batch) => {
    const [next, metrics] = inner.advance(now, [batch])
    return [toFlat(next.step)[0] === step ? altered(next, 'params.0.w', 5) : next, [...before, ...metrics]]
  }, [state, []]),
})

const faultyRun = async (step: number, every: { readonly link: number }) => {
  const { training } = right(await prepare(order())())
  const { folder } = await ran(order({}, { every }), { engine: faulty(engineFor(training.step, { kind: 'eager' }), step) })
  return { folder, receipt: receiptOf(folder) }
}

describe('a receipt is confirmed', () => {
  const made = { 'one thread, eager': { kind: 'eager' }, 'two threads, compiled': { kind: 'compiled', threads: 2 }, 'one thread, compiled': { kind: 'compiled', threads: 1 } } as const
  it.each([
    ['one thread, eager', 'two threads, compiled'], ['two threads, compiled', 'one thread, eager'], ['one thread, compiled', 'two threads, compiled'],
  ] as const)('made with %s, run again with %s', async (before, after) => {
    const { folder, outcome } = await ran(order(), { engine: made[before] })
    expect(await replayed(receiptOf(folder), folder, made[after])).toMatchObject({ kind: 'confirmed', links: 11, steps: 100, parameters: outcome.parameters })
  })

  it('also of a run that ended early', async () => {
    const still = order({ learningRate: 0, patience: 3 })
    const { folder } = await ran(still)
    expect(await replayed(receiptOf(folder), folder, undefined, still)).toMatchObject({ kind: 'confirmed', steps: 48 })
  })
})

describe('one weight that changed by itself', () => {
  it('after a step with a link: the step, the tensor, the element, and both values', async () => {
    const { folder, receipt } = await faultyRun(40, { link: 10 })
    const found = await replayed(receipt, folder, undefined, order({}, { every: { link: 10 } }))
    expect(found).toMatchObject({ kind: 'differs', parting: { same: 30, link: 40, step: 40, tensor: 'params.0.w', element: { tensor: 'params.0.w', at: [0, 5] } } })
    const { recorded, computed } = (found as unknown as { readonly parting: { readonly element: { readonly recorded: number; readonly computed: number } } }).parting.element
    expect(recorded).toBe(Math.fround(computed + 1e-6))
  })

  it('between two links: the losses tell after which step at the latest', async () => {
    const { folder, receipt } = await faultyRun(43, { link: 10 })
    const found = await replayed(receipt, folder, undefined, order({}, { every: { link: 10 } }))
    expect(found).toMatchObject({ kind: 'differs', parting: { same: 40, link: 50 } })
    const step = found.kind === 'differs' ? found.parting.step : NaN
    expect(step).toBeGreaterThan(43)
    expect(step).toBeLessThanOrEqual(50)
  })

  it('with a link at each step: exactly there', async () => {
    const { folder, receipt } = await faultyRun(43, { link: 1 })
    expect(await replayed(receipt, folder, undefined, order({}, { every: { link: 1 } })))
      .toMatchObject({ kind: 'differs', parting: { same: 42, link: 43, step: 43, tensor: 'params.0.w', element: { at: [0, 5] } } })
  })
})

describe('a receipt that was changed', () => {
  /** A receipt in which the hash of one altered weight stands at one link, with every chain after it made right again. */
  const forged = async (folder: string, receipt: Receipt, step: number): Promise<Receipt> => {
    const { first } = right(await prepare(order())())
    const file = join(folder, `states/${String(step).padStart(9, '0')}.safetensors`)
    const { state, metadata } = right(await loadCheckpoint(file, first)())
    const wrong = altered(state, 'params.1.w', 4)
    right(await saveCheckpoint(file, wrong, metadata)())
    const place = receipt.paths.indexOf('params.1.w')
    const links = receipt.links.reduce<readonly Link[]>((before, link) => {
      const changed = link.step !== step ? link : { ...link, tensors: link.tensors.map((one, i) => i === place ? hash(tree.leafAt(wrong, 'params.1.w')) : one) }
      return [...before, { ...changed, chain: chained(before.at(-1)?.chain ?? anchorOf(receipt.recipe), changed) }]
    }, [])
    return { ...receipt, links }
  }

  it('with all its chains made right again is caught at the right step, tensor and element', async () => {
    const { folder } = await ran()
    const receipt = await forged(folder, receiptOf(folder), 60)
    expect(await replayed(receipt, folder)).toMatchObject({
      kind: 'differs', parting: { same: 50, link: 60, step: 60, tensor: 'params.1.w', element: { tensor: 'params.1.w', at: [1, 1] } },
    })
  })

  it('in one hash is seen without running anything', async () => {
    const { folder } = await ran()
    const receipt = receiptOf(folder)
    const links = receipt.links.map((link) => link.step === 70 ? { ...link, losses: link.losses.replace(/^./, (c) => c === '0' ? '1' : '0') } : link)
    expect(await replayed({ ...receipt, links }, folder)).toEqual({ kind: 'broken chain', step: 70 })
  })

  it('in its seed, so that the chain hangs on something else', async () => {
    const { folder } = await ran()
    const receipt = receiptOf(folder)
    expect(await replayed({ ...receipt, recipe: { ...receipt.recipe, seed: 8 } }, folder)).toEqual({ kind: 'broken chain', step: 0 })
  })

  it('in the hash of its weights alone', async () => {
    const { folder, outcome } = await ran()
    const recorded = '0'.repeat(64)
    expect(await replayed({ ...receiptOf(folder), parameters: recorded }, folder)).toEqual({ kind: 'false parameters', recorded, computed: outcome.parameters })
  })

  it.each<readonly [string, (receipt: Receipt) => Receipt]>([
    ['its key', (r) => ({ ...r, key: 'f'.repeat(64) })],
    ['the paths of its tensors', (r) => ({ ...r, paths: [...r.paths].reverse() })],
    ['the name of its experiment', (r) => ({ ...r, recipe: { ...r.recipe, experiment: 'another' } })],
    ['what it says of its optimizer', (r) => ({ ...r, recipe: { ...r.recipe, network: { ...r.recipe.network, optimizer: { kind: 'sgd', settings: {} } } } })],
    ['what it says of its data', (r) => ({ ...r, recipe: { ...r.recipe, data: r.recipe.data.map((one) => ({ ...one, examples: 9 })) } })],
  ])('in %s is not confirmed', async (_name, change) => {
    const { folder } = await ran()
    expect((await replayed(change(receiptOf(folder)), folder)).kind).toBe('another program')
  })

  it('is not run with another program', async () => {
    const { folder } = await ran()
    expect(await replayed(receiptOf(folder), folder, undefined, order({ learningRate: 0.02 })))
      .toEqual({ kind: 'another program', reason: 'the training step computes something else than it did' })
  })
})

describe('two receipts', () => {
  const beside = async (a: string, b: string) => {
    const { first } = right(await prepare(order())())
    const told = async (folder: string) => ({ receipt: receiptOf(folder), evidence: right(await evidenceBeside(join(folder, 'receipt.json'))()) })
    return right(await compareReceipts(await told(a), await told(b), first)())
  }

  it('of the same run on two engines are the same', async () => {
    const [a, b] = [await ran(), await ran(order(), { engine: { kind: 'compiled', threads: 2 } })]
    expect(await beside(a.folder, b.folder)).toEqual({ recipes: [], ends: [], links: 11 })
  })

  it('of which one had a fault part at its step, tensor and element', async () => {
    const [a, { folder }] = [await ran(order({}, { every: { link: 10 } })), await faultyRun(40, { link: 10 })]
    expect(await beside(a.folder, folder)).toMatchObject({ recipes: [], parting: { same: 30, link: 40, step: 40, tensor: 'params.0.w', element: { at: [0, 5] } } })
  })

  it('of two seeds say so, and part at the first weights', async () => {
    const [a, b] = [await ran(), await ran(order({}, { seed: 8 }))]
    expect(await beside(a.folder, b.folder)).toMatchObject({ recipes: [{ what: 'data' }, { what: 'batches' }, { what: 'seed', first: '7', second: '8' }], parting: { link: 0, step: 0, tensor: 'key' } })
  })
})

describe('the text of a receipt', () => {
  it('gives the same receipt again', async () => {
    const { folder } = await ran()
    const receipt = receiptOf(folder)
    expect(right(readReceipt('r', writeReceipt(receipt)))).toEqual(receipt)
  })

  it('that is wrong anywhere is refused or still a receipt, and never throws', async () => {
    const { folder } = await ran()
    const text = writeReceipt(receiptOf(folder))
    holds(fc.property(fc.nat(text.length - 1), fc.nat(text.length), fc.string({ maxLength: 4 }), (at, to, put) => {
      const read = readReceipt('receipt.json', text.slice(0, at) + put + text.slice(Math.max(at, to)))
      if (Either.isLeft(read)) {
        expect(read.left.file).toBe('receipt.json')
        expect(read.left.reason).not.toBe('')
      } else expect(read.right.links.length).toBeGreaterThan(0)
    }), 1000)
  })

  it.each<readonly [string, (receipt: Receipt) => object, string]>([
    ['links that go back', (r) => ({ ...r, links: [...r.links].reverse() }), 'the steps do not go upward from 0'],
    ['a link beyond the end', (r) => ({ ...r, recipe: { ...r.recipe, steps: 50 } }), 'it has more steps than its recipe'],
    ['fewer links than it says', (r) => ({ ...r, links: r.links.slice(0, 3) }), 'its status is not that of its last link'],
    ['a link left out', (r) => ({ ...r, links: r.links.filter(({ step }) => step !== 50) }), 'it has not a link at every step where one is due'],
    ['a link without a hash for each tensor', (r) => ({ ...r, paths: r.paths.slice(1) }), 'a link has not one hash for each tensor'],
    ['no links', (r) => ({ ...r, links: [] }), 'it has no links'],
    ['another format', (r) => ({ ...r, format: 'x' }), 'Invalid type'],
  ])('with %s is refused', async (_name, change, reason) => {
    const { folder } = await ran()
    const read = readReceipt('receipt.json', JSON.stringify(change(receiptOf(folder))))
    expect(Either.isLeft(read) && read.left.reason).toContain(reason)
  })
})

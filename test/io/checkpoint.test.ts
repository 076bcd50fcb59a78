import { execFileSync } from 'node:child_process'
import { mkdirSync, openSync, readdirSync, readFileSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeSafetensors } from '../../src/formats/safetensors.ts'
import {
  adam, dense, f32, f64, fold, hashTree, initialize, input, key, normal, pipe, relu, softmaxCrossEntropy, tensor, toPrecision, trainStep, tree, treeEquals,
} from '../../src/index.ts'
import { inspectCheckpoint, loadCheckpoint, saveCheckpoint } from '../../src/io/checkpoint.ts'
import { readSafetensors } from '../../src/io/read-formats.ts'
import { expectSame, read, refusal } from '../formats/outcome.ts'
import { fileOf } from '../formats/safetensors-bytes.ts'
import { namedTensors } from '../formats/tensors.ts'
import { newFolder } from './folder.ts'

const step = trainStep(pipe(input([4, 3]), dense(8), relu, dense(2)), softmaxCrossEntropy, adam({ learningRate: 0.01 }))
const first = initialize(step, key(1))
const labels = tensor([[1, 0], [0, 1], [1, 0], [0, 1]])
const batches = Array.from({ length: 30 }, (_, i) => ({ x: normal(f32, key(100 + i), [4, 3]), labels }))
const [trained] = fold(step)(first, batches.slice(0, 11))

describe('a checkpoint', () => {
  test('gives back a training state to the bit, with what was said of it', async () => {
    const file = join(newFolder(), 'a.safetensors')
    read(await saveCheckpoint(file, trained, { pullback: '0.1.0', position: '11' })())
    const { state, metadata } = read(await loadCheckpoint(file, first)())
    expect(treeEquals(state, trained)).toBe(true)
    expect(hashTree(state)).toBe(hashTree(trained))
    expect(metadata).toEqual({ format: 'pullback-checkpoint-1', pullback: '0.1.0', position: '11', sha256: hashTree(trained) })
    // A network without running statistics has an empty list of states, which leaves no trace in the file.
    expect(state.state).toEqual([])
  })

  test('training goes on as if it had never stopped', async () => {
    const file = join(newFolder(), 'a.safetensors')
    read(await saveCheckpoint(file, trained)())
    const { state } = read(await loadCheckpoint(file, initialize(step, key(99)))())
    expect(hashTree(fold(step)(state, batches.slice(11))[0])).toBe(hashTree(fold(step)(first, batches)[0]))
  })

  test('in f64 stays in f64', async () => {
    const file = join(newFolder(), 'a')
    const precise = tree.map((x) => f64.add(x, f64.fill(x.shape, 2 ** -40)))(toPrecision('f64')(trained))
    read(await saveCheckpoint(file, precise)())
    expect(treeEquals(read(await loadCheckpoint(file, toPrecision('f64')(first))()).state, precise)).toBe(true)
    expect(refusal(await loadCheckpoint(file, first)())).toContain('tensor "params.0.w": it holds f64, f32 is expected')
  })

  test('has the same bytes each time', async () => {
    const [one, other] = [join(newFolder(), 'a'), join(newFolder(), 'b')]
    read(await saveCheckpoint(one, trained, { a: '1', b: '2' })())
    read(await saveCheckpoint(other, trained, { b: '2', a: '1' })())
    expect(readFileSync(one)).toEqual(readFileSync(other))
  })

  test('can be looked into without reading a number', async () => {
    const file = join(newFolder(), 'a')
    read(await saveCheckpoint(file, trained, { position: '11' })())
    const whole = readFileSync(file)
    const inspected = read(await inspectCheckpoint(file)())
    expect(inspected.bytes).toBe(whole.length)
    expect(inspected.metadata).toMatchObject({ format: 'pullback-checkpoint-1', position: '11' })
    expect(inspected.tensors).toHaveLength(tree.leaves(trained).length)
    expect(inspected.tensors.find(({ name }) => name === 'params.1.w')).toEqual({ name: 'params.1.w', dtype: 'F32', shape: [8, 2], elements: 16, bytes: 64 })
    expect(inspected.tensors.find(({ name }) => name === 'step')).toEqual({ name: 'step', dtype: 'I32', shape: [], elements: 1, bytes: 4 })
  })

  test('any tensors in a file are read back, also packed', async () => {
    const folder = newFolder()
    await fc.assert(fc.asyncProperty(namedTensors, async (tensors) => {
      writeFileSync(join(folder, 'a'), encodeSafetensors(tensors, { note: 'x' }))
      execFileSync('gzip', ['-kf', join(folder, 'a')])
      for (const name of ['a', 'a.gz']) {
        const found = read(await readSafetensors(join(folder, name))())
        expectSame(found.tensors, tensors)
        expect(found.metadata).toEqual({ note: 'x' })
      }
    }), { numRuns: 20, seed: 1 })
  })
})

describe('a checkpoint that cannot be used', () => {
  const like = { w: tensor([1, 2]) }
  const right = encodeSafetensors({ w: tensor([3, 4]) })

  test.each<readonly [string, Uint8Array, string]>([
    ['nothing', new Uint8Array(0), 'byte 0: it has 0 bytes'],
    ['a header beyond the end', fileOf('{}', 0, 2n ** 60n), 'byte 0: it claims a header of 1152921504606846976 bytes'],
    ['one of a later format', encodeSafetensors({ w: tensor([3, 4]) }, { format: 'pullback-checkpoint-2' }), 'metadata: its format is "pullback-checkpoint-2", this version reads pullback-checkpoint-1'],
    ['another network', encodeSafetensors({ w: tensor([3, 4, 5]) }), 'tensor "w": its shape is [3], [2] is expected'],
    ['a missing tensor', encodeSafetensors({}), 'tensor "w": it is missing'],
    ['an extra tensor', encodeSafetensors({ w: tensor([3, 4]), v: tensor([1]) }), 'tensor "v": nothing here has that name'],
    ['data cut off', right.slice(0, -1), 'the tensors have 8 bytes, the file has 7 for them'],
    ['a truth value 2', fileOf('{"w":{"dtype":"BOOL","shape":[2],"data_offsets":[0,2]}}', Uint8Array.of(0, 2)), 'tensor "w": it holds bool, f32 is expected'],
  ])('%s is refused', async (_name, bytes, message) => {
    const file = join(newFolder(), 'a.safetensors')
    writeFileSync(file, bytes)
    const said = refusal(await loadCheckpoint(file, like)())
    expect(said).toContain(file)
    expect(said).toContain(message)
  })

  test('a file of another program with the right names is read', async () => {
    const file = join(newFolder(), 'a')
    writeFileSync(file, encodeSafetensors({ w: tensor([3, 4]) }, { format: 'pt' }))
    expect(read(await loadCheckpoint(file, like)())).toEqual({ state: { w: expect.anything() as unknown }, metadata: { format: 'pt' } })
  })

  test('no file, a folder, a pipe and a device are said to be so', async () => {
    const folder = newFolder()
    mkdirSync(join(folder, 'sub'))
    execFileSync('mkfifo', [join(folder, 'pipe')])
    expect(refusal(await loadCheckpoint(join(folder, 'none'), like)())).toContain('none: there is no such file')
    expect(refusal(await loadCheckpoint(join(folder, 'sub'), like)())).toContain('sub: this is a folder, not a file')
    expect(refusal(await loadCheckpoint(join(folder, 'pipe'), like)())).toContain('pipe: this is not an ordinary file')
    expect(refusal(await inspectCheckpoint('/dev/zero')())).toContain('/dev/zero: this is not an ordinary file')
  })

  test('a tree that a file cannot hold is a misuse, and a folder that is not there is said', async () => {
    expect(() => saveCheckpoint('a', { __metadata__: tensor([1]) })).toThrow('safetensors: no tensor can have the name "__metadata__"')
    expect(() => loadCheckpoint('a', { '': { w: tensor([1]) }, w: tensor([2]) })).toThrow('toNamed: two tensors of the tree have the path "w"')
    const folder = newFolder()
    expect(refusal(await saveCheckpoint(join(folder, 'no', 'a'), like)())).toContain('there is no such file or folder')
    expect(readdirSync(folder)).toEqual([])
  })

  test('a huge file whose tensors are not asked for is not read', async () => {
    const file = join(newFolder(), 'huge')
    const size = 2 ** 40
    const header = new TextEncoder().encode(`{"w":{"dtype":"F32","shape":[${size / 4}],"data_offsets":[0,${size}]}}`)
    const handle = openSync(file, 'w')
    writeSync(handle, fileOf(header))
    truncateSync(file, 8 + header.length + size)
    expect(read(await inspectCheckpoint(file)()).tensors).toEqual([{ name: 'w', dtype: 'F32', shape: [size / 4], elements: size / 4, bytes: size }])
    expect(refusal(await loadCheckpoint(file, like)())).toContain(`its shape is [${size / 4}], [2] is expected`)
  })
})

test('headers of 20 MB that build as much as they can are refused in a heap of 96 MB', () => {
  const program = fileURLToPath(new URL('children/hostile-headers.ts', import.meta.url))
  const out = execFileSync(process.execPath, ['--max-old-space-size=96', '--import', 'tsx', program, newFolder()], { encoding: 'utf8' })
  expect(out.trim().split('\n')).toEqual([
    'nested lists: { is expected', 'nested records: only dtype, shape and data_offsets are expected', 'a long shape: there are more than 64 numbers',
    'a long list of offsets: there are more than 2 numbers', 'a number of many digits: a whole number from 0 to 2^53 - 1 is expected',
    'a name without an end: a text has no end', 'strange fields: only dtype, shape and data_offsets are expected',
  ])
})

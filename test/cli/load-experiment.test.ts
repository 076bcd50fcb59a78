import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepSources } from '../../src/cli/load-experiment.ts'
import type { Either } from '../../src/fp.ts'
import { dense, fold, foldIn, fromFlat, hashTree, initialize, input, key, pipe, relu, sgd, softmaxCrossEntropy, trainStep } from '../../src/index.ts'
import type { DataError } from '../../src/io/data-error.ts'
import type { Experiment } from '../../src/run/experiment.ts'
import { points, type Program, right, wrong, writeProgram } from './experiments/programs.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'pullback-modules-'))
afterAll(() => { rmSync(folder, { recursive: true }) })

type Found = Either.Either<DataError, Omit<Experiment, 'prepare'> & { readonly prepare: string }>

interface Loaded {
  readonly trained?: string
  readonly found: readonly Found[]
}

const entryOf = (program: Program): string => join(folder, Object.keys(program)[0] ?? '')

const rights = Object.entries(right)
const wrongs = Object.entries(wrong)
const folderOnly = join(folder, 'parts.ts')
const missing = join(folder, 'missing.ts')

// One process loads them all: what fails in one must not disturb the next.
let loaded: ReadonlyMap<string, Found>
let trained: string | undefined
beforeAll(() => {
  [points, ...Object.values(right), ...Object.values(wrong).map(({ program }) => program), { 'parts.ts/nothing.txt': '' }]
    .forEach((program) => { writeProgram(folder, program) })
  const files = [entryOf(points), ...rights.map(([, program]) => entryOf(program)), ...wrongs.map(([, { program }]) => entryOf(program)), missing, folderOnly]
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'test/cli/experiments/load.ts', ...files], { cwd: root, encoding: 'utf8' })
  if (stdout === '') throw new Error(stderr)
  const said = JSON.parse(stdout) as Loaded
  trained = said.trained
  loaded = new Map(files.map((file, i) => [file, said.found[i]!]))
})

describe('a module of the user\'s', () => {
  it('trains on the library that loads it, to the bits that this library comes to', () => {
    const net = pipe(input([4, 2]), dense(8), relu, dense(2))
    const step = trainStep(net, softmaxCrossEntropy, sgd({ learningRate: 0.5 }))
    const batch = { x: fromFlat([4, 2], [-1, 0.5, 1, 0.25, -0.5, -1, 2, 1]), labels: fromFlat([4, 2], [1, 0, 0, 1, 1, 0, 0, 1]) }
    const [{ params }] = fold(step)(initialize(step, foldIn(key(1), 0)), [batch, batch])
    expect(trained).toBe(hashTree(params))
  })

  it('gives its experiment', () => {
    expect(loaded.get(entryOf(points))).toEqual({ _tag: 'Right', right: { name: 'points', config: { learningRate: 0.5, steps: 12 }, prepare: 'function' } })
  })

  it.each(rights)('may be or have %s', (_, program) => {
    expect(loaded.get(entryOf(program))).toEqual({ _tag: 'Right', right: { name: 'one', config: { epochs: 3 }, prepare: 'function' } })
  })

  it.each(wrongs)('is refused for %s', (_, { program, file, place, reason }) => {
    const refused = { file: file === undefined ? entryOf(program) : join(folder, file), reason: expect.stringContaining(reason) as string }
    expect(loaded.get(entryOf(program))).toMatchObject({ _tag: 'Left', left: place === undefined ? refused : { ...refused, place } })
  })

  it('must be a file that is there', () => {
    expect(loaded.get(missing)).toMatchObject({ _tag: 'Left', left: { file: missing, reason: 'there is no such file or folder' } })
    expect(loaded.get(folderOnly)).toMatchObject({ _tag: 'Left', left: { file: folderOnly, reason: 'this is a folder, not a file' } })
  })
})

const kept = async (file: string, into: string) => {
  const result = await keepSources(file, join(folder, into))()
  if (result._tag === 'Left') throw new Error(JSON.stringify(result.left))
  return result.right
}

describe('the sources that a run keeps', () => {
  it('are the module and all it imports relatively, as they lie, byte for byte', async () => {
    const { copy } = await kept(entryOf(points), 'run')
    expect(copy).toBe('source/points.ts')
    // A file of types alone is not needed to run.
    const files = ['parts/net.ts', 'parts/points.json', 'points.ts']
    expect(readdirSync(join(folder, 'run/source'), { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).map(({ name }) => name).sort())
      .toEqual(['net.ts', 'points.json', 'points.ts'])
    expect(files.map((name) => readFileSync(join(folder, 'run/source', name), 'utf8'))).toEqual(files.map((name) => points[name]))
  })

  it('hash to the same from their copy, and to another when a byte or a name differs', async () => {
    const { copy, sha256 } = await kept(entryOf(points), 'first')
    expect(sha256).toMatch(/^[0-9a-f]{64}$/)
    expect((await kept(join(folder, 'first', copy), 'second')).sha256).toBe(sha256)
    writeProgram(join(folder, 'first/source'), { 'parts/points.json': points['parts/points.json']!.replace('0.25', '0.26') })
    expect((await kept(join(folder, 'first', copy), 'third')).sha256).not.toBe(sha256)
    writeProgram(join(folder, 'renamed'), { ...points, 'points.ts': '', 'pointz.ts': points['points.ts']! })
    expect((await kept(join(folder, 'renamed/pointz.ts'), 'fourth')).sha256).not.toBe(sha256)
  })

  it('follow exports, dynamic imports and what lies above, and leave packages out', async () => {
    writeProgram(join(folder, 'deep'), {
      'a/b/entry.ts': `export * from '../../shared/one.js'\nexport const later = () => import('./two.mjs')\n// import './comment.ts'\n`,
      'shared/one.ts': `import 'pullback'\nimport './circle.ts'\nexport const x: number = 1\n`,
      'shared/circle.ts': `import { x } from './one.ts'\nconsole.log(x)\n`,
      'a/b/two.mjs': 'export const y = 2\n',
      'a/b/comment.ts': '\n',
    })
    expect((await kept(join(folder, 'deep/a/b/entry.ts'), 'kept-deep')).copy).toBe('source/a/b/entry.ts')
    expect(readdirSync(join(folder, 'kept-deep/source'), { recursive: true }).map(String).filter((name) => /\./.test(name)).sort())
      .toEqual(['a/b/entry.ts', 'a/b/two.mjs', 'shared/circle.ts', 'shared/one.ts'])
  })

  it('are none where one does not parse', async () => {
    const result = await keepSources(entryOf(wrong['an import of it that does not parse']!.program), join(folder, 'none'))()
    expect(result).toMatchObject({ _tag: 'Left', left: { file: join(folder, 'inner.ts'), place: 'line 4, column 1' } })
    expect(readdirSync(folder)).not.toContain('none')
  })
})

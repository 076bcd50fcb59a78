import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { build } from 'esbuild'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { points, type Program, writeProgram } from '../cli/experiments/programs.ts'
import { filesOf, packagesOf } from './imports-of.ts'
import { link, pack, type Packed, root } from './packed.ts'
import { type Finished, run, succeed } from './run.ts'
import { experimenting, inference, matching, training } from './user-programs.ts'

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>
  readonly peerDependencies: Readonly<Record<string, string>>
  readonly peerDependenciesMeta: Readonly<Record<string, { readonly optional: boolean }>>
  readonly scripts?: Readonly<Record<string, string>>
}

const manifestOf = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest

let packed: Packed
beforeAll(() => { packed = pack() }, 300_000)
afterAll(() => { packed.remove() })

const dist = (file: string): string => join(packed.installed, 'dist', file)

/** What a user can import, by its file. */
const libraries = ['index', 'node', 'compare', 'compare-vitest'] as const

const resolutions = ['nodenext', 'bundler'] as const

/** What tsc says about a program of the user's, with nothing but the language's own types beside the package's. */
const compiled = (name: string, moduleResolution: (typeof resolutions)[number], program: string, skipLibCheck: boolean): Finished => {
  const folder = join(packed.project, `${name}-${moduleResolution}`)
  mkdirSync(folder)
  writeFileSync(join(folder, 'program.ts'), program)
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({
    compilerOptions: {
      module: moduleResolution === 'nodenext' ? 'nodenext' : 'esnext', moduleResolution, target: 'es2023', lib: ['es2023'], types: [],
      strict: true, exactOptionalPropertyTypes: true, skipLibCheck, noEmit: true,
    },
  }))
  return run(folder, process.execPath, join(root, 'node_modules/typescript/bin/tsc'), '--project', '.')
}

describe('what is published', () => {
  it('depends on fp-ts alone while it runs; the rest is optional', () => {
    const { dependencies, peerDependencies, peerDependenciesMeta } = manifestOf(packed.installed)
    expect(Object.keys(dependencies)).toEqual(['fp-ts'])
    expect(Object.keys(peerDependencies).filter((name) => peerDependenciesMeta[name]?.optional !== true)).toEqual([])
  })

  it('runs no script when it is installed', () => {
    expect(Object.keys(manifestOf(packed.installed).scripts ?? {}).filter((name) => /^(pre|post)?(install|prepare|pack|publish)/.test(name))).toEqual([])
  })

  it('has the built files, the source, the data and the licences, and no test', () => {
    expect(readdirSync(packed.installed).sort()).toEqual(['LICENSE', 'README.md', 'compare', 'dist', 'package.json', 'src'])
    expect(readdirSync(dist('.'))).toEqual(expect.arrayContaining(
      [...libraries.flatMap((name) => [`${name}.js`, `${name}.d.ts`]), 'cli.js', 'module-hooks.js', 'THIRD-PARTY-LICENSES.txt']))
    expect(readdirSync(join(packed.installed, 'src/data'))).toContain('digits.csv.gz')
  })

  it('imports nothing but fp-ts, so that it runs in a browser', () => {
    expect(packagesOf(dist('index.js')).filter((name) => !/^fp-ts\/lib\/\w+\.js$/.test(name))).toEqual([])
  })

  it('reads and writes files with Node and nothing else', () => {
    expect(packagesOf(dist('node.js')).filter((name) => !/^(fp-ts\/lib\/\w+\.js|node:.*)$/.test(name))).toEqual([])
    expect(packagesOf(dist('cli.js')).filter((name) => !/^(fp-ts\/lib\/\w+\.js|node:.*|@tensorflow\/.*)$/.test(name))).toEqual([])
    expect(packagesOf(dist('module-hooks.js')).filter((name) => !name.startsWith('node:'))).toEqual([])
  })

  it('loads what draws a report only when one is written', () => {
    const draws = (file: string): boolean => readFileSync(file, 'utf8').includes('node_modules/zrender/')
    const drawing = readdirSync(dist('.')).filter((name) => name.endsWith('.js') && draws(dist(name)))
    expect(drawing).toHaveLength(1)
    expect([...libraries, 'cli'].filter((name) => filesOf(dist(`${name}.js`), true).map((file) => basename(file)).includes(drawing[0]!))).toEqual([])
  })

  it('brings the licence of everything that is bundled', () => {
    const bundled = readdirSync(dist('.')).filter((name) => name.endsWith('.js')).flatMap((name) =>
      [...readFileSync(dist(name), 'utf8').matchAll(/^\s*\/\/ .*node_modules\/((?:@[^/\n]+\/)?[^/\n]+)\//gm)].map(([, one]) => one))
    const licences = readFileSync(dist('THIRD-PARTY-LICENSES.txt'), 'utf8').split('\n\n----\n\n')
    const told = licences.map((text) => text.slice(0, text.indexOf('\n')))
    expect([...new Set(bundled)].filter((name) => !told.includes(name!))).toEqual([])
    expect(told).toEqual(expect.arrayContaining(['@noble/hashes', 'cli-progress', 'commander', 'csv-parse', 'echarts', 'fflate', 'sucrase', 'valibot', 'zrender']))
    expect(licences.filter((text) => text.length < 40)).toEqual([])
  })

  it('imports nothing beside fp-ts, Node and the optional peers for comparing', () => {
    const peers = /^(fp-ts\/lib\/\w+\.js|node:.*|@tensorflow\/.*)$/
    expect(packagesOf(dist('compare.js')).filter((name) => !peers.test(name))).toEqual([])
    expect(packagesOf(dist('compare-vitest.js')).filter((name) => !peers.test(name))).toEqual(['vitest'])
  })

  it('has declarations without source endings or places of this machine', () => {
    const declarations = readdirSync(dist('.')).filter((name) => name.endsWith('.d.ts'))
    expect(declarations.filter((name) => /from '[^']*\.ts'|import\("[^"]*"\)/.test(readFileSync(dist(name), 'utf8')))).toEqual([])
    const code = readdirSync(dist('.')).filter((name) => /\.(d\.ts|js)$/.test(name))
    expect(code.filter((name) => readFileSync(dist(name), 'utf8').includes(root.slice(0, -1)))).toEqual([])
  })

  it('passes publint', async () => {
    const { messages, pkg } = await publint({ pkgDir: packed.installed, strict: true })
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([])
  })

  it('passes "are the types wrong" for Node and bundlers', () => {
    const { status, output } = run(packed.project, join(root, 'node_modules/.bin/attw'), packed.tarball, '--profile', 'esm-only', '--no-emoji', '--no-color')
    expect(output.split('\n').filter((line) => /pullback[^│]*│ OK \(ESM\) +│ OK /.test(line))).toHaveLength(4)
    expect(status).toBe(0)
  })
})

describe('a project that installed it', () => {
  it('trains in Node', () => {
    writeFileSync(join(packed.project, 'train.js'), training)
    expect(succeed(packed.project, process.execPath, 'train.js')).toMatch(/^loss fell: true\nhash: [0-9a-f]{64}\n$/)
  })

  it.each(resolutions)('compiles against the declarations under %s', (moduleResolution) => {
    expect(compiled('alone', moduleResolution, inference, false)).toEqual({ status: 0, output: '' })
  })

  it('can be bundled for a browser', async () => {
    const { errors, warnings } = await build({
      entryPoints: [join(packed.project, 'train.js')], bundle: true, platform: 'browser', format: 'esm', write: false, logLevel: 'silent',
    })
    expect([...errors, ...warnings].map(({ text }) => text)).toEqual([])
  })

  it('has a command', () => {
    expect(succeed(packed.project, process.execPath, dist('cli.js'), '--help')).toContain('Usage: pullback')
    expect(succeed(packed.project, process.execPath, dist('cli.js'), 'explain', 'mazur')).toContain('dw = x^T dy')
  })
})

/** The hash of the weights that a TypeScript experiment ends with, trained by a command in a folder of a user's. */
const trainedBy = (cli: string, folder: string, program: Program, ...runtime: readonly string[]): string | undefined => {
  writeProgram(folder, program)
  const [command = process.execPath, ...parts] = runtime
  const said = succeed(folder, command, ...parts, cli, 'train', 'points.ts', '--folder', 'run')
  return /SHA-256 of the trained weights ([0-9a-f]{64})/.exec(said)?.[1]
}

/** The same program with the ending of every file as it is, which is what Deno asks for. */
const exactly: Program = Object.fromEntries(Object.entries(points).map(([name, text]) => [name, text.replaceAll(`.js'`, `.ts'`)]))

describe('an experiment in TypeScript', () => {
  it.each(resolutions)('compiles against the declarations under %s, and a wrong one does not', (moduleResolution) => {
    expect(compiled('experiment', moduleResolution, experimenting, false)).toEqual({ status: 0, output: '' })
  })

  // Classes with private fields do not mix: a second copy of the library beside the module would end the run.
  it('is trained by the installed command, and by one that is installed elsewhere, on the command\'s own library', () => {
    const local = trainedBy(dist('cli.js'), join(packed.project, 'experiments'), points)
    expect(local).toMatch(/^[0-9a-f]{64}$/)
    expect(existsSync(join(packed.project, 'experiments/run/source/parts/net.ts'))).toBe(true)
    const elsewhere = join(dirname(packed.project), 'global')
    cpSync(packed.installed, join(elsewhere, 'node_modules/pullback'), { recursive: true })
    link(elsewhere, 'fp-ts')
    const command = join(elsewhere, 'node_modules/pullback/dist/cli.js')
    expect(trainedBy(command, join(packed.project, 'beside-another-copy'), points)).toBe(local)
    expect(trainedBy(command, join(dirname(packed.project), 'no-project'), points)).toBe(local)
  })

  it('is trained in Bun and in Deno too', () => {
    const local = trainedBy(dist('cli.js'), join(packed.project, 'in-node'), exactly)
    expect(trainedBy(dist('cli.js'), join(packed.project, 'in-bun'), exactly, join(root, 'node_modules/.bin/bun'))).toBe(local)
    expect(trainedBy(dist('cli.js'), join(packed.project, 'in-deno'), exactly, join(root, 'node_modules/.bin/deno'), 'run', '--allow-all')).toBe(local)
  })

  it('is run again by its receipt', () => {
    const again = succeed(packed.project, process.execPath, dist('cli.js'), 'replay', 'in-node/run/receipt.json', '--engine', 'eager')
    expect(again).toMatch(/confirm/i)
  })
})

describe('a project that has TensorFlow.js and vitest too', () => {
  beforeAll(() => { ['@tensorflow', 'vitest', '@types/node'].forEach((name) => { link(packed.project, name) }) })

  it('can import the comparison', () => {
    writeFileSync(join(packed.project, 'compare.js'), `import * as compare from 'pullback/compare'\nconsole.log(typeof compare.compareStep)\n`)
    expect(succeed(packed.project, process.execPath, 'compare.js')).toBe('function\n')
  })

  // Declarations of other packages are not ours to check, and TensorFlow.js's need a browser's.
  it.each(resolutions)('compiles with the comparison and its matchers under %s', (moduleResolution) => {
    expect(compiled('matchers', moduleResolution, matching, true)).toEqual({ status: 0, output: '' })
  })

  it('can use the matchers in its own tests', () => {
    writeFileSync(join(packed.project, 'step.test.js'), matching)
    expect(succeed(packed.project, process.execPath, join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--root', '.')).toMatch(/Tests .*1 passed/)
  })
})

import { builtinModules } from 'node:module'
import { describe, expect, it } from 'vitest'
import { circleIn, type Import, importsBelow, importsOf } from './imports.ts'

const imports = importsBelow('src', 'compare')

/** Where imports may go: which files a rule is for, which imports of theirs are right, and one import that is wrong. */
interface Direction {
  readonly rule: string
  readonly of: RegExp
  readonly right: (one: Import) => boolean
  readonly wrong: readonly [from: string, to: string]
}

const directions: readonly Direction[] = [
  {
    rule: 'src imports nothing from compare, save the command line',
    of: /^src\/(?!cli\/)/,
    right: ({ to }) => !to.startsWith('compare/'),
    wrong: ['src/net.ts', 'compare/index.ts'],
  },
  {
    rule: 'src and compare import nothing from spec or test',
    of: /^(src|compare)\//,
    right: ({ to }) => !/^(spec|test)\//.test(to),
    wrong: ['compare/case.ts', 'spec/print.ts'],
  },
  {
    rule: 'only the command line, files and runs in src need Node',
    of: /^src\/(?!cli\/|io\/|run\/)/,
    right: ({ to }) => !to.startsWith('node:') && !builtinModules.includes(to),
    wrong: ['src/tensor/hash.ts', 'node:crypto'],
  },
  {
    rule: 'the library does not import the command line',
    of: /^(src\/(?!cli\/)|compare\/)/,
    right: ({ to }) => !to.startsWith('src/cli/'),
    wrong: ['src/index.ts', 'src/cli/say.ts'],
  },
  {
    rule: 'kernels import types and each other',
    of: /^(src|compare)\/.*\/kernels\//,
    right: ({ to, typesOnly }) => typesOnly || to.includes('/kernels/'),
    wrong: ['src/engines/eager/kernels/matmul.ts', 'src/tensor/host.ts'],
  },
  {
    rule: 'the tracer knows the vocabulary, not what is built from it',
    of: /^src\/engines\/trace\//,
    right: ({ to }) => /^src\/(engines\/(eager|listen|trace)|shape|tensor)\/|^src\/(engines\/scan-in-steps|fp|misuse|ops|place|tensor|tree)\.ts$/.test(to),
    wrong: ['src/engines/trace/trace.ts', 'src/train/step.ts'],
  },
  {
    rule: 'elementary functions import types and each other',
    of: /^src\/math\//,
    right: ({ to, typesOnly }) => typesOnly || to.startsWith('src/math/'),
    wrong: ['src/math/exp.ts', 'src/misuse.ts'],
  },
  {
    rule: 'fp-ts comes into src through src/fp.ts',
    of: /^src\/(?!fp\.ts)/,
    right: ({ to }) => !to.startsWith('fp-ts'),
    wrong: ['src/net.ts', 'fp-ts/lib/function.js'],
  },
  {
    rule: 'fp-ts is imported in the one form that works everywhere',
    of: /./,
    right: ({ to }) => !to.startsWith('fp-ts') || /^fp-ts\/lib\/\w+\.js$/.test(to),
    wrong: ['compare/case.ts', 'fp-ts/function'],
  },
  {
    rule: 'relative imports keep their ending',
    of: /./,
    right: ({ to }) => !/^(src|compare)\//.test(to) || to.endsWith('.ts'),
    wrong: ['src/net.ts', 'src/tensor'],
  },
]

const broken = ({ of, right }: Direction, imports: readonly Import[]): readonly string[] =>
  imports.filter((one) => of.test(one.from) && !right(one)).map(({ from, to }) => `${from} -> ${to}`)

describe.each(directions)('$rule', (direction) => {
  it('everywhere', () => {
    expect(broken(direction, imports)).toEqual([])
  })
  it('and would be seen if not', () => {
    const [from, to] = direction.wrong
    expect(broken(direction, [{ from, to, typesOnly: false }])).toHaveLength(1)
  })
})

describe('imports', () => {
  it('never run in a circle', () => {
    expect(circleIn(imports)?.join(' -> ')).toBeUndefined()
  })
  it('are all read', () => {
    expect(imports.length).toBeGreaterThan(200)
  })
})

describe('what these tests read', () => {
  it('is every kind of import, with types told apart', () => {
    const text = `import './a.ts'; import b from '../b.ts'; import type { C } from './c.ts'; export * from './d.ts'; export { type E } from './e.ts'; import f from 'f'`
    expect(importsOf('src/x/y.ts', text)).toEqual([
      { from: 'src/x/y.ts', to: 'src/x/a.ts', typesOnly: false },
      { from: 'src/x/y.ts', to: 'src/b.ts', typesOnly: false },
      { from: 'src/x/y.ts', to: 'src/x/c.ts', typesOnly: true },
      { from: 'src/x/y.ts', to: 'src/x/d.ts', typesOnly: false },
      { from: 'src/x/y.ts', to: 'src/x/e.ts', typesOnly: true },
      { from: 'src/x/y.ts', to: 'f', typesOnly: false },
    ])
  })
  it('shows a circle', () => {
    const one = (from: string, to: string): Import => ({ from, to, typesOnly: false })
    expect(circleIn([one('a', 'b'), one('b', 'c'), one('c', 'b')])).toEqual(['b', 'c', 'b'])
    expect(circleIn([one('a', 'b'), one('a', 'c'), one('b', 'c')])).toBeUndefined()
  })
})

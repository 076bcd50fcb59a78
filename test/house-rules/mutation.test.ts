import { ESLint } from 'eslint'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const eslint = new ESLint({ cwd: root })

/** The rules that `text` breaks when it stands in the file `path`, in place of what is there now. */
const refused = async (path: string, text: string): Promise<readonly (string | null)[]> => {
  const [result] = await eslint.lintText(text, { filePath: `${root}${path}` })
  return [...new Set(result?.messages.map(({ ruleId }) => ruleId))]
}

const mutations = {
  'functional/no-let': 'export const f = (x: number): number => { let y = x; y += 1; return y }\n',
  'functional/no-loop-statements': 'export const f = (g: () => void): void => { for (const _ of [1, 2]) g() }\n',
  'functional/immutable-data': 'export const f = (xs: number[]): void => { xs[0] = 1; xs.push(2) }\n',
  'pullback/no-typed-array-writes': 'export const f = (xs: Float32Array): Float32Array => xs.fill(1)\n',
}

const forbidden = ['src/layers/activations/relu.ts', 'src/net.ts', 'src/engines/eager/elementwise.ts', 'spec/print.ts', 'compare/tensorflow/load.ts', 'compare/bench/measure.ts']
const allowed = ['src/engines/eager/kernels/elementwise.ts', 'src/train/kernels/scan.ts', 'src/engines/wasm/host/heap.ts', 'src/math/exp.ts', 'compare/bench/kernels/repeat.ts']

describe.each(Object.entries(mutations))('%s', (rule, text) => {
  it.each(forbidden)('is broken in %s', async (path) => {
    expect(await refused(path, text)).toContain(rule)
  })
  it.each(allowed)('is no rule in %s', async (path) => {
    expect(await refused(path, text)).toEqual([])
  })
})

describe('any and !', () => {
  it('are refused in the library', async () => {
    expect(await refused('src/layers/activations/relu.ts', 'export const f = (xs: any): unknown => xs\n')).toEqual(['@typescript-eslint/no-explicit-any'])
    expect(await refused('src/layers/activations/relu.ts', 'export const f = (xs: readonly number[]): number => xs[0]!\n'))
      .toEqual(['@typescript-eslint/no-non-null-assertion'])
  })
  it('any is refused in a kernel too', async () => {
    expect(await refused('src/math/exp.ts', 'export const f = (xs: any): unknown => xs\n')).toEqual(['@typescript-eslint/no-explicit-any'])
  })
})

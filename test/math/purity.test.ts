import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as math from '../../src/math/index.ts'
import { draw } from './sample.ts'

const folder = new URL('../../src/math/', import.meta.url)
const code = (file: string): string =>
  readFileSync(new URL(file, folder), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\/\/.*$/gm, '')

describe('what src/math may use of the platform', () => {
  const files = readdirSync(folder).filter(file => file.endsWith('.ts'))

  it('only sqrt, abs and floor of Math, and no ** operator', () => {
    for (const file of files) {
      const used = [...code(file).matchAll(/Math\s*\.\s*(\w+)|Math\s*\[|\*\*/g)].map(([text, name]) => name ?? text)
      expect(used.filter(name => !['sqrt', 'abs', 'floor'].includes(name)), file).toEqual([])
    }
  })

  it('nothing from outside the folder', () => {
    for (const file of files) {
      const sources = [...code(file).matchAll(/from\s+'([^']+)'/g)].map(([, source]) => source ?? '')
      for (const source of sources) expect(source, file).toMatch(/^\.\/[a-z0-9-]+\.ts$/)
    }
  })
})

describe('the functions are pure', () => {
  it('a result does not depend on the calls before it', () => {
    const functions: ((x: number, y: number) => number)[] = Object.values(math)
    const from = draw(5)
    const inputs = Array.from({ length: 300 }, () => from.logUniform(-20, 60)).concat([0, -0, NaN, Infinity, 5e-324, 1e300])
    const alone = functions.map(f => inputs.map(x => f(x, 1.5)))
    // The other way round: all functions on one input, then the next, from the last to the first.
    const mixed = [...inputs].reverse().map(x => functions.map(f => f(x, 1.5)))
    functions.forEach((_, f) => {
      inputs.forEach((x, i) => {
        expect(mixed[inputs.length - 1 - i]?.[f], `input ${x}`).toBe(alone[f]?.[i])
      })
    })
  })
})

import { describe, expect, it } from 'vitest'
import * as math from '../../src/math/index.ts'
import { type FunctionName, reference } from './reference/functions.ts'
import { nearestFloat32 } from './reference/rounding.ts'
import { regions } from './regions.ts'
import { draw, fromWords } from './sample.ts'

const points = Number(process.env['FLOAT32_POINTS'] ?? 500)
const names = Object.keys(reference) as FunctionName[]

/** Any finite f32 inside the range of exponents where most functions are not constant. */
const float32Bits = (word: number): number => {
  const exponent = 1023 - 40 + (((word >>> 20) & 0x7ff) % 51)
  return Math.fround(fromWords(((word & 0x80000000) | (exponent << 20) | (word & 0xfffff)) >>> 0, 0))
}

/** The domain without special points: the reference is for these. */
const inside = (name: FunctionName, x: number, y: number): boolean => {
  if (x === 0 || !Number.isFinite(x) || !Number.isFinite(y)) return false
  if (name === 'log') return x > 0
  if (name === 'log1p') return x > -1
  if (name === 'erfinv') return Math.abs(x) < 1
  return name !== 'pow' || (x > 0 && x !== 1 && y !== 0) || (x < 0 && Number.isInteger(y) && y !== 0)
}

describe('f32: the f64 result rounded once is the correctly rounded result', () => {
  for (const name of names) {
    it(name, () => {
      const differing: string[] = []
      let count = 0
      const check = (x: number, y: number): void => {
        if (!inside(name, x, y)) return
        count++
        const ours = Math.fround(math[name](x, y))
        const right = nearestFloat32(reference[name](x, y))
        if (ours !== right) differing.push(`${x}, ${y}: ${ours}, not ${right}`)
      }
      regions[name].forEach(([, point], index) => {
        const from = draw(1000 + index)
        for (let i = 0; i < points; i++) {
          const [x, y = 0] = point(from)
          check(Math.fround(x), Math.fround(y))
        }
      })
      const from = draw(2000)
      for (let i = 0; i < 4 * points; i++) check(float32Bits(from.word()), float32Bits(from.word()))
      console.log(`${name.padEnd(8)} ${differing.length} of ${count} f32 results differ from the correctly rounded ones`)
      expect(differing).toEqual([])
      expect(count).toBeGreaterThan(points)
    }, 20_000 + points * 60)
  }
})

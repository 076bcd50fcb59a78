import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { accuracy } from '../../src/math/accuracy.ts'
import * as math from '../../src/math/index.ts'
import { type FunctionName, reference } from './reference/functions.ts'
import { errorInUlps } from './reference/rounding.ts'
import { regions } from './regions.ts'
import { draw } from './sample.ts'

/** Points in each region. A bigger measurement: `ACCURACY_POINTS=100000 npx vitest run test/math/accuracy.test.ts`. */
const points = Number(process.env['ACCURACY_POINTS'] ?? 1000)
const limit = points * 0.06 + 20_000

const names = Object.keys(reference) as FunctionName[]
const call = (name: FunctionName, [x, y]: readonly [number, number?]): number => math[name](x, y ?? 0)
const truth = (name: FunctionName, [x, y]: readonly [number, number?]) => reference[name](x, y ?? 0)

type Found = { readonly error: number; readonly region: string; readonly at: string }

/** The largest error in every region. Points outside the domain (0, infinities, NaN) belong to special-values.test.ts. */
const measure = (name: FunctionName): readonly Found[] =>
  regions[name].map(([region, point], index) => {
    const from = draw(index + 1)
    let worst: Found = { error: 0, region, at: '' }
    for (let i = 0; i < points; i++) {
      const at = point(from)
      if (at.some(x => x === 0 || !Number.isFinite(x)) || (name === 'pow' && at[0] === 1)) continue
      const error = errorInUlps(call(name, at), truth(name, at))
      if (!(error <= worst.error)) worst = { error, region, at: at.join(', ') }
    }
    return worst
  })

describe('f64 error against a 300-bit reference', () => {
  for (const name of names) {
    it(
      name,
      () => {
        const found = measure(name)
        const worst = found.reduce((a, b) => (b.error > a.error ? b : a))
        const where = `${worst.at} (${worst.region})`
        console.log(`${name.padEnd(8)} ${worst.error.toFixed(4)} ulp at ${where}; ${points * found.length} points`)
        expect(worst.error, `${name}(${worst.at})`).toBeLessThanOrEqual(accuracy[name].largestError)
        expect(accuracy[name].largestError).toBeLessThan(0.8)
      },
      limit * 6,
    )

    it(`${name} states the same figure in its comment`, () => {
      const source = readFileSync(new URL(`../../src/math/${name}.ts`, import.meta.url), 'utf8')
      expect(source).toContain(`Largest error found: ${String(accuracy[name].largestError)} ulp`)
    })
  }
})

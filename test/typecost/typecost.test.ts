import { readFileSync, writeFileSync } from 'node:fs'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { empty, type Fixture, fixtures } from './fixtures.ts'
import { instantiations } from './measure.ts'

/** The promise: a network of 200 stages costs less than this beyond the library itself. */
const PROMISED = 20_000
/** How much more than the kept figure a change may cost before it has to be looked at and accepted. */
const GROWTH = 1.05

interface Thresholds {
  readonly typescript: string
  readonly instantiations: Readonly<Partial<Record<Fixture, number>>>
}

const path = new URL('thresholds.json', import.meta.url)
const kept = JSON.parse(readFileSync(path, 'utf8')) as Thresholds
const names = Object.keys(fixtures) as Fixture[]

const base = instantiations(empty)
const cost = Object.fromEntries(names.map((name) => [name, instantiations(fixtures[name]) - base])) as Record<Fixture, number>

if (process.env['PULLBACK_ACCEPT'] === '1') {
  writeFileSync(path, `${JSON.stringify({ typescript: ts.version, instantiations: cost } satisfies Thresholds, null, 2)}\n`)
}

describe('what a network costs the compiler, in type instantiations beyond an empty file', () => {
  it(`is under ${String(PROMISED)} for 200 stages`, () => {
    expect(cost['200 stages']).toBeLessThan(PROMISED)
  })

  it('was measured with this compiler', () => {
    expect(ts.version).toBe(kept.typescript)
  })

  it.each(names)('has not grown by more than 5 % for %s', (name) => {
    expect(cost[name]).toBeLessThanOrEqual(Math.ceil((kept.instantiations[name] ?? 0) * GROWTH))
  })
})

import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { decodeSafetensors, encodeSafetensors, type SafetensorsFile } from '../../src/formats/safetensors.ts'
import { Either } from '../../src/index.ts'
import type { DataError } from '../../src/io/data-error.ts'
import { holds } from '../support/examples.ts'
import { allocatedBy } from './counted-allocation.ts'
import { mutations } from './mutations.ts'
import { expectSame, read } from './outcome.ts'

const FILE = 'spoiled.safetensors'

/** A reason without the names and numbers of the one file. */
const kindOf = (reason: string): string => reason.replace(/"(?:[^"\\]|\\.)*"/g, '…').replace(/(?<!-)\d[\d.e+]*/g, 'n').replace(/\[(?:n(?:, )?)*\]/g, '[…]').replace(/shape \[…\] of \w+/, 'shape […]')

const refused = new Map<string, Map<string, number>>()

const count = (mutation: string, kind: string): void => {
  const own = refused.get(mutation) ?? new Map<string, number>()
  refused.set(mutation, own.set(kind, (own.get(kind) ?? 0) + 1))
}

const ACCEPTED = '(read)'

// Plain comparisons, since an `expect` each would take most of the time.

const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0

const saysWhere = ({ file, place, reason, remedy }: DataError): boolean =>
  file === FILE && /^(byte|character|tensor|name) /.test(place ?? '') && reason !== '' && reason.length < 1000 && remedy !== ''

const consistent = ({ tensors, metadata }: SafetensorsFile): boolean => {
  const again = encodeSafetensors(tensors, metadata)
  const back = read(decodeSafetensors(FILE, again))
  expectSame(back.tensors, tensors)
  return same(encodeSafetensors(back.tensors, back.metadata), again)
}

describe('a spoiled file is refused with a reason or read as what it then says; nothing is thrown, nothing large allocated', () => {
  test.each(mutations)('$name', ({ name, runs, files }) => {
    holds(fc.property(files, (bytes) => {
      const before = bytes.slice()
      const [outcome, allocated] = allocatedBy(() => decodeSafetensors(FILE, bytes))
      count(name, Either.isLeft(outcome) ? kindOf(outcome.left.reason) : ACCEPTED)
      // Every number that is kept lies in the file, so no more bytes are asked for than the file has.
      const fair = allocated <= bytes.length && same(bytes, before) && (Either.isLeft(outcome) ? saysWhere(outcome.left) : consistent(outcome.right))
      if (!fair) expect({ allocated, outcome }).toBe('a refusal that says where, or tensors that come back')
    }), runs)
  })

  test('more than 20,000 files were spoiled, and every way to spoil them was noticed', () => {
    const counts = [...refused.values()].map((own) => [...own.values()].reduce((sum, times) => sum + times, 0))
    expect(counts.reduce((sum, times) => sum + times, 0)).toBeGreaterThan(20_000)
    for (const own of refused.values()) expect([...own.keys()].filter((kind) => kind !== ACCEPTED)).not.toEqual([])
  })
})

test('the counting counts: a decoder that believes the header would be seen', () => {
  expect(allocatedBy(() => new Float32Array(1000))[1]).toBe(4000)
  expect(allocatedBy(() => new Uint8Array(new ArrayBuffer(8), 4))[1]).toBe(8)
})

/** `PULLBACK_FUZZ_TABLE=1 npx vitest run test/formats/safetensors-fuzz.test.ts` prints what became of the files. */
afterAll(() => {
  if (process.env['PULLBACK_FUZZ_TABLE'] !== '1') return
  for (const [mutation, own] of refused) {
    const total = [...own.values()].reduce((sum, times) => sum + times, 0)
    console.log(`${mutation}: ${total} files`)
    for (const [kind, times] of [...own].sort(([, a], [, b]) => b - a)) console.log(`  ${String(times).padStart(6)}  ${kind}`)
  }
})

import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Either } from '../../../src/fp.ts'
import { limitOf } from '../../../compare/bench/limit.ts'

const program = `
export function operationsPerIteration(): i32 { return 8 }
export function peak(iterations: i32): f32 {
  let x = f32x4.splat(0)
  for (let i = 0; i < iterations; i++) x = f32x4.add(f32x4.mul(x, f32x4.splat(0.5)), f32x4.splat(0.5))
  return f32x4.extract_lane(x, 0)
}
`

const limitFrom = (text: string): ReturnType<typeof limitOf> => {
  const folder = mkdtempSync(join(tmpdir(), 'pullback-limit-'))
  try {
    writeFileSync(join(folder, 'peak.ts'), text)
    return limitOf(join(folder, 'peak.ts'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe("the machine's limit", () => {
  it('is a program that is compiled and timed as everybody is; it says how many operations a step has', async () => {
    const limit = limitFrom(program)
    if (Either.isLeft(limit)) throw new Error(limit.left)
    expect(await limit.right.contestant.bench.step(2)).toBe(1)
    expect(limit.right.operations % 8).toBe(0)
  })

  it('is not there, with the reason, without its program or with another one', () => {
    expect(limitOf('no/such/program.ts')).toEqual(Either.left('no/such/program.ts is not there'))
    expect(limitFrom('export function other(): i32 { return 1 }\n')).toMatchObject({ left: expect.stringMatching(/exports something else/) as string })
  })

  it.runIf(existsSync('compare/bench/assembly/peak.ts'))('has a program of its own', () => {
    expect(limitOf()).toMatchObject({ _tag: 'Right' })
  })
})

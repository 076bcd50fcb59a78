import { describe, expect, test } from 'vitest'
import { compileAssembly } from '../../../build-assembly.ts'
import { binary } from '../../../src/engines/wasm/binary.ts'
import { platform } from '../../../src/engines/wasm/platform.ts'
import { instructionsOf, SIMD } from './instructions.ts'

const module = Uint8Array.from(Buffer.from(binary, 'base64'))

/** From here on SIMD instructions are relaxed: processors may differ in what they give, fused multiply-add among them. */
const RELAXED = 256
const MUL = 230
const ADD = 228

describe('the virtual machine', () => {
  test('has no relaxed instruction', () => {
    const simd = instructionsOf(module).filter(({ prefix }) => prefix === SIMD).map(({ code }) => code)
    expect(simd.filter((code) => code >= RELAXED)).toEqual([])
    // The decoder sees what must be there.
    expect(simd.filter((code) => code === MUL).length).toBeGreaterThan(20)
    expect(simd.filter((code) => code === ADD).length).toBeGreaterThan(20)
  })

  test('a module with a relaxed instruction would be seen', () => {
    // (func (param v128 v128 v128) (result v128) local.get 0, local.get 1, local.get 2, f32x4.relaxed_madd)
    const relaxed = Uint8Array.of(
      0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 8, 1, 0x60, 3, 0x7b, 0x7b, 0x7b, 1, 0x7b, 3, 2, 1, 0, 10, 13, 1, 11, 0, 0x20, 0, 0x20, 1, 0x20, 2, 0xfd, 0x85, 2, 0x0b)
    expect(instructionsOf(relaxed).filter(({ prefix }) => prefix === SIMD)).toEqual([{ prefix: SIMD, code: 261 }])
  })

  test('is valid, and smaller than 100,000 bytes', () => {
    expect(platform.WebAssembly!.validate(module)).toBe(true)
    expect(module.length).toBeLessThan(100_000)
  })

  test('is what its sources give, to the byte', () => {
    expect(Buffer.from(compileAssembly()).equals(module), 'run npm run build:assembly').toBe(true)
  }, 300_000)
})

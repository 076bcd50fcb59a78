import { gzipSync } from 'node:zlib'
import { binary } from '../../src/engines/wasm/binary.ts'
import { compile } from '../../src/index.ts'
import { stepOf } from './our-step.ts'
import { type Spread, spreadOf } from './statistics.ts'
import { tasks, type Training } from './task.ts'

/** What compiling costs, and how large the engine is. */
export interface CompileCost {
  /** the training step that was compiled: the largest */
  readonly network: string
  readonly milliseconds: Spread
  /** the engine's WebAssembly: as it is, and compressed */
  readonly bytes: number
  readonly compressedBytes: number
}

const TIMES = 7

const isTraining = (task: (typeof tasks)[number]): task is Training => task.kind === 'training'

/** Compiles the largest network of the benchmark several times. */
export const compileCost = (): CompileCost => {
  const largest = tasks.filter(isTraining).at(-1)
  if (largest === undefined) throw new Error('the benchmark has no network')
  const step = stepOf(largest)
  const samples = Array.from({ length: TIMES }, () => {
    const start = performance.now()
    const compiled = compile(step, { threads: 1 })
    const milliseconds = performance.now() - start
    compiled.dispose()
    return milliseconds
  })
  const bytes = Buffer.from(binary, 'base64')
  return { network: largest.name, milliseconds: spreadOf(samples), bytes: bytes.length, compressedBytes: gzipSync(bytes, { level: 9 }).length }
}

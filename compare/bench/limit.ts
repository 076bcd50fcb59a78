import { existsSync } from 'node:fs'
import { compileAssembly } from '../../build-assembly.ts'
import { Either as E } from '../../src/fp.ts'
import { platform } from '../../src/engines/wasm/platform.ts'
import type { Contestant } from './measure.ts'
import { LIMIT } from './names.ts'

/** What this machine can do at most on one thread without fusing: products and sums in registers, nothing read or written. */
export interface Limit {
  readonly contestant: Contestant
  /** floating-point operations of one step */
  readonly operations: number
}

const SOURCE = 'compare/bench/assembly/peak.ts'

/** Rounds of the chains in one step: about a millisecond. */
const ITERATIONS = 200_000

/** What the program exports; both are plain functions of AssemblyScript. */
interface Exports {
  /** runs its chains so many times, and gives their sum, so that no compiler leaves them out */
  readonly peak: (iterations: number) => number
  /** multiplications and additions of all chains and lanes in one iteration */
  readonly operationsPerIteration: () => number
}

const isExports = (exports: object): exports is Exports =>
  'peak' in exports && typeof exports.peak === 'function' &&
  'operationsPerIteration' in exports && typeof exports.operationsPerIteration === 'function'

/** Compiles the program that finds the limit; the reason where that is not possible. */
export const limitOf = (source = SOURCE): E.Either<string, Limit> => E.tryCatch(() => {
  const { WebAssembly } = platform
  if (!existsSync(source)) throw new Error(`${source} is not there`)
  if (WebAssembly === undefined) throw new Error('there is no WebAssembly')
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 65536, shared: true })
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(compileAssembly(source)), { env: { memory, sleep: () => undefined } })
  if (!isExports(exports)) throw new Error(`${source} exports something else than peak and operationsPerIteration`)
  return {
    contestant: {
      name: LIMIT,
      bench: { restart: () => undefined, step: (count) => exports.peak(count * ITERATIONS), dispose: () => undefined },
    },
    operations: exports.operationsPerIteration() * ITERATIONS,
  }
}, (error) => error instanceof Error ? error.message : String(error))

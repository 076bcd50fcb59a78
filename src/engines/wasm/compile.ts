import type { Ops } from '../../ops.ts'
import type { Tensor, Tree } from '../../tensor.ts'
import type { Trees } from '../../net.ts'
import type { TrainStep } from '../../train/step.ts'
import { stepShapes } from '../../train/step-shapes.ts'
import { type Compiled, compiledFunction, type CompileOptions } from './compiled-function.ts'
import { type CompiledStep, compiledStep } from './compiled-step.ts'
import { requireThreads } from './threads.ts'

/**
 * The same pure function, run by the WebAssembly engine: the same types, the same bits, only faster.
 *
 * A training step is traced at once: forward, backward and update become one plan. Any other pure function over `Ops` is
 * traced when it is first called, with the shapes that it is given then; tensors that it closes over become constants.
 *
 * `threads` is how many threads share the work: when left out, all cores for large functions and one for small ones. No
 * number of threads changes a bit. Where the platform has no WebAssembly with SIMD, the eager engine does the same. What no
 * result depends on is not computed, so nothing in it can go wrong either.
 *
 * Throws `Misuse` for tensors of other shapes than it was compiled for, for f64 tensors, and after `dispose`.
 */
export function compile<P extends Trees, S extends Trees, A extends Tensor, B extends Tensor, T extends Tensor, O extends Tree>(
  step: TrainStep<P, S, A, B, T, O>, options?: CompileOptions): CompiledStep<P, S, A, B, T, O>
export function compile<Given extends readonly Tree[], R extends Tree>(
  f: (ops: Ops) => (...given: Given) => R, options?: CompileOptions): Compiled<Given, R>
export function compile<P extends Trees, S extends Trees, A extends Tensor, B extends Tensor, T extends Tensor, O extends Tree>(
  given: TrainStep<P, S, A, B, T, O> | ((ops: Ops) => (...given: readonly Tree[]) => Tree), options: CompileOptions = {},
): object {
  requireThreads(options.threads)
  return 'program' in given
    ? compiledStep(given, stepShapes(given), options)
    : compiledFunction(given, options)
}

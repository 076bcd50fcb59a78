import type { ByKernels } from './kernels.ts'
import { sizeOf } from '../../shape/size.ts'
import type { Shape, Tensor } from '../../tensor.ts'
import { matricesOf, type Sizes } from './matrices.ts'

type OneKernel = { readonly w: Tensor }
type TwoKernels = { readonly depthwise: Tensor; readonly pointwise: Tensor }

/** How a convolution is written, and its ways back. */
export const convolutionFormulas = { y: 'windows(x) w', w: 'windows(x)^T dy', x: 'windows^T(dy w^T)' }
export const separableFormulas = { y: 'h pointwise', depthwise: 'windows(x)^T dh', pointwise: 'h^T dy', x: 'windows^T(dh depthwise^T)' }
export const transposedFormulas = { y: 'windows^T(x w^T)', w: 'windows(dy)^T x', x: 'windows(dy) w' }

/** `y = windows(x) w`, `dw = windows(x)ᵀ dy`, `dx = windowsᵀ(dy wᵀ)`, where windowsᵀ adds what was taken to where it was taken from. */
export const convolution = (sizes: Sizes): ByKernels<OneKernel> => {
  const { windows, kernel, values } = matricesOf(sizes)
  return (ops) => ({ w }, x) => {
    const [seen, taps] = [windows.to(ops, x), kernel.to(ops, w)]
    return [values.from(ops, ops.matmul(seen, taps)), (dOutput) => {
      const dy = values.to(ops, dOutput)
      return [
        { w: kernel.from(ops, ops.matmulTN(seen, dy)) },
        windows.from(ops, ops.matmulNT(dy, taps)),
      ]
    }]
  }
}

/** A convolution with a group for each channel, whose kernel `[…, channels, multiplier]` lies in memory as `[…, 1, channels·multiplier]` does. */
export const depthwiseConvolution = (sizes: Sizes): ByKernels<OneKernel> => {
  const { windows: { size } } = sizes.placement
  const product = convolution(sizes)
  return (ops) => ({ w }, x) => {
    const [y, back] = product(ops)({ w: ops.reshape(w, [...size, 1, sizes.filters]) }, x)
    return [y, (dy) => {
      const [dw, dx] = back(dy)
      return [{ w: ops.reshape(dw.w, w.shape as Shape) }, dx]
    }]
  }
}

/** A depthwise convolution to `h`, then `y = h pointwise`. */
export const separableConvolution = (sizes: Sizes, filters: number): ByKernels<TwoKernels> => {
  const { rows, placement: { out }, filters: between } = sizes
  const first = depthwiseConvolution(sizes)
  return (ops) => ({ depthwise, pointwise }, x) => {
    const [channels, back] = first(ops)({ w: depthwise }, x)
    const h = ops.note('h', channels, 'h = windows(x) depthwise')
    const [seen, taps]: readonly [Tensor, Tensor] = [ops.reshape(h, [rows * sizeOf(out), between]), ops.reshape(pointwise, [between, filters])]
    return [ops.reshape(ops.matmul(seen, taps), [rows, ...out, filters]), (dOutput) => {
      const dy: Tensor = ops.reshape(dOutput, [rows * sizeOf(out), filters])
      const dh = ops.note('dh', ops.reshape(ops.matmulNT(dy, taps), [rows, ...out, between]), 'dh = dy pointwise^T')
      const [dw, dx] = back(dh)
      return [{ depthwise: dw.w, pointwise: ops.reshape(ops.matmulTN(seen, dy), pointwise.shape as Shape) }, dx]
    }]
  }
}

/** The adjoint of `convolution` in x: `y = windowsᵀ(x wᵀ)`, `dw = windows(dy)ᵀ x`, `dx = windows(dy) w`. */
export const transposedConvolution = (sizes: Sizes): ByKernels<OneKernel> => {
  const { windows, kernel, values } = matricesOf(sizes)
  return (ops) => ({ w }, input) => {
    const [x, taps] = [values.to(ops, input), kernel.to(ops, w)]
    return [windows.from(ops, ops.matmulNT(x, taps)), (dOutput) => {
      const seen = windows.to(ops, dOutput)
      return [
        { w: kernel.from(ops, ops.matmulTN(seen, x)) },
        values.from(ops, ops.matmul(seen, taps)),
      ]
    }]
  }
}

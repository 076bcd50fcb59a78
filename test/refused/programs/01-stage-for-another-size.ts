import { dense, type Float, input, linear, type Net, pipe, relu, type Tensor, type Trees } from '../../../src/index.ts'

// A stage that was written for 64 features stands where 128 arrive.
// ends: '128' '64'
const head = <P extends Trees, S extends Trees, A extends Tensor, N extends number>(prev: Net<P, S, A, Float<readonly [N, 64]>>) =>
  pipe(prev, linear(10))
// mended: export const net = pipe(input([32, 784]), dense(64), relu, head)
export const net = pipe(input([32, 784]), dense(128), relu, head)

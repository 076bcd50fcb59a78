import { describe, expect, test } from 'vitest'
import { openTensorFlow, useCounted, type BackendName, type TensorFlow } from '../../../compare/tensorflow/index.ts'

const open = async (backend: BackendName): Promise<TensorFlow | string> => {
  const result = await openTensorFlow(backend)()
  return result._tag === 'Right' ? result.right : result.left.reason
}

// Witnesses that need nothing but npm must open; tfjs-node must where PULLBACK_REQUIRE_TFJS_NODE says so.
const optional = (backend: BackendName): boolean => backend === 'tfjs-node' && process.env['PULLBACK_REQUIRE_TFJS_NODE'] !== '1'

describe.each(['tfjs-node', 'tfjs-wasm', 'tfjs-cpu'] as const)('%s', (backend) => {
  test('opens, and multiplies two matrices of small integers exactly', async ({ skip }) => {
    const opened = await open(backend)
    if (typeof opened === 'string') {
      if (!optional(backend)) throw new Error(`${backend} is not available: ${opened}`)
      console.warn(`\nNOT CHECKED AGAINST ${backend}: ${opened}\n`)
      return skip(opened)
    }
    const { value, leaked } = await useCounted(opened, (tf) => ({
      engine: tf.getBackend(),
      product: tf.tidy(() => [...tf.matMul(tf.tensor2d([[1, 2], [3, 4]]), tf.tensor2d([[5, 6], [7, 8]])).dataSync()]),
    }))
    expect(value).toEqual({ engine: { 'tfjs-node': 'tensorflow', 'tfjs-wasm': 'wasm', 'tfjs-cpu': 'cpu' }[backend], product: [19, 22, 43, 50] })
    expect(leaked).toBe(0)
    expect(opened.name).toBe(backend)
    expect(opened.versions).toMatchObject({ package: '4.22.0', core: '4.22.0' })
    expect(opened.versions.library !== undefined).toBe(backend === 'tfjs-node')
  })
})

describe('use', () => {
  test('takes turns: asynchronous work on one backend is not disturbed by another backend', async () => {
    const [cpu, wasm] = await Promise.all([open('tfjs-cpu'), open('tfjs-wasm')])
    if (typeof cpu === 'string' || typeof wasm === 'string') throw new Error('cpu and wasm must open')
    const during = cpu.use(async (tf) => {
      const before = tf.getBackend()
      await new Promise((later) => setTimeout(later, 20))
      return [before, tf.getBackend()]
    })
    const after = wasm.use((tf) => tf.getBackend())
    expect(await during).toEqual(['cpu', 'cpu'])
    expect(await after).toBe('wasm')
  })

  test('gives the error of the work to its caller, and the next work runs', async () => {
    const cpu = await open('tfjs-cpu')
    if (typeof cpu === 'string') throw new Error(cpu)
    const failing = cpu.use(() => { throw new Error('on purpose') })
    const next = cpu.use((tf) => tf.getBackend())
    await expect(failing).rejects.toThrow('on purpose')
    expect(await next).toBe('cpu')
  })

  test('differentiates: the gradients are registered in the copy that was loaded', async () => {
    const cpu = await open('tfjs-cpu')
    if (typeof cpu === 'string') throw new Error(cpu)
    const slope = await cpu.use((tf) => tf.tidy(() => tf.grad((x) => x.square())(tf.scalar(3)).dataSync()[0]))
    expect(slope).toBe(6)
  })

  test('counts the tensors that work leaves behind', async () => {
    const cpu = await open('tfjs-cpu')
    if (typeof cpu === 'string') throw new Error(cpu)
    const { value, leaked } = await useCounted(cpu, (tf) => tf.scalar(1))
    expect(leaked).toBe(1)
    value.dispose()
  })
})

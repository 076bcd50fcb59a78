import { createRequire } from 'node:module'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Either as E, pipe, TaskEither as TE } from '../../../src/fp.ts'
import { setProcessWide } from '../../tensorflow/process-wide.ts'
import type { OpenPeer, Peer } from '../peer.ts'
import { versionIn } from '../versions.ts'
import { networkBench } from './jax-js-networks.ts'
import { productsBench } from './jax-js-products.ts'
import { trainingBench } from './jax-js-training.ts'

/** jax-js asks a `navigator` what machine it is on, and Node 20 has none. */
const putNavigator = (): void => {
  if (!('navigator' in globalThis)) {
    setProcessWide(globalThis, { navigator: { userAgent: `Node.js/${process.versions.node}`, hardwareConcurrency: availableParallelism() } })
  }
}

const version = (): string =>
  versionIn(join(createRequire(import.meta.url).resolve('@jax-js/jax'), '..', '..', 'package.json'))

const opened = async (): Promise<E.Either<string, OpenPeer>> => {
  putNavigator()
  const jax = await import('@jax-js/jax')
  const devices = await jax.init('wasm')
  if (!devices.includes('wasm')) return E.left('its WebAssembly backend does not start')
  jax.defaultDevice('wasm')
  return E.right({
    name: 'jax-js',
    version: `${version()}, wasm`,
    prepare: async (task) => task.kind === 'training' ? trainingBench(jax, task)
      : task.kind === 'network' ? networkBench(jax, task) : productsBench(jax, task),
    close: () => undefined,
  })
}

/** jax-js on its WebAssembly backend: one thread, since it starts its workers where there is a global `Worker`, and Node has none. */
export const jaxJs: Peer = {
  name: 'jax-js',
  open: pipe(
    TE.tryCatch(opened, (error) => error instanceof Error ? error.message : String(error)),
    TE.flatMap(TE.fromEither),
  ),
}

import type { Tell } from '../../tensorflow/index.ts'
import type { Peer } from '../peer.ts'
import { jax } from './jax.ts'
import { jaxJs } from './jax-js.ts'
import { pullback } from './pullback.ts'
import { tfjs } from './tfjs.ts'

export { pullback } from './pullback.ts'

/** Everybody but this library. tfjs-node is built when it is not found and `tell` hears of it. */
export const others = (tell?: Tell): readonly Peer[] => [...tfjs(tell), jaxJs, jax()]

/** Everybody, this library first. Adding one is adding a row. */
export const peers = (tell?: Tell): readonly Peer[] => [...pullback, ...others(tell)]

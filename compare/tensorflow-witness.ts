import { pipe, TaskEither as TE } from '../src/fp.ts'
import { sameForward } from './same-forward.ts'
import { sameNetwork, type Tables, tables } from './same-network/index.ts'
import { type BackendName, openTensorFlow, type OpenOptions, type TensorFlow } from './tensorflow/index.ts'
import { perKey } from './per-key.ts'
import type { Way, Witness } from './witness.ts'

/** The backends of TensorFlow.js that are asked, the most independent first. */
export const backends: readonly BackendName[] = ['tfjs-node', 'tfjs-wasm', 'tfjs-cpu']

/** What was loaded, in words: `tfjs-node 4.22.0, TensorFlow 2.21.0, tfjs-core 4.22.0`. */
const describeVersions = ({ name, versions: { package: own, library, core } }: TensorFlow): string =>
  [`${name} ${own}`, ...(library === undefined ? [] : [`TensorFlow ${library}`]), `tfjs-core ${core}`].join(', ')

/** What a TensorFlow.js witness may be told: where to look, and rows for kinds of one's own. */
export interface TensorFlowOptions extends OpenOptions {
  readonly tables?: Tables
}

// One for each set of tables, so that what is worked out for a case serves every backend.
const apart: (rows: Tables) => (tensorFlow: TensorFlow) => Way = perKey((rows: Tables) => sameNetwork(rows))

/** One backend of TensorFlow.js as a witness, in both ways. */
export const tensorFlowWitness = (backend: BackendName, { tables: rows = tables, ...options }: TensorFlowOptions = {}): Witness => ({
  name: backend,
  isTensorFlow: true,
  open: pipe(
    openTensorFlow(backend, options),
    TE.bimap(
      ({ reason }) => ({ kind: 'unavailable', reason }),
      (tensorFlow) => ({
        name: backend,
        version: describeVersions(tensorFlow),
        isTensorFlow: true,
        ways: [sameForward(tensorFlow), apart(rows)(tensorFlow)],
      }),
    ),
  ),
})

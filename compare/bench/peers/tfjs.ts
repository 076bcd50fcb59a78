import { pipe, TaskEither as TE } from '../../../src/fp.ts'
import { backends } from '../../tensorflow-witness.ts'
import { type BackendName, openTensorFlow, type TensorFlow, type Tell } from '../../tensorflow/index.ts'
import { setProcessWide } from '../../tensorflow/process-wide.ts'
import type { OpenPeer, Peer } from '../peer.ts'
import { networkBench } from './tfjs-networks.ts'
import { productsBench } from './tfjs-products.ts'
import { trainingBench } from './tfjs-training.ts'

/** oneDNN's kernels are TensorFlow's fast ones. Comparisons turn them off, so this is said before the library is loaded. */
const allowOneDnn = (): void => { setProcessWide(process.env, { TF_ENABLE_ONEDNN_OPTS: '1' }) }

const describe = ({ versions: { package: own, library } }: TensorFlow): string =>
  library === undefined ? own : `${own}, TensorFlow ${library} with oneDNN`

const opened = (tensorFlow: TensorFlow): OpenPeer => ({
  name: tensorFlow.name,
  version: describe(tensorFlow),
  prepare: (task) => task.kind === 'training' ? trainingBench(tensorFlow, task)
    : task.kind === 'network' ? networkBench(tensorFlow, task) : productsBench(tensorFlow, task),
  close: () => undefined,
})

/** A backend of TensorFlow.js; tfjs-node is built when it is not found and `tell` hears of it. */
const peer = (name: BackendName, tell?: Tell): Peer => ({
  name,
  open: pipe(
    TE.fromIO(allowOneDnn),
    TE.flatMap(() => openTensorFlow(name, tell === undefined ? {} : { provision: name === 'tfjs-node', tell })),
    TE.bimap(({ reason }) => reason, opened),
  ),
})

/** The three backends of TensorFlow.js for Node. */
export const tfjs = (tell?: Tell): readonly Peer[] => backends.map((name) => peer(name, tell))

import { describeProvisionError, describeReady, ensureTensorFlow } from '../../../compare/tensorflow/index.ts'
import { Either } from '../../fp.ts'
import { type ExitCode, exitCode } from '../exit-code.ts'
import type { Say } from '../say.ts'

/** Makes tfjs-node ready: finds it, or builds it once into the cache. */
export const tensorflow = async (say: Say, { retry }: { readonly retry: boolean }): Promise<ExitCode> => {
  const ready = await ensureTensorFlow({ retry, tell: say })()
  say(Either.isRight(ready) ? describeReady(ready.right) : describeProvisionError(ready.left))
  return Either.isRight(ready) ? exitCode.fine : exitCode.disagreed
}

import { Either } from '../../src/fp.ts'
import type { TestContext } from 'vitest'
import { type BackendName, type OpenWitness, openTensorFlow, type TensorFlow, tensorFlowWitness } from '../../compare/index.ts'

/** Which backends must be there: two come with the packages, the third where the environment says so. */
const required = (name: BackendName): boolean => name !== 'tfjs-node' || process.env['PULLBACK_REQUIRE_TFJS_NODE'] === '1'

const said = new Set<string>()

const sayOnce = (line: string): void => {
  if (!said.has(line)) console.warn(`\n${line}\n`)
  said.add(line)
}

const orSkip = <A>(name: BackendName, found: Either.Either<{ readonly reason: string }, A>, context: TestContext): A => {
  if (Either.isRight(found)) return found.right
  if (required(name)) throw new Error(`${name} must be available: ${found.left.reason}`)
  sayOnce(`NOT CHECKED AGAINST ${name}: ${found.left.reason}`)
  return context.skip(`${name} was NOT asked: ${found.left.reason}`)
}

/** A backend as a witness; where it is not available the test is skipped with the reason, or fails. */
export const asked = async (name: BackendName, context: TestContext): Promise<OpenWitness> =>
  orSkip(name, await tensorFlowWitness(name).open(), context)

/** The backend itself, on the same terms. */
export const openedBackend = async (name: BackendName, context: TestContext): Promise<TensorFlow> =>
  orSkip(name, await openTensorFlow(name)(), context)

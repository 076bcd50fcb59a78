import * as E from 'fp-ts/lib/Either.js'
import { parse } from 'fp-ts/lib/Json.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import { putBackOldUtilSource } from './old-util.ts'
import { packageOf } from './release.ts'
import { runStep, type FailedStep, type Site } from './step.ts'

/** What a family of packages says of itself once it has been seen to work. */
export type Verified = { readonly library: string; readonly addon: string }

const program = `
${putBackOldUtilSource}
process.env.TF_CPP_MIN_LOG_LEVEL = '3'
const path = require('node:path')
const { createRequire } = require('node:module')
const fromHere = createRequire(path.join(process.cwd(), 'package.json'))
const packageJson = fromHere.resolve('${packageOf.node}/package.json')
const tf = fromHere('${packageOf.node}')
const fail = (message) => { console.error('Error: ' + message); process.exit(1) }
const check = async () => {
  tf.enableProdMode()
  if (!(await tf.setBackend('tensorflow'))) fail('the backend could not be set')
  const product = [...tf.matMul([[1, 2], [3, 4]], [[5, 6], [7, 8]]).dataSync()].join(' ')
  if (product !== '19 22 43 50') fail('a matrix product gave ' + product)
  const addon = createRequire(packageJson)('@mapbox/node-pre-gyp').find(packageJson)
  console.log(JSON.stringify({ library: tf.backend().binding.TF_Version, addon: path.relative(process.cwd(), addon) }))
}
check().catch((error) => fail(error.message))
`

const isVerified = (value: unknown): value is Verified =>
  typeof value === 'object' &&
  value !== null &&
  'library' in value &&
  typeof value.library === 'string' &&
  'addon' in value &&
  typeof value.addon === 'string'

const step = 'loading tfjs-node and multiplying two matrices'

const lastLine = (printed: string): string => printed.trim().split('\n').at(-1) ?? ''

/** Loads tfjs-node in a process of its own, so that a library that crashes crashes nothing else, and multiplies two matrices. */
export const verify = (site: Site): TE.TaskEither<FailedStep, Verified> =>
  pipe(
    runStep(step, site, process.execPath, ['-e', program]),
    TE.flatMapEither((printed) =>
      pipe(
        parse(lastLine(printed)),
        E.toUnion,
        E.fromPredicate(isVerified, () => ({ step, reason: 'it did not say which library it loaded' })),
      ),
    ),
  )

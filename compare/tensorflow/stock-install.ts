import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import { atMost } from './deadline.ts'
import { nodePackage, runInstaller } from './packages.ts'
import { runStep, type FailedStep, type Site } from './step.ts'

// Run inside the package, so that it asks the host that the installer would ask, in the way the installer would.
const knock = `
const { TFJS_NODE_BASE_URI, TFJS_NODE_CDN_STORAGE, npm_config_TFJS_NODE_BASE_URI, npm_config_TFJS_NODE_CDN_STORAGE, CDN_STORAGE } = process.env
const address = TFJS_NODE_BASE_URI || npm_config_TFJS_NODE_BASE_URI || TFJS_NODE_CDN_STORAGE || npm_config_TFJS_NODE_CDN_STORAGE
  || CDN_STORAGE || require('./package.json').binary.host
const proxy = process.env.HTTPS_PROXY || process.env.https_proxy || process.env.HTTP_PROXY || process.env.http_proxy
const options = { ...require('url').parse(address), method: 'HEAD', ...(proxy ? { agent: new (require('https-proxy-agent'))(proxy) } : {}) }
require(address.startsWith('https') ? 'https' : 'http').request(options, () => process.exit(0))
  .on('error', (error) => { console.error('Error: ' + error.message); process.exit(1) }).end()
`

const answerWithin = 3_000

/**
 * tfjs-node's own installer, which downloads TensorFlow's C library. A host that does not answer costs three seconds, not the
 * minutes that the installer would wait. One that answers may use all the time: where this download is slow, the other
 * road's larger one would not be faster.
 */
export const stockInstall = (site: Site): TE.TaskEither<FailedStep, void> =>
  pipe(
    runStep(
      "asking for tfjs-node's own download",
      { ...site, deadline: atMost(answerWithin, site.deadline) },
      process.execPath,
      ['-e', knock],
      nodePackage(site),
    ),
    TE.flatMap(() => {
      site.tell("TensorFlow.js: running tfjs-node's own installer")
      return runInstaller("tfjs-node's own installer", site)
    }),
    TE.map(() => undefined),
  )

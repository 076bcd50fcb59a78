import { execFile } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { cacheDirectory, type Environment } from '../../../compare/tensorflow/cache.ts'

/** A machine on which only the programs exist that a test puts there, with a cache of its own. */
export type FakeMachine = {
  readonly directory: string
  readonly environment: Environment
  readonly cache: string
  /** Puts a program on the PATH: CommonJS, run by this Node. */
  readonly put: (name: string, source: string) => Promise<void>
  /** What the programs wrote down, a line each. */
  readonly log: () => Promise<readonly string[]>
  /** What lies beside the cache, the cache included. */
  readonly beside: () => Promise<readonly string[]>
  readonly [Symbol.asyncDispose]: () => Promise<void>
}

export const fakeMachine = async (more: Environment = {}): Promise<FakeMachine> => {
  const directory = await mkdtemp(join(tmpdir(), 'pullback-machine-'))
  const bin = join(directory, 'bin')
  await mkdir(bin)
  const environment: Environment = { PATH: bin, PULLBACK_CACHE: join(directory, 'cache'), FAKE_LOG: join(directory, 'log'), ...more }
  const cache = cacheDirectory(environment)
  return {
    directory,
    environment,
    cache,
    put: async (name, source) => {
      await writeFile(join(bin, name), `#!${process.execPath}\n${source}`)
      await chmod(join(bin, name), 0o755)
    },
    log: async () => (await readFile(join(directory, 'log'), 'utf8').catch(() => '')).split('\n').filter((line) => line !== ''),
    beside: () => readdir(join(cache, '..')).catch(() => []),
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }),
  }
}

/** A download host that answers. */
export const fakeHost = async (): Promise<{ readonly url: string } & AsyncDisposable> => {
  const server: Server = createServer((_, response) => response.end())
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${String(port)}/`,
    [Symbol.asyncDispose]: () => new Promise((closed) => { server.close(() => { closed() }) }),
  }
}

/** A tfjs that knows one matrix product. */
const fakeTf = `module.exports = { version_core: 'fake', enableProdMode: () => {}, ready: async () => {},
  setBackend: async () => true, matMul: () => ({ dataSync: () => [19, 22, 43, 50] }), backend: () => ({ binding: { TF_Version: '0.0-fake' } }) }`

/** Writes stand-ins for the three packages, without an add-on, as CommonJS to be run with `root` set. */
const writePackages = `
const fs = require('node:fs'), path = require('node:path')
const file = (name, text) => { const at = path.join(root, 'node_modules', name); fs.mkdirSync(path.dirname(at), { recursive: true }); fs.writeFileSync(at, text) }
const version = '{ "version": "4.22.0"'
file('@tensorflow/tfjs/package.json', version + ' }')
file('@tensorflow/tfjs/index.js', ${JSON.stringify(fakeTf)})
file('@tensorflow/tfjs-backend-wasm/package.json', version + ' }')
file('@tensorflow/tfjs-backend-wasm/index.js', '')
file('@tensorflow/tfjs-backend-wasm/dist/one.wasm', 'wasm')
file('@tensorflow/tfjs-node/package.json', version + ', "binary": { "host": "http://127.0.0.1:9/nobody" } }')
file('@tensorflow/tfjs-node/index.js', 'require("./lib/addon.js"); module.exports = require("@tensorflow/tfjs")')
file('@tensorflow/tfjs-node/scripts/install.js', '')
file('@tensorflow/tfjs-node/deps/include/header.h', '')
file('@mapbox/node-pre-gyp/index.js', 'exports.find = (packageJson) => require("node:path").join(require("node:path").dirname(packageJson), "lib/addon.js")')
`
const writeAddon = `
file('@tensorflow/tfjs-node/lib/addon.js', 'exports.TF_Version = "0.0-fake"')
file('@tensorflow/tfjs-node/deps/lib/libtensorflow.so.2.9.1', 'library')
`

/** An npm that installs the stand-ins after a moment, and whose `rebuild` makes the add-on. */
export const fakeNpm = (wait = 0): string => `
const root = process.cwd(), verb = process.argv[2]
require('node:fs').appendFileSync(process.env.FAKE_LOG, verb + '\\n')
setTimeout(() => { if (verb === 'install') { ${writePackages} } else { ${writePackages} ${writeAddon} } }, verb === 'install' ? ${String(wait)} : 0)
`

/** Puts the stand-ins into a project's directory, with or without the add-on. */
export const fakeProject = async (directory: string, addon: boolean): Promise<void> => {
  await mkdir(directory, { recursive: true })
  await promisify(execFile)(process.execPath, ['-e', `const root = process.cwd()\n${writePackages}${addon ? writeAddon : ''}`], {
    cwd: directory,
  })
}

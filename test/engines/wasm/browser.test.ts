import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Found, train } from './browser-program.ts'

const chromium = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const isThere = existsSync(chromium)
if (!isThere) console.warn(`NO BROWSER WAS TESTED: there is no Chromium at ${chromium}; install it (apt-get install chromium), or say where it is with CHROMIUM=…`)

const program = fileURLToPath(new URL('./browser-program.ts', import.meta.url))

/** The page's script as one file: the library, bundled as its users do, and the program. */
const bundled = async (): Promise<string> => {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { train } from ${JSON.stringify(program)}
        const show = (text) => { document.body.textContent = text; document.title = 'done' }
        train(globalThis.crossOriginIsolated).then((found) => show('FOUND' + JSON.stringify(found) + 'END'), (error) => show('FOUND' + JSON.stringify({ error: String(error) }) + 'END'))`,
      resolveDir: fileURLToPath(new URL('.', import.meta.url)), loader: 'ts',
    },
    bundle: true, platform: 'browser', format: 'esm', target: 'es2022', write: false, logLevel: 'silent',
  })
  return outputFiles[0]!.text
}

const isolating = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' }

describe.skipIf(!isThere)('in Chromium, the eager bits', () => {
  let server: Server
  beforeAll(async () => {
    const script = await bundled()
    server = createServer(({ url }, response) => {
      const headers = url?.startsWith('/isolated') === true ? isolating : {}
      const isScript = url?.endsWith('.js') === true
      response.writeHead(200, { ...headers, 'Content-Type': isScript ? 'text/javascript' : 'text/html' })
      response.end(isScript ? script : '<!doctype html><title>training</title><body>not yet<script type="module" src="train.js"></script>')
    })
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  })
  afterAll(() => { server.close() })

  /** What a page found, read from the page as it is in the end. */
  const found = async (path: string): Promise<Found> => {
    const profile = mkdtempSync(join(tmpdir(), 'pullback-chromium-'))
    try {
      const page = await new Promise<string>((resolve, reject) => {
        execFile(chromium, [
          '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-dev-shm-usage',
          `--user-data-dir=${profile}`, '--virtual-time-budget=100000', '--dump-dom', `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
        ], { timeout: 120_000, maxBuffer: 2 ** 26 }, (error, out, err) => {
          if (error === null) resolve(out)
          else reject(new Error(`Chromium failed: ${err.slice(-2000)}`))
        })
      })
      return JSON.parse(/FOUND(.*)END/.exec(page)?.[1] ?? JSON.stringify({ error: page.slice(0, 500) })) as Found
    } finally {
      rmSync(profile, { recursive: true, force: true })
    }
  }

  test.each([['/isolated/', true], ['/plain/', false]])('on the page %s', async (path, isolated) => {
    const { eager } = await train(false)
    expect(await found(path)).toEqual({ isolated, threads: 2, ready: isolated ? 2 : 1, eager, compiled: [eager, eager] })
  }, 300_000)
})

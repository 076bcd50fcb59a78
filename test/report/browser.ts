import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { pathToFileURL } from 'node:url'

export const chromium = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
export const isThere = existsSync(chromium)
if (!isThere) console.warn(`NO REPORT WAS LOOKED AT: there is no Chromium at ${chromium}; install it (apt-get install chromium), or say where it is with CHROMIUM=…`)

/** How a page is looked at. */
export interface View {
  readonly width: number
  readonly scheme: 'light' | 'dark'
}

/** What was seen: the value of a script, every address that was asked for, and everything that was complained of. */
export interface Seen<T> {
  readonly value: T
  readonly requests: readonly string[]
  readonly complaints: readonly string[]
}

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: Readonly<Record<string, unknown>>
  readonly result?: Readonly<Record<string, unknown>>
  readonly error?: { readonly message: string }
}

/** A headless Chromium, spoken to through the pipes of its DevTools protocol. */
export class Browser {
  readonly #process: ChildProcess
  readonly #profile = mkdtempSync(join(tmpdir(), 'pullback-report-'))
  readonly #waiting = new Map<number, { readonly resolve: (message: Message) => void; readonly reject: (error: Error) => void }>()
  #events: Message[] = []
  #listener: (message: Message) => void = () => undefined
  #last = 0

  constructor() {
    this.#process = spawn(chromium, [
      '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
      '--disable-sync', '--disable-dev-shm-usage', '--remote-debugging-pipe', `--user-data-dir=${this.#profile}`, 'about:blank',
    ], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] })
    let rest = ''
    ;(this.#process.stdio[4] as Readable).setEncoding('utf8').on('data', (text: string) => {
      const messages = (rest + text).split('\0')
      rest = messages.pop() ?? ''
      for (const message of messages) this.#take(JSON.parse(message) as Message)
    })
    this.#process.on('exit', (code) => {
      for (const { reject } of this.#waiting.values()) reject(new Error(`Chromium ended with ${code ?? 'a signal'}`))
    })
  }

  #take(message: Message): void {
    const waiting = message.id === undefined ? undefined : this.#waiting.get(message.id)
    if (waiting === undefined) {
      this.#events.push(message)
      this.#listener(message)
    } else if (message.error === undefined) waiting.resolve(message)
    else waiting.reject(new Error(message.error.message))
  }

  async #ask(method: string, params: object = {}, sessionId?: string): Promise<Readonly<Record<string, unknown>>> {
    const id = this.#last += 1
    const { result } = await new Promise<Message>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      ;(this.#process.stdio[3] as Writable).write(`${JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`)
    })
    return result ?? {}
  }

  /** Opens a file in a new page as `view` says, and gives what `script` comes to there. */
  async look<T>(file: string, { width, scheme }: View, script: string): Promise<Seen<T>> {
    const { targetId } = await this.#ask('Target.createTarget', { url: 'about:blank' })
    const { sessionId } = await this.#ask('Target.attachToTarget', { targetId, flatten: true })
    const ask = (method: string, params: object = {}) => this.#ask(method, params, sessionId as string)
    for (const domain of ['Page', 'Network', 'Runtime', 'Log']) await ask(`${domain}.enable`)
    await ask('Emulation.setDeviceMetricsOverride', { width, height: 900, deviceScaleFactor: 1, mobile: false })
    await ask('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] })
    this.#events = []
    const loaded = new Promise<void>((resolve) => { this.#listener = ({ method }) => { if (method === 'Page.loadEventFired') resolve() } })
    await ask('Page.navigate', { url: pathToFileURL(file).href })
    await loaded
    const { result, exceptionDetails } = await ask('Runtime.evaluate', { expression: script, returnByValue: true, awaitPromise: true })
    if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails))
    const events = this.#events
    await this.#ask('Target.closeTarget', { targetId })
    return {
      value: (result as { readonly value: T }).value,
      requests: events.filter(({ method }) => method === 'Network.requestWillBeSent').map(({ params }) => (params as { readonly request: { readonly url: string } }).request.url),
      complaints: events.filter(({ method }) => ['Log.entryAdded', 'Runtime.consoleAPICalled', 'Runtime.exceptionThrown'].includes(method ?? '')).map(({ params }) => JSON.stringify(params)),
    }
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve))
    await this.#ask('Browser.close')
    await ended
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

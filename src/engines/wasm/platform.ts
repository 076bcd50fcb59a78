/** What the platform has of WebAssembly and of threads: Node, Bun, Deno and browsers, without a library of types for each. */

/** A page of WebAssembly's memory, in bytes. */
export const PAGE = 65536

export interface WasmMemory {
  readonly buffer: ArrayBuffer | SharedArrayBuffer
  readonly grow: (pages: number) => number
}

/** What the virtual machine is given. */
export interface Environment {
  readonly memory: WasmMemory
  /** the machine's threads sleep with it; a module that has none needs none */
  readonly sleep?: (address: number, value: number) => void
}

interface WasmInstance {
  readonly exports: object
}

interface WebWorker {
  readonly postMessage: (message: unknown) => void
  readonly addEventListener: (name: 'error' | 'messageerror', listener: () => void) => void
}

interface NodeWorker {
  readonly unref: () => void
  readonly on: (name: 'error', listener: (error: Error) => void) => void
}

interface GetBuiltinModule {
  (name: 'node:worker_threads'): { readonly Worker: new (code: string, options: object) => NodeWorker } | undefined
  (name: 'node:os'): { readonly availableParallelism: () => number } | undefined
}

interface Platform {
  readonly WebAssembly?: {
    readonly validate: (bytes: Uint8Array) => boolean
    readonly Module: new (bytes: Uint8Array) => object
    readonly Memory: new (size: { readonly initial: number; readonly maximum: number; readonly shared: boolean }) => WasmMemory
    readonly Instance: new (module: object, imports: { readonly env: Environment }) => WasmInstance
  }
  readonly process?: {
    readonly getBuiltinModule?: GetBuiltinModule
    readonly emitWarning?: (message: string) => void
  }
  readonly Worker?: new (url: string, options?: object) => WebWorker
  readonly Blob?: new (parts: readonly string[], options: { readonly type: string }) => object
  readonly URL: { readonly createObjectURL: (blob: object) => string }
  readonly navigator?: { readonly hardwareConcurrency?: number }
  /** the window of a browser's main thread, which must not sleep */
  readonly window?: object
  readonly console: { readonly warn: (message: string) => void }
}

export const platform = globalThis as object as Platform

/** Whether this thread may sleep until another wakes it. */
export const maySleep = platform.process?.getBuiltinModule !== undefined || platform.window === undefined

/** Cores that this process may use. Node 20 has no `navigator`. */
export const cores = (): number =>
  platform.process?.getBuiltinModule?.('node:os')?.availableParallelism() ?? platform.navigator?.hardwareConcurrency ?? 1

/** Says something that went wrong and does not change a result. */
export const warn = (message: string): void => {
  if (platform.process?.emitWarning === undefined) platform.console.warn(message)
  else platform.process.emitWarning(message)
}

/** What can be asked for many bytes at once. */
const makers = ['ArrayBuffer', 'Uint8Array', 'Int32Array', 'Uint32Array', 'Float32Array', 'Float64Array', 'BigUint64Array'] as const

const bytesOf = (made: ArrayBuffer | ArrayBufferView, given: readonly unknown[]): number =>
  // A view of a buffer that is there takes none.
  given[0] instanceof ArrayBuffer || given[0] instanceof SharedArrayBuffer ? 0 : made.byteLength

/** How many bytes of arrays `f` makes in all, counted by standing in for their constructors. */
export const allocatedBy = <A>(f: () => A): readonly [result: A, bytes: number] => {
  const globals = globalThis as unknown as Record<string, unknown>
  const real = makers.map((name) => [name, globals[name]] as const)
  let bytes = 0
  for (const [name, maker] of real) {
    globals[name] = new Proxy(maker as new (...given: unknown[]) => ArrayBuffer, {
      construct: (target, given, newTarget) => {
        const made = Reflect.construct(target, given, newTarget) as ArrayBuffer
        bytes += bytesOf(made, given)
        return made
      },
    })
  }
  try {
    return [f(), bytes]
  } finally {
    for (const [name, maker] of real) globals[name] = maker
  }
}

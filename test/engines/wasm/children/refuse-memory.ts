/** On a platform that gives little memory: a large function is refused, and small ones go on. */
const { prototype } = (globalThis as object as { readonly WebAssembly: { readonly Memory: { readonly prototype: { grow: (pages: number) => number; readonly buffer: ArrayBuffer } } } }).WebAssembly.Memory
const { grow } = prototype
prototype.grow = function (this: typeof prototype, pages) {
  if (this.buffer.byteLength + pages * 65536 > 2 ** 25) throw new RangeError('no more memory')
  return grow.call(this, pages)
}

const { compile, hashTree, item, tensor } = await import('../../../../src/index.ts')
const { adamStep, batch, firstState } = await import('../steps.ts')
type Ops = import('../../../../src/index.ts').Ops
type Some = import('../../../../src/index.ts').Some

const small = compile((ops: Ops) => (x: Some) => ops.add(x, x) as Some)
const large = compile((ops: Ops) => (x: Some) => ops.sumAll(ops.exp(ops.transpose(ops.exp(ops.spread(x, [4096, 4096])) as Some, [1, 0] as Some) as Some) as Some) as Some)
const messages = [1, 2].map(() => {
  try {
    large(tensor(1))
    return 'it was given'
  } catch (error) {
    return String(error)
  }
})
console.log(JSON.stringify({ messages, small: item(small(tensor(4)) as Some), hash: hashTree(compile(adamStep)(firstState, batch(0))) }))

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Where the binary is kept, as text inside a module: no file is looked up at run time. */
const OUTPUT = 'src/engines/wasm/binary.ts'

/** Memory below it belongs to the machine's own control words and tables; see `memory-map.ts`. */
const MEMORY_BASE = 32768

/** No relaxed SIMD: every processor gives the same bits. No bulk memory operation is needed. */
const options = [
  '-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--noExportMemory', '--sharedMemory',
  '--initialMemory', '1', '--maximumMemory', '65536', '--memoryBase', String(MEMORY_BASE), '--enable', 'threads', '--enable', 'simd', '--disableWarning', '112',
]

/** Compiles AssemblyScript to WebAssembly. The same sources give the same bytes. */
export const compileAssembly = (entry = 'src/engines/wasm/assembly/index.ts'): Uint8Array => {
  const folder = mkdtempSync(join(tmpdir(), 'pullback-assembly-'))
  const file = join(folder, 'module.wasm')
  try {
    execFileSync(process.execPath, ['node_modules/assemblyscript/bin/asc.js', entry, '-o', file, ...options], { stdio: 'inherit' })
    return readFileSync(file)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The module that holds the binary. */
export const binaryModule = (binary: Uint8Array): string => {
  const lines = Buffer.from(binary).toString('base64').match(/.{1,120}/g) ?? []
  return `/** The virtual machine, ${binary.length} bytes of WebAssembly in base64. Made by \`npm run build:assembly\`; do not edit. */\n` +
    `export const binary =\n${lines.map((line) => `  '${line}'`).join(' +\n')}\n`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [before, after] = [readFileSync(OUTPUT, { encoding: 'utf8', flag: 'a+' }), binaryModule(compileAssembly())]
  if (before !== after) writeFileSync(OUTPUT, after)
  console.log(before === after ? `${OUTPUT} is as it should be` : `${OUTPUT} written`)
}

// AssemblyScript: the product of matrices alone, for `matmul.test.ts`.

export { matmul } from '../../../src/engines/wasm/assembly/matmul/matmul'

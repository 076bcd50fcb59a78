// Placeholder while the packed kernel is being written: overwrite this file.
export const matmulScratch = (_: { readonly transposeLeft: boolean; readonly transposeRight: boolean; readonly batch: number; readonly n: number; readonly k: number; readonly m: number }): number => 0

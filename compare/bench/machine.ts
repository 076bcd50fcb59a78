import { availableParallelism, cpus, totalmem } from 'node:os'

/** What the benchmark ran on. */
export interface Machine {
  readonly processor: string
  readonly cores: number
  readonly gibibytes: number
  readonly system: string
  readonly node: string
}

export const thisMachine = (): Machine => ({
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  cores: availableParallelism(),
  gibibytes: Math.round(totalmem() / 2 ** 30),
  system: `${process.platform} ${process.arch}`,
  node: process.versions.node,
})

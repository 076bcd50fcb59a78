import { graphHash } from './graph-hash.ts'
import { shapes } from '../engines/trace/shapes.ts'
import { trace } from '../engines/trace/trace.ts'
import type { Stage } from '../net.ts'
import type { OptimizerDescription } from '../optimizers/optimizer.ts'
import { sizeOf } from '../shape/size.ts'
import type { Shape } from '../tensor.ts'
import type { SomeStep } from '../train/some-step.ts'
import { stepShapes } from '../train/step-shapes.ts'
import * as tree from '../tree.ts'
import type { Cadence, Config, DataSource } from './experiment.ts'
import { hashText } from './link.ts'

/** Where an experiment is found again: one that ships with the package, or a module of the user's. */
export type Source =
  | { readonly kind: 'shipped'; readonly name: string }
  | {
    readonly kind: 'module'
    /** from the run's folder to the module as it was */
    readonly path: string
    /** from the run's folder to the copy of it there */
    readonly copy?: string
    /** SHA-256 of it with everything that it imports relatively */
    readonly sha256?: string
  }

/** What a training step is, as data. */
export interface NetworkDescription {
  readonly stages: readonly Stage[]
  readonly loss: string
  readonly optimizer: OptimizerDescription
  readonly parameters: number
  /** SHA-256 of everything that the whole step computes: forward, backward and update */
  readonly sha256: string
}

/** Everything that decides which bits a run comes to. */
export interface Recipe {
  readonly experiment: string
  readonly source: Source
  readonly config: Config
  readonly seed: number
  readonly steps: number
  readonly every: Cadence
  readonly network: NetworkDescription
  readonly data: readonly DataSource[]
  /** SHA-256 of the first and the last batch */
  readonly batches: string
}

/** A step as data; it is traced once, and no number is computed. */
export const describeStep = (step: SomeStep): NetworkDescription => {
  const like = stepShapes(step)
  const [{ params }] = like
  const { kind, settings, parts } = step.optimizer(shapes, params)
  return {
    stages: step.net.stages,
    loss: step.loss(shapes, shapes.fill<Shape>(step.net.out, 0)).kind,
    optimizer: { kind, settings, ...(parts === undefined ? {} : { parts }) },
    parameters: tree.leaves(params).reduce((sum, { tensor }) => sum + sizeOf((tensor).shape as Shape), 0),
    sha256: graphHash(trace(step.program, like).graph),
  }
}

/**
 * What a chain of links hangs on: the hash of everything in a recipe that decides bits. Where a module lies and how often
 * checkpoints are written does not.
 */
export const anchorOf = ({ config, seed, network, data, batches, every }: Recipe): string => hashText(JSON.stringify([
  Object.entries(config).sort(([a], [b]) => a < b ? -1 : 1), seed, network.sha256, data.map(({ sha256 }) => sha256), batches, every.link,
]))

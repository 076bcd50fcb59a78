import * as v from 'valibot'
import type { Stage } from '../net.ts'
import type { OptimizerDescription } from '../optimizers/optimizer.ts'
import type { Link } from './link.ts'
import type { NetworkDescription, Recipe, Source } from './recipe.ts'

/** What recipes and receipts look like as JSON, so that files from outside are checked before they are believed. */

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1))
/** SHA-256 in hexadecimal */
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'it is no SHA-256 in hexadecimal'))
const settings = v.record(v.string(), v.union([v.number(), v.string(), v.boolean()]))

const stage: v.GenericSchema<unknown, Stage> = v.object({
  kind: v.string(), settings, out: v.array(whole), inner: v.exactOptional(v.array(v.lazy(() => stage))),
})

const optimizer: v.GenericSchema<unknown, OptimizerDescription> = v.object({
  kind: v.string(), settings, parts: v.exactOptional(v.array(v.lazy(() => optimizer))),
})

const network: v.GenericSchema<unknown, NetworkDescription> = v.object({
  stages: v.array(stage), loss: v.string(), optimizer, parameters: whole, sha256,
})

const source: v.GenericSchema<unknown, Source> = v.variant('kind', [
  v.object({ kind: v.literal('shipped'), name: v.string() }),
  v.object({ kind: v.literal('module'), path: v.string(), copy: v.exactOptional(v.string()), sha256: v.exactOptional(sha256) }),
])

export const recipeSchema: v.GenericSchema<unknown, Recipe> = v.object({
  experiment: v.string(),
  source,
  config: settings,
  seed: whole,
  steps: count,
  every: v.object({ link: count, checkpoint: count, evaluate: count }),
  network,
  data: v.array(v.object({ name: v.string(), sha256, examples: whole })),
  batches: sha256,
})

export const linkSchema: v.GenericSchema<unknown, Link> =
  v.object({ step: whole, tensors: v.array(sha256), losses: sha256, chain: sha256 })

export const versionsSchema = v.record(v.string(), v.string())
export const hashSchema = sha256

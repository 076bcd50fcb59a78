import * as v from 'valibot'
import type { Either } from '../fp.ts'
import type { DataError } from '../io/data-error.ts'
import { parseJson } from './json-file.ts'
import { readLines } from './lines.ts'
import type { Link } from './link.ts'
import type { Recipe } from './recipe.ts'
import { hashSchema, linkSchema, recipeSchema, versionsSchema } from './schemas.ts'

/** What a run leaves behind so that anybody can repeat it and see that nothing differs. */
export interface Receipt {
  readonly format: 'pullback-receipt-1'
  readonly recipe: Recipe
  /** SHA-256 of the run's key */
  readonly key: string
  /** what computed it, for people: no engine and no number of threads changes a bit */
  readonly engine: string
  /** of this package, the runtime and the platform */
  readonly versions: Readonly<Record<string, string>>
  readonly status: 'finished' | 'stopped early'
  /** the paths of the state's tensors, in the order of every link's hashes */
  readonly paths: readonly string[]
  /** SHA-256 of the trained parameters (`hashTree`) */
  readonly parameters: string
  /** from step 0, the state before training, to the last step */
  readonly links: readonly Link[]
}

const receiptSchema: v.GenericSchema<unknown, Receipt> = v.object({
  format: v.literal('pullback-receipt-1'),
  recipe: recipeSchema,
  key: hashSchema,
  engine: v.string(),
  versions: versionsSchema,
  status: v.picklist(['finished', 'stopped early']),
  paths: v.array(v.string()),
  parameters: hashSchema,
  links: v.pipe(
    v.array(linkSchema),
    v.minLength(1, 'it has no links'),
    v.check((links) => links.every(({ step }, i) => i === 0 ? step === 0 : step > (links[i - 1]?.step ?? 0)), 'the steps do not go upward from 0'),
  ),
})

const fitting = v.pipe(
  receiptSchema,
  v.check(({ links, recipe }) => (links.at(-1)?.step ?? 0) <= recipe.steps, 'it has more steps than its recipe'),
  v.check(({ links, recipe, status }) => (links.at(-1)?.step === recipe.steps) === (status === 'finished'), 'its status is not that of its last link'),
  v.check(({ links, recipe: { every } }) => links.every(({ step }, i) => i < links.length - 1
    ? step === i * every.link
    : step <= i * every.link && (i === 0 || step > (i - 1) * every.link)), 'it has not a link at every step where one is due'),
  v.check(({ links, paths }) => links.every(({ tensors }) => tensors.length === paths.length), 'a link has not one hash for each tensor'),
)

/** A receipt as text: for people down to the links, of which each has a line. */
export const writeReceipt = ({ links, ...receipt }: Receipt): string => {
  const head = JSON.stringify(receipt, undefined, 2).replace(/\n\}$/, '')
  return `${head},\n  "links": [\n${links.map((link) => `    ${JSON.stringify(link)}`).join(',\n')}\n  ]\n}\n`
}

/** A receipt from text. The error names the first place that is wrong; whether its chain holds is another question. */
export const readReceipt = (file: string, text: string): Either.Either<DataError, Receipt> => parseJson(file, text, fitting)

/** What a run folder is resumed by: written before the first step. */
export interface RunPlan {
  readonly format: 'pullback-run-1'
  readonly recipe: Recipe
  readonly versions: Readonly<Record<string, string>>
}

const planSchema: v.GenericSchema<unknown, RunPlan> =
  v.object({ format: v.literal('pullback-run-1'), recipe: recipeSchema, versions: versionsSchema })

/** A plan as text. */
export const writePlan = (plan: RunPlan): string => `${JSON.stringify(plan, undefined, 2)}\n`

/** A plan from text. */
export const readPlan = (file: string, text: string): Either.Either<DataError, RunPlan> => parseJson(file, text, planSchema)

/** The links of a run that is not over, a line each. */
export const readLinks = (file: string, text: string): Either.Either<DataError, readonly Link[]> =>
  readLines(file, text, linkSchema, 'link of a chain')

import { pipe, TaskEither } from '../fp.ts'
import type { DataError } from '../io/data-error.ts'
import type { SomeState } from '../train/some-step.ts'
import type { Evidence } from './evidence.ts'
import { firstDifference, latestFirstDifference } from './locate.ts'
import { brokenLink } from './link.ts'
import type { Receipt } from './receipt.ts'
import { anchorOf } from './recipe.ts'
import type { Parting } from './replay.ts'

/** What two receipts say beside one another. */
export interface ReceiptComparison {
  /** what decides bits and is not the same in both recipes; then nothing else can be expected to be */
  readonly recipes: readonly { readonly what: string; readonly first: string; readonly second: string }[]
  /** what is not the same of how they ended, and whether their chains hold */
  readonly ends: readonly { readonly what: string; readonly first: string; readonly second: string }[]
  /** where the runs part; nothing where every link that both have is the same */
  readonly parting?: Parting
  /** links that both have */
  readonly links: number
}

/** A receipt with what lies beside it. */
export interface Told {
  readonly receipt: Receipt
  readonly evidence: Evidence
}

type Facts = Readonly<Record<string, string>>

const recipeFacts = ({ recipe }: Receipt): Facts => ({
  'training step': recipe.network.sha256,
  data: recipe.data.map(({ sha256 }) => sha256).join(', '),
  batches: recipe.batches,
  seed: String(recipe.seed),
  steps: String(recipe.steps),
  'steps between links': String(recipe.every.link),
  ...Object.fromEntries(Object.entries(recipe.config).map(([name, value]) => [`setting ${name}`, JSON.stringify(value)])),
})

const endFacts = ({ recipe, status, parameters, links }: Receipt): Facts => ({
  chain: brokenLink(anchorOf(recipe), links) === undefined ? 'whole' : 'broken',
  end: `${status} after step ${links.at(-1)?.step ?? 0}`,
  'trained weights': parameters,
})

const differing = (left: Facts, right: Facts): ReceiptComparison['recipes'] =>
  [...new Set([...Object.keys(left), ...Object.keys(right)])].flatMap((what) =>
    left[what] === right[what] ? [] : [{ what, first: left[what] ?? 'not there', second: right[what] ?? 'not there' }])

/**
 * Compares two receipts link by link: after which step the runs part first, in which tensor and element, and both values
 * (`recorded` is the first receipt's, `computed` the second's), as far as what lies beside them tells. `like` gives the states' form.
 */
export const compareReceipts = (a: Told, b: Told, like: SomeState): TaskEither.TaskEither<DataError, ReceiptComparison> => {
  const others = new Map(b.receipt.links.map((link) => [link.step, link]))
  const both = a.receipt.links.flatMap((link) => {
    const other = others.get(link.step)
    return other === undefined ? [] : [{ link, other }]
  })
  // Chains hang on their recipes; what the states were is in the hashes of the tensors and losses.
  const index = both.findIndex(({ link, other }) => link.losses !== other.losses || link.tensors.join() !== other.tensors.join())
  const [found, before] = [both[index], both[index - 1]?.link.step]
  const recipes = differing(recipeFacts(a.receipt), recipeFacts(b.receipt))
  const ends = differing(endFacts(a.receipt), endFacts(b.receipt))
  if (found === undefined) return TaskEither.right({ recipes, ends, links: both.length })
  const { link, other } = found
  const lossesIn = ({ evidence }: Told): readonly number[] => before === undefined
    ? [] : Array.from({ length: link.step - before }, (_, i) => evidence.losses.get(before + i + 1)).flatMap((loss) => loss ?? [])
  const [first, second] = [lossesIn(a), lossesIn(b)]
  const complete = before !== undefined && first.length === link.step - before && second.length === first.length
  const tensor = a.receipt.paths[link.tensors.findIndex((one, i) => one !== other.tensors[i])]
  return pipe(
    TaskEither.Do,
    TaskEither.bind('one', () => a.evidence.stateAt(link.step, like)),
    TaskEither.bind('two', () => b.evidence.stateAt(link.step, like)),
    TaskEither.map(({ one, two }): ReceiptComparison => {
      const element = one === undefined || two === undefined ? undefined : firstDifference(one, two)
      return {
        recipes,
        ends,
        links: both.length,
        parting: {
          ...(before === undefined ? {} : { same: before }), link: link.step,
          step: complete ? latestFirstDifference(before, first, second) : link.step,
          ...(tensor === undefined ? {} : { tensor }), ...(element === undefined ? {} : { element }),
        },
      }
    }),
  )
}

import { compareStep } from '../compare-step.ts'
import { inTurn } from '../in-turn.ts'
import type { Witness } from '../witness.ts'
import { compiledOutcome } from './compiled.ts'
import { isProven, outcomeOf } from './outcomes.ts'
import { type LayerComparison, type Proof, type ProofOutcome, proofs, type VariantComparison } from './report.ts'
import type { LayerRow, Variant } from './row.ts'
import { variantCase } from './variant-case.ts'

/** Who is asked, and whether there are threads. */
export interface Asked {
  readonly witnesses: readonly Witness[]
  readonly threads: boolean
}

type Outcomes = Readonly<Record<Proof, ProofOutcome>>

const reasonFor = ({ without }: LayerRow, proof: Proof): string | undefined => proof === 'compiled' ? undefined : without?.[proof]

/**
 * A proof that fails where the row says why is not held against the layer, as long as another witness confirms the layer: a
 * sentence alone excuses nothing.
 */
const excused = (row: LayerRow, all: Outcomes): Outcomes => {
  const confirmed = (other: Proof): boolean => proofs.some((proof) => proof !== other && proof !== 'compiled' && isProven(all[proof]))
  const one = (proof: Proof): ProofOutcome => {
    const reason = reasonFor(row, proof)
    return reason === undefined || isProven(all[proof]) || !confirmed(proof) ? all[proof] : { ...all[proof], verdict: 'cannot speak', reason }
  }
  return {
    'finite differences': one('finite differences'), 'same forward': one('same forward'), 'same network': one('same network'),
    compiled: one('compiled'),
  }
}

type Leaking = VariantComparison & { readonly leaked: number }

const compareVariant = (row: LayerRow, { witnesses, threads }: Asked) => async (variant: Variant): Promise<Leaking> => {
  const { step, state, batch } = variantCase(variant)
  const report = await compareStep(step, { state, batches: [batch], witnesses })
  return {
    about: variant.about, input: variant.input, out: step.net.out,
    proofs: excused(row, {
      'finite differences': outcomeOf(report, 'finite differences'),
      'same forward': outcomeOf(report, 'same forward'),
      'same network': outcomeOf(report, 'same network'),
      compiled: compiledOutcome({ step, state, batch }, threads),
    }),
    leaked: report.witnesses.reduce((sum, witness) => sum + witness.leaked, 0),
  }
}

/** A variant that cannot be built, or whose step throws: nothing of it is proven, and the others still are. */
const broken = ({ about, input }: Variant, error: unknown): Leaking => {
  const outcome: ProofOutcome = { verdict: 'not checked', ratio: 0, compared: 0, reason: `the step throws: ${String(error)}` }
  return {
    about, input, out: [], leaked: 0,
    proofs: { 'finite differences': outcome, 'same forward': outcome, 'same network': outcome, compiled: outcome },
  }
}

const ofVariant = ({ about, proofs: outcomes }: VariantComparison): readonly string[] => proofs.flatMap((proof) => {
  const { verdict, reason } = outcomes[proof]
  const said = `${about === '' ? '' : `${about}: `}${proof} ${verdict === 'differs' ? 'differs' : 'was not checked'}`
  return verdict === 'cannot speak' || isProven(outcomes[proof]) ? [] : [reason === undefined ? said : `${said}: ${reason}`]
})

/** A row that excuses what nobody holds against it is out of date. */
const outOfDate = (row: LayerRow, variants: readonly VariantComparison[]): readonly string[] => proofs.flatMap((proof) =>
  reasonFor(row, proof) !== undefined && variants.every((variant) => isProven(variant.proofs[proof]))
    ? [`its row says why ${proof} cannot speak, and it does`] : [])

/** One layer: a training step with each of its variants, by every proof. */
export const compareLayer = (asked: Asked) =>
  async (row: LayerRow): Promise<{ readonly comparison: LayerComparison; readonly leaked: number }> => {
    const compared = await inTurn(row.variants, (variant) => compareVariant(row, asked)(variant).catch((error: unknown) => broken(variant, error)))
    const variants = compared.map(({ leaked: _leaked, ...variant }): VariantComparison => variant)
    const leaked = compared.reduce((sum, one) => sum + one.leaked, 0)
    const left = leaked === 0 ? [] : [`${leaked} tensors were left behind in the memory of TensorFlow.js`]
    return {
      comparison: {
        name: row.name, family: row.family, variants, faults: row.faults ?? [],
        complaints: [...variants.flatMap(ofVariant), ...outOfDate(row, variants), ...left],
      },
      leaked,
    }
  }

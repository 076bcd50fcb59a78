import { coordinatesOf, sizeOf } from '../../src/shape/size.ts'
import { storageOf } from '../../src/tensor/host.ts'
import type { Shape, Tensor } from '../../src/tensor.ts'
import type { Reading } from '../bound/index.ts'
import type { Stated } from '../witness.ts'
import type { Element, Row, Verdict } from './report.ts'
import { ulpsBetween } from './ulps.ts'

/** A tensor of ours, and the same of a witness. */
export interface Pair {
  readonly ours: Tensor
  readonly theirs: Stated
  /** element by element, how far ours and theirs may be apart */
  readonly bound: (reading: Reading) => ArrayLike<number>
}

/** The bound of a comparison: the two errors added, each a distance from the same truth. */
export const addErrors = (a: Tensor, b: Tensor): ArrayLike<number> => {
  const [u, v] = [storageOf('bound', a), storageOf('bound', b)]
  return Float64Array.from(u, (x, i) => x + (v[i] ?? NaN))
}

/** Equal, or both NaN, or the same infinity. */
const same = (a: number, b: number): boolean => a === b || (Number.isNaN(a) && Number.isNaN(b))

const ratioOf = (difference: number, bound: number): number =>
  difference === 0 ? 0 : Number.isNaN(difference) ? Infinity : difference / bound

const elementOf = (shape: Shape, at: number, ours: number, theirs: number, bound: number): Element => {
  const difference = same(ours, theirs) ? 0 : Math.abs(ours - theirs)
  return { index: coordinatesOf(shape, at), ours, theirs, difference, bound, ratio: ratioOf(difference, bound) }
}

/** One element: one NaN against a number always differs; otherwise a bound that is not finite decides nothing. */
const verdictOf = ({ ours, theirs, difference, bound }: Element, wider: () => number): Verdict =>
  difference === 0 ? 'agrees'
  : Number.isNaN(ours) !== Number.isNaN(theirs) ? 'differs'
  : !Number.isFinite(bound) ? 'not checked'
  : difference <= bound ? 'agrees'
  : difference <= wider() ? 'kink'
  : 'differs'

const severity: Readonly<Record<Verdict, number>> = { differs: 4, kink: 3, 'known fault': 2, agrees: 1, 'not checked': 0 }

interface Judged {
  readonly element: Element
  readonly verdict: Verdict
}

const worse = (a: Judged, b: Judged): Judged =>
  severity[b.verdict] > severity[a.verdict] || (b.verdict === a.verdict && b.element.ratio > a.element.ratio) ? b : a

const largest = (numbers: readonly number[]): number =>
  numbers.reduce((most, x) => Number.isNaN(x) || Number.isNaN(most) ? NaN : Math.max(most, x), 0)

const relative = ({ ours, theirs, difference }: Element): number =>
  difference === 0 ? 0 : difference / Math.max(Math.abs(ours), Math.abs(theirs))

/** What is known of a row before it is placed in a report. */
export type Judgement = Pick<Row,
  'elements' | 'checked' | 'worst' | 'largestAbsolute' | 'largestRelative' | 'ulps' | 'verdict'> & {
    /** row-major position of `worst` */
    readonly at: number
    /** any element, by row-major position */
    readonly element: (at: number) => Element
  }

/** Compares one tensor. The wider bound, which allows for kinks, is worked out only where the plain one does not do. */
export const judge = ({ ours, theirs, bound }: Pair): Judgement => {
  const shape = ours.shape as Shape
  const [a, b, plain] = [storageOf('compare', ours), storageOf('compare', theirs.tensor), bound('chosen')]
  const element = (at: number): Element => elementOf(shape, at, a[at] ?? NaN, b[at] ?? NaN, plain[at] ?? NaN)
  const asked = Array.from({ length: sizeOf(shape) }, (_, at) => at).filter((at) => theirs.asked?.has(at) ?? true)
  const judged = asked.map((at): Judged & { readonly at: number } => {
    const one = element(at)
    return { at, element: one, verdict: verdictOf(one, () => bound('either')[at] ?? NaN) }
  })
  const checked = judged.filter(({ verdict }) => verdict !== 'not checked')
  const [first] = judged
  const worst = judged.reduce<Judged & { readonly at: number } | undefined>(
    (most, one) => most === undefined || worse(most, one) === one ? one : most, first)
  return {
    elements: sizeOf(shape),
    checked: checked.length,
    at: worst?.at ?? 0,
    worst: worst?.element ?? element(0),
    largestAbsolute: largest(judged.map((one) => one.element.difference)),
    largestRelative: largest(judged.map((one) => relative(one.element))),
    ulps: largest(judged.map((one) => ulpsBetween(one.element.ours, one.element.theirs))),
    verdict: worst?.verdict ?? 'not checked',
    element,
  }
}

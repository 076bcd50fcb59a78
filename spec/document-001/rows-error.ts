/** The cross-entropy of document 001, number by number. */
import { commonLog, otherDigit, swappedDigits } from './mistakes.ts'
import { crossEntropy } from './printed.ts'
import { computed, copied, given, rightOf, type Row, slipped } from './row.ts'
import { third } from './rows-forward.ts'
import { minus, one, over, plus } from './worked.ts'

const [y1, y2, y3] = third.wanted
const [o1, o2, o3] = third.oOut

/** `y * log(O) + (1 - y) * log(1 - O)` for an output that should be 0. */
const otherwise = (printed: typeof crossEntropy.second, y: Row, o: Row): readonly Row[] => [
  copied(printed.wanted, y), copied(printed.output, o),
  computed(printed.otherwise, rightOf(() => 1), minus(one, y.known)), given(printed.whole, () => 1), copied(printed.again, o),
]

const inserted = [
  copied(crossEntropy.wanted, y1), copied(crossEntropy.output, o1),
  computed(crossEntropy.otherwise, rightOf(() => 0), minus(one, y1.known), 'times the logarithm'),
  ...otherwise(crossEntropy.second, y2, o2), ...otherwise(crossEntropy.third, y3, o3),
]

const [a1, a2, a3] = [
  copied(crossEntropy.arguments[0], o1),
  computed(crossEntropy.arguments[1], rightOf((r) => 1 - r.oOut[1]), minus(one, o2.known)),
  computed(crossEntropy.arguments[2], rightOf((r) => 1 - r.oOut[2]), minus(one, o3.known)),
]

const [log1, log2, log3] = [commonLog(a1.known), commonLog(a2.known), commonLog(a3.known)]
const [t1, t2, t3] = [
  slipped(crossEntropy.terms[0], rightOf((r) => r.errorTerms[0]), swappedDigits(log1), 'two neighbouring digits exchanged'),
  slipped(crossEntropy.terms[1], rightOf((r) => r.errorTerms[1]), otherDigit(log2), 'one digit replaced',
    `the printed digits are those of 1 / ${a3.digits} = ${over(one, a3.known).value.toFixed(4)}, needed below`),
  computed(crossEntropy.terms[2], rightOf((r) => r.errorTerms[2]), log3),
]

const error = slipped(crossEntropy.error, rightOf((r) => r.error), otherDigit(plus(log1, log2, log3)), 'one digit replaced',
  `the three printed terms add up to ${plus(t1.known, t2.known, t3.known).value.toFixed(6)}`)

export const errorRows: readonly Row[] = [...inserted, a1, a2, a3, t1, t2, t3, error]

/**
 * A number that says how good outputs are, as a fold: each batch is summarized by itself, summaries are joined, and at the
 * end one is read.
 *
 * Laws: `concat` is associative and commutative with `empty` as its identity, as far as `value` can see, to the bit. So what a
 * metric says does not depend on the order of the batches, nor on how the examples were cut into batches.
 */
export interface Metric<Outputs, Labels, Summary, Value = number> {
  /** the value of a single batch */
  (outputs: Outputs, labels: Labels): Value
  readonly kind: string
  readonly empty: Summary
  readonly of: (outputs: Outputs, labels: Labels) => Summary
  readonly concat: (a: Summary, b: Summary) => Summary
  readonly value: (summary: Summary) => Value
}

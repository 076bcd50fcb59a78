import type { Float, Ids, Shape, Some } from '../tensor.ts'

/** What every metric has besides reading a batch: how summaries are joined, and what is read from one at the end. */
export interface Summaries<Summary, Value> {
  readonly kind: string
  readonly empty: Summary
  readonly concat: (a: Summary, b: Summary) => Summary
  readonly value: (summary: Summary) => Value
}

/**
 * A number that says how good outputs are, as a fold: each batch is summarized by itself, summaries are joined, and at the
 * end one is read.
 *
 * Laws: `concat` is associative and commutative with `empty` as its identity, as far as `value` can see, to the bit. So what a
 * metric says does not depend on the order of the batches, nor on how the examples were cut into batches.
 */
export interface Metric<Outputs, Labels, Summary, Value = number> extends Summaries<Summary, Value> {
  /** the value of a single batch */
  (outputs: Outputs, labels: Labels): Value
  readonly of: (outputs: Outputs, labels: Labels) => Summary
}

/**
 * What a metric of classes reads: outputs whose last axis has one number for each class. Labels are a share for each class, of
 * which the largest is the right one, or numbers of the right classes, without that last axis (checked when they are read).
 */
export interface ReadsClasses<Result> {
  <S extends Shape>(outputs: Float<S>, labels: Float<NoInfer<S>>): Result
  (outputs: Float<Some>, labels: Ids<Some>): Result
}

/** A metric of classes. */
export interface ClassMetric<Summary, Value = number> extends Summaries<Summary, Value>, ReadsClasses<Value> {
  readonly of: ReadsClasses<Summary>
}

/** A metric of real numbers, which the labels give one by one. */
export interface NumberMetric<Summary, Value = number> extends Summaries<Summary, Value> {
  <S extends Shape>(outputs: Float<S>, labels: Float<NoInfer<S>>): Value
  readonly of: <S extends Shape>(outputs: Float<S>, labels: Float<NoInfer<S>>) => Summary
}

/** The metric of a rule. */
export const metric = <Outputs, Labels, Summary, Value>(
  rule: Summaries<Summary, Value> & { readonly of: (outputs: Outputs, labels: Labels) => Summary },
): Metric<Outputs, Labels, Summary, Value> =>
  Object.assign((outputs: Outputs, labels: Labels): Value => rule.value(rule.of(outputs, labels)), rule)

import type { Some, Tensor } from '../tensor.ts'
import { fold } from './kernels/fold.ts'
import { metric, type Metric } from './metric.ts'

/**
 * What a metric says of many batches, given one by one; the stream is read once.
 *
 * Law: the order of the pairs does not count, nor how the examples are cut into batches, to the bit.
 */
export const measure = <Outputs, Labels, Summary, Value>(
  of: Metric<NoInfer<Outputs>, NoInfer<Labels>, Summary, Value>, pairs: Iterable<readonly [outputs: Outputs, labels: Labels]>,
): Value => of.value(fold((summary, [outputs, labels]) => of.concat(summary, of.of(outputs, labels)), of.empty, pairs))

/** A metric of tensors that keeps a summary of some kind. */
export type AnyMetric = Metric<Tensor, Tensor, Some, Some>

/** The names of some metrics with what each of them says. */
export type Values<M extends Readonly<Record<string, AnyMetric>>> = { readonly [Name in keyof M]: ReturnType<M[Name]['value']> }

/** The names of some metrics with what each of them keeps. */
export type AllSummaries<M extends Readonly<Record<string, AnyMetric>>> = { readonly [Name in keyof M]: M[Name]['empty'] }

/** Several metrics as one, so that the outputs are gone through once: `combine({ accuracy, top3: topK(3) })`. */
export const combine = <M extends Readonly<Record<string, AnyMetric>>>(
  metrics: M,
): Metric<Tensor, Tensor, AllSummaries<M>, Values<M>> => {
  return metric({
    kind: `combine(${Object.entries(metrics).map(([name, { kind }]) => `${name}: ${kind}`).join(', ')})`,
    empty: byName<M, AllSummaries<M>>(metrics, ({ empty }) => empty),
    of: (outputs: Tensor, labels: Tensor) => byName<M, AllSummaries<M>>(metrics, (one) => one.of(outputs, labels)),
    concat: (a: AllSummaries<M>, b: AllSummaries<M>) => byName<M, AllSummaries<M>>(metrics, (one, name) => one.concat(a[name], b[name])),
    value: (summary: AllSummaries<M>) => byName<M, Values<M>>(metrics, (one, name) => one.value(summary[name])),
  })
}

/** One entry for each metric, under its name. The compiler cannot follow that the names are all there. */
const byName = <M extends Readonly<Record<string, AnyMetric>>, R extends { readonly [Name in keyof M]: unknown }>(
  metrics: M, entry: (of: AnyMetric, name: keyof M) => R[keyof M],
): R => Object.fromEntries(Object.entries(metrics).map(([name, one]) => [name, entry(one, name)])) as R

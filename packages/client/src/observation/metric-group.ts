import type { Measure } from './measure.ts'
import type { Metric } from './metric.ts'

/** A metric, and how it is read off what a client has counted. */
export interface MetricDefinition<Source> {
  readonly name: string
  readonly doc: string
  readonly value: (source: Source, nowMs: number) => number
}

/** Metrics about the same thing. */
export interface MetricGroup<Source> {
  readonly group: string
  /** Beside `client-id`. */
  readonly tags: readonly string[]
  readonly metrics: readonly MetricDefinition<Source>[]
}

/** What is to be known of metrics without a client that has any. */
export interface DescribedMetrics {
  readonly group: string
  /** Beside `client-id`. */
  readonly tags: readonly string[]
  readonly metrics: readonly { readonly name: string; readonly doc: string }[]
}

/** Finds a measure in what was counted. */
type Find<Source> = (source: Source) => Measure

const hour = 3600

/** A number that is there whenever somebody asks. */
export function gauge<Source>(
  name: string,
  doc: string,
  value: (source: Source, nowMs: number) => number,
): MetricDefinition<Source> {
  return { name, doc, value }
}

/** `<name>-rate` and `<name>-total`: how much of something there was. `things` completes a sentence. */
export function amount<Source>(
  name: string,
  things: string,
  find: Find<Source>,
): readonly MetricDefinition<Source>[] {
  return [
    gauge(`${name}-rate`, `${things}, per second`, (source, nowMs) => find(source).rate(nowMs)),
    gauge(`${name}-total`, `${things}, since the beginning`, (source) => find(source).total),
  ]
}

/** `<name>-rate` and `<name>-total`: how often something was measured. */
export function occurrences<Source>(
  name: string,
  things: string,
  find: Find<Source>,
): readonly MetricDefinition<Source>[] {
  return [
    gauge(`${name}-rate`, `${things}, per second`, (source, nowMs) =>
      find(source).eventRate(nowMs),
    ),
    gauge(`${name}-total`, `${things}, since the beginning`, (source) => find(source).events),
  ]
}

/** `<name>-rate-per-hour` and `<name>-total`. */
export function rareOccurrences<Source>(
  name: string,
  things: string,
  find: Find<Source>,
): readonly MetricDefinition<Source>[] {
  return [
    gauge(
      `${name}-rate-per-hour`,
      `${things}, per hour`,
      (source, nowMs) => find(source).eventRate(nowMs) * hour,
    ),
    gauge(`${name}-total`, `${things}, since the beginning`, (source) => find(source).events),
  ]
}

/** `<name>-avg`. */
export function average<Source>(
  name: string,
  thing: string,
  find: Find<Source>,
): MetricDefinition<Source> {
  return gauge(`${name}-avg`, `${thing}: the average`, (source, nowMs) =>
    find(source).average(nowMs),
  )
}

/** `<name>-max`. */
export function maximum<Source>(
  name: string,
  thing: string,
  find: Find<Source>,
): MetricDefinition<Source> {
  return gauge(`${name}-max`, `${thing}: the largest`, (source, nowMs) => find(source).max(nowMs))
}

/** `<name>-avg` and `<name>-max`. */
export function averageAndMaximum<Source>(
  name: string,
  thing: string,
  find: Find<Source>,
): readonly MetricDefinition<Source>[] {
  return [average(name, thing, find), maximum(name, thing, find)]
}

/** What a group says now. */
export function readGroup<Source>(
  { group, metrics }: MetricGroup<Source>,
  source: Source,
  tags: Readonly<Record<string, string>>,
  nowMs: number,
): readonly Metric[] {
  return metrics.map(({ name, doc, value }) => ({
    ...{ group, name, tags, doc },
    value: value(source, nowMs),
  }))
}

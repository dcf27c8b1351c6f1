import { metricCatalogue, type DescribedMetrics } from '@barnabus/client'

import { code, page, sentence, table } from './markdown.ts'

/** docs/reference/client-metrics.md: what clients count, and what it means. */
export function clientMetricsPage(): Promise<string> {
  return page([
    '# Metrics of the client',
    'What `metrics()` of a producer, a consumer and an administrator gives, under the groups and ' +
      'names of Apache Kafka’s own clients. Sums are since the client was made; averages, maxima ' +
      'and rates are of the last `metrics.num.samples` samples of `metrics.sample.window.ms` each, ' +
      'and an average of nothing is NaN. Every metric has the tag `client-id`. This page is ' +
      'printed from the code by `npm run reference`.',
    ...metricCatalogue.flatMap(section),
  ])
}

function section({ group, tags, metrics }: DescribedMetrics): readonly string[] {
  const by = tags.length === 0 ? '' : `, by ${tags.join(' and ')}`
  return [
    `## ${group}${by}`,
    table(
      ['name', 'what it is'],
      metrics.map(({ name, doc }) => [code(name), sentence(doc)]),
    ),
  ]
}

import { adminMetricGroups } from './admin-metrics.ts'
import { consumerMetricGroups } from './consumer-metrics.ts'
import type { DescribedMetrics } from './metric-group.ts'
import { producerMetricGroups } from './producer-metrics.ts'

/** Every metric that a client may have, by group. */
export const metricCatalogue: readonly DescribedMetrics[] = inGroups([
  ...producerMetricGroups,
  ...consumerMetricGroups,
  ...adminMetricGroups,
])

/** Some groups come in parts. */
function inGroups(parts: readonly DescribedMetrics[]): readonly DescribedMetrics[] {
  const groups = new Map<string, DescribedMetrics>()
  for (const { group, tags, metrics } of parts) {
    const key = [group, ...tags].join()
    const before = groups.get(key)?.metrics ?? []
    const described = metrics.map(({ name, doc }) => ({ name, doc }))
    groups.set(key, { group, tags, metrics: [...before, ...described] })
  }
  return Array.from(groups.values())
}

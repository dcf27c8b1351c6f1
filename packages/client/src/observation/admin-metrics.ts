import type { Metric } from './metric.ts'
import type { DescribedMetrics } from './metric-group.ts'
import type { Traffic } from './traffic.ts'
import { readTraffic, trafficGroups } from './traffic-metrics.ts'

const ofTraffic = trafficGroups('admin-client')

/** All metrics of an administrator, for those who want to read about them. */
export const adminMetricGroups: readonly DescribedMetrics[] = [ofTraffic.all, ofTraffic.node]

/** What an administrator has to say about itself now. */
export function readAdminMetrics(
  clientId: string,
  traffic: Traffic,
  nowMs: number,
): readonly Metric[] {
  return readTraffic(ofTraffic, traffic, { 'client-id': clientId }, nowMs)
}

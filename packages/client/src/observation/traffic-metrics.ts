import type { Metric } from './metric.ts'
import {
  amount,
  average,
  averageAndMaximum,
  gauge,
  maximum,
  occurrences,
  readGroup,
  type MetricDefinition,
  type MetricGroup,
} from './metric-group.ts'
import type { Traffic, TrafficCounts } from './traffic.ts'

const exchanged: readonly MetricDefinition<TrafficCounts>[] = [
  ...occurrences<TrafficCounts>('request', 'Requests sent', ({ requests }) => requests),
  ...averageAndMaximum<TrafficCounts>('request-size', 'Bytes of a request', (of) => of.requests),
  ...amount<TrafficCounts>('outgoing-byte', 'Bytes sent', ({ requests }) => requests),
  ...amount<TrafficCounts>('incoming-byte', 'Bytes received', ({ received }) => received),
  ...occurrences<TrafficCounts>('response', 'Answers received', ({ latencies }) => latencies),
]

const connections: readonly MetricDefinition<Traffic>[] = [
  gauge('connection-count', 'Connections open now', ({ connectionCount }) => connectionCount),
  ...occurrences<Traffic>('connection-creation', 'Connections opened', ({ created }) => created),
  ...occurrences<Traffic>('connection-close', 'Connections closed', ({ closed }) => closed),
  ...exchanged.map(({ name, doc, value }) =>
    gauge<Traffic>(name, doc, ({ all }, nowMs) => value(all, nowMs)),
  ),
]

const byNode: readonly MetricDefinition<TrafficCounts>[] = [
  ...exchanged,
  average('request-latency', 'Time until an answer, in ms', ({ latencies }) => latencies),
  maximum('request-latency', 'Time until an answer, in ms', ({ latencies }) => latencies),
]

/** The metrics of connections, under the group names of one kind of client. */
export interface TrafficGroups {
  readonly all: MetricGroup<Traffic>
  readonly node: MetricGroup<TrafficCounts>
}

/** `kind`: producer, consumer, admin-client. */
export function trafficGroups(kind: string): TrafficGroups {
  return {
    all: { group: `${kind}-metrics`, tags: [], metrics: connections },
    node: { group: `${kind}-node-metrics`, tags: ['node-id'], metrics: byNode },
  }
}

/** What is to be said about connections now. */
export function readTraffic(
  groups: TrafficGroups,
  traffic: Traffic,
  tags: Readonly<Record<string, string>>,
  nowMs: number,
): readonly Metric[] {
  const nodes = Array.from(traffic.nodes, ([nodeId, counts]) =>
    readGroup(groups.node, counts, { ...tags, 'node-id': `node-${nodeId}` }, nowMs),
  )
  return [...readGroup(groups.all, traffic, tags, nowMs), ...nodes.flat()]
}

import { ApiKey } from '@barnabus/protocol'

import type { Metric } from './metric.ts'
import {
  amount,
  average,
  averageAndMaximum,
  gauge,
  occurrences,
  readGroup,
  type DescribedMetrics,
  type MetricDefinition,
  type MetricGroup,
} from './metric-group.ts'
import type { ProducerObserver, ProducerTask, TopicProduction } from './producer-observer.ts'
import type { Traffic } from './traffic.ts'
import { readTraffic, trafficGroups } from './traffic-metrics.ts'

/** What the metrics of a producer are read off. */
export interface ProducerSource {
  readonly clientId: string
  readonly observer: ProducerObserver
  readonly traffic: Traffic
  /** When the cluster was last asked for metadata; undefined: never. */
  readonly metadataMs: number | undefined
  readonly memory: { readonly sizeBytes: number; readonly usedBytes: number }
  readonly requestsInFlight: number
}

type Definitions = readonly MetricDefinition<ProducerSource>[]

const sending: Definitions = [
  ...amount<ProducerSource>('record-send', 'Records sent', ({ observer }) => observer.records),
  average('records-per-request', 'Records of a request', ({ observer }) => observer.records),
  ...amount<ProducerSource>('record-retry', 'Records sent again', (of) => of.observer.retries),
  ...amount<ProducerSource>('record-error', 'Records given up', (of) => of.observer.errors),
  ...averageAndMaximum<ProducerSource>(
    'batch-size',
    'Bytes of a batch as it is sent',
    ({ observer }) => observer.batchSizes,
  ),
  ...occurrences<ProducerSource>(
    'batch-split',
    'Batches that were too large for their broker, and sent in parts',
    ({ observer }) => observer.splits,
  ),
  average(
    'compression-rate',
    'Bytes of a batch by what they were before compression',
    ({ observer }) => observer.compression,
  ),
  ...averageAndMaximum<ProducerSource>(
    'record-queue-time',
    'How long a batch waits to be sent, in ms',
    ({ observer }) => observer.queueTimes,
  ),
]

const waiting: Definitions = [
  ...averageAndMaximum<ProducerSource>(
    'request-latency',
    'How long a broker takes to answer a Produce request, in ms',
    ({ traffic }) => traffic.api(ApiKey.Produce).latencies,
  ),
  ...averageAndMaximum<ProducerSource>(
    'produce-throttle-time',
    'How long a broker asks the producer to hold off, in ms',
    ({ traffic }) => traffic.api(ApiKey.Produce).throttleTimes,
  ),
  gauge(
    'requests-in-flight',
    'Produce requests without an answer now',
    ({ requestsInFlight }) => requestsInFlight,
  ),
  gauge(
    'metadata-age',
    'How old what is known of the cluster is, in seconds',
    ({ metadataMs }, nowMs) => (metadataMs === undefined ? NaN : (nowMs - metadataMs) / 1000),
  ),
  gauge('buffer-total-bytes', 'All of buffer.memory', ({ memory }) => memory.sizeBytes),
  gauge('buffer-available-bytes', 'What of buffer.memory no record uses now', ({ memory }) =>
    Math.max(0, memory.sizeBytes - memory.usedBytes),
  ),
]

const times: Definitions = [
  timeIn('flush', 'in flush'),
  timeIn('txn-init', 'in initTransactions'),
  timeIn('txn-begin', 'in beginTransaction'),
  timeIn('txn-send-offsets', 'in sendOffsets of transactions'),
  timeIn('txn-commit', 'in commit of transactions'),
  timeIn('txn-abort', 'in abort of transactions'),
]

function timeIn(task: ProducerTask, where: string): MetricDefinition<ProducerSource> {
  return gauge(`${task}-time-ns-total`, `Nanoseconds spent ${where}`, ({ observer }) =>
    observer.spentNs(task),
  )
}

const ofTopic: MetricGroup<TopicProduction> = {
  group: 'producer-topic-metrics',
  tags: ['topic'],
  metrics: [
    ...amount<TopicProduction>('record-send', 'Records sent', ({ records }) => records),
    ...amount<TopicProduction>('byte', 'Bytes of batches sent', ({ bytes }) => bytes),
    gauge(
      'compression-rate',
      'Bytes of a batch by what they were before compression: the average',
      ({ compression }, nowMs) => compression.average(nowMs),
    ),
    ...amount<TopicProduction>('record-retry', 'Records sent again', ({ retries }) => retries),
    ...amount<TopicProduction>('record-error', 'Records given up', ({ errors }) => errors),
  ],
}

const ofProducer: MetricGroup<ProducerSource> = {
  group: 'producer-metrics',
  tags: [],
  metrics: [...sending, ...waiting, ...times],
}

const ofTraffic = trafficGroups('producer')

/** All metrics of a producer, for those who want to read about them. */
export const producerMetricGroups: readonly DescribedMetrics[] = [
  ofProducer,
  ofTopic,
  ofTraffic.all,
  ofTraffic.node,
]

/** What a producer has to say about itself now. */
export function readProducerMetrics(source: ProducerSource, nowMs: number): readonly Metric[] {
  const tags = { 'client-id': source.clientId }
  const topics = Array.from(source.observer.topics, ([topic, production]) =>
    readGroup(ofTopic, production, { ...tags, topic }, nowMs),
  )
  return [
    ...readGroup(ofProducer, source, tags, nowMs),
    ...topics.flat(),
    ...readTraffic(ofTraffic, source.traffic, tags, nowMs),
  ]
}

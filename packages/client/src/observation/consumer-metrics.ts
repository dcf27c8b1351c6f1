import { ApiKey } from '@barnabus/protocol'

import type { ConsumerObserver, HookName, TopicConsumption } from './consumer-observer.ts'
import type { Metric } from './metric.ts'
import {
  amount,
  average,
  averageAndMaximum,
  gauge,
  maximum,
  occurrences,
  rareOccurrences,
  readGroup,
  type DescribedMetrics,
  type MetricDefinition,
  type MetricGroup,
} from './metric-group.ts'
import { consumedPartition, readDistances, type ReadPartition } from './partition-metrics.ts'
import type { ApiTraffic, Traffic } from './traffic.ts'
import { readTraffic, trafficGroups } from './traffic-metrics.ts'

/** What the metrics of a consumer are read off. */
export interface ConsumerSource {
  readonly clientId: string
  readonly observer: ConsumerObserver
  readonly traffic: Traffic
  readonly partitions: readonly ReadPartition[]
}

const second = 1000

const ofApplication: MetricGroup<ConsumerSource> = {
  group: 'consumer-metrics',
  tags: [],
  metrics: [
    gauge(
      'last-poll-seconds-ago',
      'Seconds since the application last asked for records',
      ({ observer }, nowMs) => secondsSince(observer.polledMs, nowMs),
    ),
    ...averageAndMaximum<ConsumerSource>(
      'time-between-poll',
      'Time from one pull of the application to the next, in ms',
      ({ observer }) => observer.timesBetweenPolls,
    ),
    average(
      'poll-idle-ratio',
      'The part of the time in which the application waits for records',
      ({ observer }) => observer.idleRatios,
    ),
    gauge('commit-sync-time-ns-total', 'Nanoseconds spent in commit', ({ observer }) =>
      observer.spentNs('commit-sync'),
    ),
    gauge('committed-time-ns-total', 'Nanoseconds spent in committed', ({ observer }) =>
      observer.spentNs('committed'),
    ),
  ],
}

const group = 'consumer-fetch-manager-metrics'

const ofFetches: MetricGroup<ConsumerSource> = {
  group,
  tags: [],
  metrics: [
    ...consumedBy<ConsumerSource>(({ observer }) => observer.all),
    ...occurrences<ConsumerSource>('fetch', 'Fetches answered', (of) => fetches(of).latencies),
    ...averageAndMaximum<ConsumerSource>(
      'fetch-latency',
      'How long a broker takes to answer a fetch, in ms',
      (of) => fetches(of).latencies,
    ),
    ...averageAndMaximum<ConsumerSource>(
      'fetch-throttle-time',
      'How long a broker asks the consumer to hold off, in ms',
      (of) => fetches(of).throttleTimes,
    ),
    maximum(
      'records-lag',
      'How many offsets the consumer was behind in any partition',
      ({ observer }) => observer.lags,
    ),
    gauge(
      'records-lead-min',
      'How many offsets the consumer was beyond the first one in any partition: the least',
      ({ observer }, nowMs) => observer.leads.min(nowMs),
    ),
  ],
}

const ofTopic: MetricGroup<TopicConsumption> = {
  group,
  tags: ['topic'],
  metrics: consumedBy<TopicConsumption>((of) => of),
}

const ofMembership: MetricGroup<ConsumerSource> = {
  group: 'consumer-coordinator-metrics',
  tags: [],
  metrics: [
    gauge('assigned-partitions', 'Partitions read now', ({ partitions }) => partitions.length),
    ...occurrences<ConsumerSource>('commit', 'Commits answered', (of) => commits(of).latencies),
    ...averageAndMaximum<ConsumerSource>(
      'commit-latency',
      'How long the coordinator takes to answer a commit, in ms',
      (of) => commits(of).latencies,
    ),
    ...occurrences<ConsumerSource>('heartbeat', 'Heartbeats', (of) => heartbeats(of).latencies),
    maximum(
      'heartbeat-response-time',
      'How long the coordinator takes to answer a heartbeat, in ms',
      (of) => heartbeats(of).latencies,
    ),
    gauge('last-heartbeat-seconds-ago', 'Seconds since the last heartbeat', (of, nowMs) =>
      secondsSince(heartbeats(of).lastSentMs, nowMs),
    ),
    ...requestsOf(ApiKey.JoinGroup, 'join', 'Joins of the group'),
    ...requestsOf(ApiKey.SyncGroup, 'sync', 'Assignments received'),
    ...rareOccurrences<ConsumerSource>(
      'rebalance',
      'Rebalances that succeeded',
      ({ observer }) => observer.rebalances.latencies,
    ),
    ...averageAndMaximum<ConsumerSource>(
      'rebalance-latency',
      'How long a rebalance takes until it succeeds, in ms',
      ({ observer }) => observer.rebalances.latencies,
    ),
    gauge(
      'rebalance-latency-total',
      'Milliseconds spent in rebalances that succeeded',
      ({ observer }) => observer.rebalances.latencies.total,
    ),
    ...rareOccurrences<ConsumerSource>(
      'failed-rebalance',
      'Attempts at a rebalance that failed',
      ({ observer }) => observer.rebalances.failures,
    ),
    gauge(
      'last-rebalance-seconds-ago',
      'Seconds since the last rebalance succeeded',
      ({ observer }, nowMs) => secondsSince(observer.rebalances.lastMs, nowMs),
    ),
    ...hookTimes('onAssigned', 'partition-assigned'),
    ...hookTimes('onRevoked', 'partition-revoked'),
    ...hookTimes('onLost', 'partition-lost'),
  ],
}

const ofTraffic = trafficGroups('consumer')

/** All metrics of a consumer, for those who want to read about them. */
export const consumerMetricGroups: readonly DescribedMetrics[] = [
  ofApplication,
  ofFetches,
  ofTopic,
  consumedPartition,
  ofMembership,
  ofTraffic.all,
  ofTraffic.node,
]

/** What a consumer has to say about itself now. */
export function readConsumerMetrics(source: ConsumerSource, nowMs: number): readonly Metric[] {
  const { observer } = source
  const tags = { 'client-id': source.clientId }
  const topics = Array.from(observer.topics, ([topic, consumption]) =>
    readGroup(ofTopic, consumption, { ...tags, topic }, nowMs),
  )
  return [
    ...readGroup(ofApplication, source, tags, nowMs),
    ...readGroup(ofFetches, source, tags, nowMs),
    ...topics.flat(),
    ...readDistances(observer, source.partitions, tags, nowMs),
    ...readGroup(ofMembership, source, tags, nowMs),
    ...readTraffic(ofTraffic, source.traffic, tags, nowMs),
  ]
}

function consumedBy<Source>(
  find: (source: Source) => TopicConsumption,
): readonly MetricDefinition<Source>[] {
  return [
    ...amount<Source>('records-consumed', 'Records handed out', (of) => find(of).records),
    ...amount<Source>('bytes-consumed', 'Bytes of batches handed out', (of) => find(of).bytes),
    ...averageAndMaximum<Source>(
      'fetch-size',
      'Bytes that a fetch brings',
      (of) => find(of).fetchSizes,
    ),
    average('records-per-request', 'Records that a fetch brings', (of) => find(of).fetchedRecords),
  ]
}

function requestsOf(
  apiKey: ApiKey,
  name: string,
  things: string,
): readonly MetricDefinition<ConsumerSource>[] {
  const latencies = ({ traffic }: ConsumerSource) => traffic.api(apiKey).latencies
  return [
    ...occurrences<ConsumerSource>(name, things, latencies),
    ...averageAndMaximum<ConsumerSource>(
      `${name}-time`,
      `${things}: how long one takes, in ms`,
      latencies,
    ),
  ]
}

function hookTimes(hook: HookName, name: string): readonly MetricDefinition<ConsumerSource>[] {
  return averageAndMaximum<ConsumerSource>(
    `${name}-latency`,
    `How long the application's ${hook} takes, in ms`,
    ({ observer }) => observer.hooks[hook],
  )
}

function fetches({ traffic }: ConsumerSource): ApiTraffic {
  return traffic.api(ApiKey.Fetch)
}

function commits({ traffic }: ConsumerSource): ApiTraffic {
  return traffic.api(ApiKey.OffsetCommit)
}

/** A consumer speaks one of the two protocols. */
function heartbeats({ traffic }: ConsumerSource): ApiTraffic {
  const classic = traffic.api(ApiKey.Heartbeat)
  return classic.lastSentMs === undefined ? traffic.api(ApiKey.ConsumerGroupHeartbeat) : classic
}

/** -1 as in Java, where it never happened. */
function secondsSince(ms: number | undefined, nowMs: number): number {
  return ms === undefined ? -1 : (nowMs - ms) / second
}

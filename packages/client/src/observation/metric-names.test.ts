import { deepEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'

import { javaMetricNames } from './java-metric-names.fixture.ts'
import { metricCatalogue } from './metric-catalogue.ts'

const ours = new Set(
  metricCatalogue.flatMap(({ group, metrics }) => metrics.map(({ name }) => `${group} ${name}`)),
)

/** Of nodes, Java's producers and administrators have what its consumers have. */
const theirs = new Set(
  Object.entries({
    ...javaMetricNames,
    'producer-node-metrics': javaMetricNames['consumer-node-metrics']!,
    'admin-client-node-metrics': javaMetricNames['consumer-node-metrics']!,
  }).flatMap(([group, names]) => names.split(' ').map((name) => `${group} ${name}`)),
)

/** What Java counts and we do not: its threads, its queues between them, and logins. */
const leftOut = new RegExp(
  [
    'authentication|^\\S+ (io-|network-io|select|unsent-requests|time-between-network)',
    'event-queue|events-expired|bufferpool|buffer-exhausted|waiting-threads',
    'record-size|metadata-wait|txn-prepare|^kafka-metrics-count',
  ].join('|'),
)

test('every metric has the group and the name that it has in Java', () => {
  deepEqual(
    [...ours].filter((name) => !theirs.has(name)),
    [],
  )
})

test('nothing is missing that Java counts, but for what is listed', () => {
  deepEqual(
    [...theirs].filter((name) => !ours.has(name) && !leftOut.test(name)),
    [],
  )
  for (const name of ours) ok(!leftOut.test(name), `${name} is not left out`)
})

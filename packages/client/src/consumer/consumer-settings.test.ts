import { deepEqual, equal, throws } from 'node:assert/strict'
import { test } from 'node:test'

import { consumerValues, type ConsumerSettings } from './consumer-settings.ts'

const cluster = { 'bootstrap.servers': '127.0.0.1:9092' }

test('settings that contradict each other are refused with a sentence', () => {
  const refusals: readonly (readonly [ConsumerSettings, RegExp])[] = [
    [{ 'enable.auto.commit': true }, /group.id names none/],
    [{ 'group.instance.id': 'a' }, /group.id names none/],
    [{ 'group.id': 'g', 'session.timeout.ms': 6000, 'heartbeat.interval.ms': 6000 }, /less than/],
    [
      { 'group.id': 'g', 'group.protocol': 'consumer', 'session.timeout.ms': 6000 },
      /session.timeout.ms cannot be set when group.protocol=consumer/,
    ],
    [
      { 'group.id': 'g', 'group.protocol': 'CONSUMER', 'partition.assignment.strategy': 'range' },
      /partition.assignment.strategy cannot be set/,
    ],
    [{ 'group.id': 'g', 'group.remote.assignor': 'range' }, /group.protocol=classic/],
    [{ 'auto.offset.reset': 'newest' }, /earliest, latest, none/],
    [{ 'auto.offset.reset': 'by_duration' }, /by_duration:PT1H/],
    [{ 'auto.offset.reset': 'by_duration:PT' }, /by_duration:PT1H/],
    [{ 'max.poll.records': 0 }, /at least 1/],
    [{ 'key.deserializer': 'x' }, /records are bytes/],
  ]
  for (const [settings, message] of refusals) {
    throws(() => consumerValues({ ...cluster, ...settings }), {
      name: 'KafkaError',
      errorName: 'INVALID_CONFIG',
      message,
    })
  }
})

test('what is left out is as in Kafka, and nothing is committed without a group', () => {
  equal(consumerValues(cluster)['enable.auto.commit'], false)
  const values = consumerValues({ ...cluster, 'group.id': 'g' })
  equal(values['enable.auto.commit'], true)
  equal(values['max.poll.records'], 500)
  equal(values['fetch.max.bytes'], 52_428_800)
  deepEqual(values['auto.offset.reset'], { kind: 'latest' })
})

test('a duration to go back is read as ISO 8601', () => {
  const durationOf = (text: string): unknown =>
    consumerValues({ ...cluster, 'auto.offset.reset': `by_duration:${text}` })['auto.offset.reset']
  deepEqual(durationOf('PT1H'), { kind: 'by_duration', durationMs: 3_600_000 })
  deepEqual(durationOf('P1DT2H3M4.5S'), { kind: 'by_duration', durationMs: 93_784_500 })
})

import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { ImageState } from '../metadata/image-state.ts'
import type { ConfigOwner } from '../metadata/config-owner.ts'
import { readBrokerConfig } from './broker-config.ts'
import { LiveConfig } from './live-config.ts'
import { topicLogSettings } from './topic-log-settings.ts'

type Texts = Readonly<Record<string, string>>

/** The settings in effect, on an image that changes as records are applied to it. */
function liveConfig(given: Texts): {
  readonly live: LiveConfig
  readonly set: (owner: ConfigOwner, configs: Texts) => void
} {
  const image = new ImageState()
  const listeners: ((owner: ConfigOwner) => void)[] = []
  const live = new LiveConfig(readBrokerConfig(new Map(Object.entries(given))), {
    image,
    onConfigChange: (listener) => listeners.push(listener),
  })
  const set = (owner: ConfigOwner, configs: Texts): void => {
    image.apply({ kind: 'configs-set', owner, configs })
    for (const listener of listeners) listener(owner)
  }
  return { live, set }
}

const ofUsers = { isInternal: false }

function topicWith(configs: Texts): { readonly configs: ReadonlyMap<string, string> } {
  return { configs: new Map(Object.entries(configs)) }
}

const cluster: ConfigOwner = { kind: 'cluster' }
const broker1: ConfigOwner = { kind: 'broker', nodeId: 1 }

test('a topic wins over its broker, that over all brokers, that over the file', () => {
  const { live, set } = liveConfig({ 'log.segment.bytes': '2000000' })
  const plain = topicWith({})
  const seen = [live.topic(plain, 1)['segment.bytes']]

  set(cluster, { 'log.segment.bytes': '3000000' })
  seen.push(live.topic(plain, 1)['segment.bytes'])
  set(broker1, { 'log.segment.bytes': '4000000' })
  seen.push(live.topic(plain, 1)['segment.bytes'])
  seen.push(live.topic(topicWith({ 'segment.bytes': '5000000' }), 1)['segment.bytes'])

  deepEqual(seen, [2_000_000, 3_000_000, 4_000_000, 5_000_000])
})

test('what was changed for one broker is not so for another', () => {
  const { live, set } = liveConfig({})

  set(broker1, { 'message.max.bytes': '77' })

  equal(live.node(1)['message.max.bytes'], 77)
  equal(live.node(2)['message.max.bytes'], 1_048_588)
})

test('milliseconds win over minutes, and these over hours', () => {
  const retentionMs = (given: Texts): number =>
    liveConfig(given).live.topic(topicWith({}), 1)['retention.ms']

  equal(retentionMs({}), 604_800_000)
  equal(retentionMs({ 'log.retention.hours': '2' }), 7_200_000)
  equal(retentionMs({ 'log.retention.hours': '2', 'log.retention.minutes': '3' }), 180_000)
  equal(retentionMs({ 'log.retention.minutes': '3', 'log.retention.ms': '4' }), 4)
  equal(retentionMs({ 'log.retention.minutes': '-1' }), -1)
})

test('a change of the milliseconds wins over hours in the file, and taking it back does not', () => {
  const { live, set } = liveConfig({ 'log.roll.hours': '1', 'log.roll.jitter.hours': '2' })
  const plain = topicWith({})

  equal(live.topic(plain, 1)['segment.ms'], 3_600_000)
  equal(live.topic(plain, 1)['segment.jitter.ms'], 7_200_000)
  set(cluster, { 'log.roll.ms': '5' })
  equal(live.topic(plain, 1)['segment.ms'], 5)
  set(cluster, {})
  equal(live.topic(plain, 1)['segment.ms'], 3_600_000)
})

test('a setting that another version stored and is wrong now counts as not set', () => {
  const { live, set } = liveConfig({})

  set(cluster, { 'message.max.bytes': 'many', 'no.such.setting': '1' })

  equal(live.node(1)['message.max.bytes'], 1_048_588)
  equal(live.topic(topicWith({ 'cleanup.policy': 'burn' }), 1)['cleanup.policy'][0], 'delete')
})

test('the log hears what the topic says', () => {
  const { live } = liveConfig({})
  const settings = topicLogSettings(
    live.topic(
      topicWith({
        'cleanup.policy': '',
        'compression.type': 'zstd',
        'compression.zstd.level': '9',
        'max.message.bytes': '10',
        'message.timestamp.type': 'LogAppendTime',
        'retention.ms': '-1',
      }),
      1,
    ),
    ofUsers,
  )

  deepEqual(settings.cleanupPolicy, [])
  equal(settings.compressionType, 'zstd')
  equal(settings.compressionLevel, 9)
  equal(settings.maxMessageBytes, 10)
  equal(settings.messageTimestampType, 'LogAppendTime')
  equal(settings.retentionMs, -1)
})

test('uncompressed is a codec of its own, and gzip has a level that is its own choice', () => {
  const { live } = liveConfig({ 'compression.type': 'gzip' })

  equal(topicLogSettings(live.topic(topicWith({}), 1), ofUsers).compressionLevel, undefined)
  const uncompressed = topicWith({ 'compression.type': 'uncompressed' })
  equal(topicLogSettings(live.topic(uncompressed, 1), ofUsers).compressionType, 'none')
})

test('coordinators read little at a start, for their segments stay small', () => {
  const { live } = liveConfig({})
  const segmentBytes = (configs: Texts, isInternal: boolean): number =>
    topicLogSettings(live.topic(topicWith(configs), 1), { isInternal }).segmentBytes

  equal(segmentBytes({}, false), 1_073_741_824)
  equal(segmentBytes({}, true), 4 * 1024 * 1024)
  equal(segmentBytes({ 'segment.bytes': '1048576' }, true), 1_048_576)
})

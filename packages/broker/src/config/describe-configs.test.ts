import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { readBrokerConfig } from './broker-config.ts'
import {
  ConfigSource,
  describeBroker,
  describeCluster,
  describeTopic,
  type BrokerLayers,
  type DescribedConfig,
} from './describe-configs.ts'
import { topicDefaults } from './topic-defaults.ts'

type Texts = Readonly<Record<string, string>>

function layers(layer: {
  readonly broker?: Texts
  readonly cluster?: Texts
  readonly given?: Texts
}): BrokerLayers {
  const map = (texts: Texts = {}): ReadonlyMap<string, string> => new Map(Object.entries(texts))
  return { broker: map(layer.broker), cluster: map(layer.cluster), given: map(layer.given) }
}

function described(configs: readonly DescribedConfig[], name: string): DescribedConfig {
  const found = configs.find((config) => config.name === name)
  if (found === undefined) throw new Error(`${name} is not described`)
  return found
}

function topicOf(configs: Texts, given: Texts, name: string): DescribedConfig {
  const config = readBrokerConfig(new Map(Object.entries(given)))
  const all = describeTopic(new Map(Object.entries(configs)), layers({ given }), {
    ...topicDefaults({ ...config, 'log.dirs': null }),
    ...configs,
  })
  return described(all, name)
}

test('the strongest source of a setting comes first, and the default last', () => {
  const all = describeBroker(
    layers({
      broker: { 'log.segment.bytes': '4000000' },
      cluster: { 'log.segment.bytes': ' 3000000' },
      given: { 'log.segment.bytes': '2000000' },
    }),
  )
  const { value, source, synonyms, readOnly } = described(all, 'log.segment.bytes')

  equal(value, '4000000')
  equal(source, ConfigSource.broker)
  equal(readOnly, false)
  deepEqual(
    synonyms.map((synonym) => [synonym.value, synonym.source]),
    [
      ['4000000', ConfigSource.broker],
      ['3000000', ConfigSource.cluster],
      ['2000000', ConfigSource.given],
      ['1073741824', ConfigSource.default],
    ],
  )
})

test('a setting without a default and a value has none', () => {
  const { value, source, synonyms } = described(describeBroker(layers({})), 'log.roll.ms')

  equal(value, null)
  equal(source, ConfigSource.default)
  deepEqual(synonyms, [])
})

test('what is read at the start only is shown as such', () => {
  equal(described(describeBroker(layers({})), 'num.partitions').readOnly, true)
})

test('all brokers together have only what was changed for them', () => {
  const all = describeCluster(
    layers({ cluster: { 'log.roll.ms': '5' }, broker: { 'log.roll.ms': '6' } }),
  )

  deepEqual(
    all.map(({ name, value, source }) => [name, value, source]),
    [['log.roll.ms', '5', ConfigSource.cluster]],
  )
})

test('a topic shows its own value, and behind it the one it would inherit', () => {
  const { value, source, synonyms } = topicOf(
    { 'max.message.bytes': '10' },
    { 'message.max.bytes': '20' },
    'max.message.bytes',
  )

  equal(value, '10')
  equal(source, ConfigSource.topic)
  deepEqual(
    synonyms.map((synonym) => [synonym.name, synonym.value]),
    [
      ['max.message.bytes', '10'],
      ['message.max.bytes', '20'],
      ['message.max.bytes', '1048588'],
    ],
  )
})

test('a topic inherits hours as milliseconds, and tells no more of them, as in Kafka', () => {
  const { value, source, synonyms } = topicOf({}, { 'log.retention.hours': '2' }, 'retention.ms')

  equal(value, '7200000')
  equal(source, ConfigSource.default)
  deepEqual(synonyms, [])
})

test('what is refused but for one value shows that value', () => {
  equal(topicOf({}, {}, 'remote.storage.enable').value, 'false')
  equal(described(describeBroker(layers({})), 'authorizer.class.name').value, '')
})

import { deepEqual, equal } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

import { propertyOf, type Properties, type Property } from '@barnabus/base'

import { knownBrokerProperties } from './broker-properties.ts'
import { topicProperties } from './topic-properties.ts'

/** What Kafka says about one of its settings. */
interface KafkaSetting {
  readonly name: string
  readonly type: string
  readonly default: string
  readonly valid: string
  readonly scope: string
}

function kafkaSettings(of: 'broker' | 'topic'): readonly KafkaSetting[] {
  const path = new URL('testdata/kafka-settings.tsv', import.meta.url)
  return readFileSync(path, 'utf8')
    .split('\n')
    .map((line) => line.split('\t'))
    .filter(([owner]) => owner === of)
    .map(([, name = '', type = '', byDefault = '', valid = '', scope = '']) => {
      return { name, type, default: byDefault, valid, scope }
    })
}

/** The settings of Kafka that we accept, each with our declaration. */
function accepted(
  settings: readonly KafkaSetting[],
  properties: Properties,
): readonly (readonly [KafkaSetting, Property<unknown>])[] {
  return settings.flatMap((setting) => {
    const property = propertyOf(properties, setting.name)
    const isAccepted = property !== undefined && property.effect.kind !== 'refused'
    return isAccepted ? [[setting, property] as const] : []
  })
}

const tables = [
  { owner: 'broker', properties: knownBrokerProperties },
  { owner: 'topic', properties: topicProperties },
] as const

test('every setting that Kafka knows has a decision here', () => {
  for (const { owner, properties } of tables) {
    const undecided = kafkaSettings(owner).filter(({ name }) => !(name in properties))
    deepEqual(
      undecided.map(({ name }) => name),
      [],
    )
  }
})

test('whatever Kafka does not know is our own and says so in its name, or refused', () => {
  for (const { owner, properties } of tables) {
    const known = new Set(kafkaSettings(owner).map(({ name }) => name))
    for (const [name, { effect }] of Object.entries(properties)) {
      if (known.has(name) || name.startsWith('barnabus.')) continue
      equal(effect.kind, 'refused', name)
    }
  }
})

test('a setting has the type that it has in Kafka', () => {
  for (const { owner, properties } of tables) {
    for (const [setting, property] of accepted(kafkaSettings(owner), properties)) {
      equal(property.kind, setting.type, setting.name)
    }
  }
})

/** Where our default differs, and why it must. */
const ownDefaults: Readonly<Record<string, string>> = {
  'controller.listener.names': 'Kafka asks everybody to name one',
  'early.start.listeners': 'none is none',
  listeners: 'nobody else may connect unless somebody wants that',
  'log.dir': 'data belongs where the command was given, not where reboots delete it',
  'node.id': 'Kafka asks everybody to choose one',
  'process.roles': 'Kafka asks everybody to choose',
  'socket.listen.backlog.size': 'past 50 clients that come together, each waits a second or more',
}

test('a setting has the default that it has in Kafka', () => {
  for (const { owner, properties } of tables) {
    for (const [setting, property] of accepted(kafkaSettings(owner), properties)) {
      if (setting.name in ownDefaults) continue
      equal(property.defaultText ?? '<null>', setting.default, setting.name)
    }
  }
})

/** Where a change would take effect at once in Kafka, and here not before the next start. */
const laterThanInKafka: ReadonlySet<string> = new Set([
  'listeners',
  'listener.security.protocol.map',
])

test('a change takes effect when it does in Kafka', () => {
  for (const [setting, property] of accepted(kafkaSettings('broker'), knownBrokerProperties)) {
    if (laterThanInKafka.has(setting.name)) continue
    equal(property.scope, setting.scope, setting.name)
  }
})

test('the bounds of a number are those of Kafka', () => {
  for (const { owner, properties } of tables) {
    for (const [{ name, valid }, property] of accepted(kafkaSettings(owner), properties)) {
      const bounds = /^\[(-?\d+),\.\.\.(?:,(-?\d+))?\]/.exec(valid)
      if (bounds === null || name === 'compression.lz4.level') continue // We take one level only.
      for (const [text = '', beyond] of [
        [bounds[1], -1n],
        [bounds[2], 1n],
      ] as const) {
        if (text === '') continue
        equal(property.parse(text).kind, 'value', `${name}=${text}`)
        equal(property.parse(String(BigInt(text) + beyond)).kind, 'wrong', `${name}=${text}`)
      }
    }
  }
})

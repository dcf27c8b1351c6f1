import {
  inheritance,
  knownBrokerProperties,
  topicProperties,
  type Inherited,
} from '@barnabus/broker'

import { code, page, table } from './markdown.ts'
import { byReason, columns, withEffect, type Entry } from './property-rows.ts'

/** docs/reference/settings.md: every setting, and what comes of it. */
export function settingsPage(): Promise<string> {
  const own = withEffect(knownBrokerProperties, (name) => name.startsWith('barnabus.'))
  const kafkas = withEffect(knownBrokerProperties, (name) => !name.startsWith('barnabus.'))
  return page([
    '# Settings',
    'Names, types, defaults and bounds are those of Apache Kafka 4.3. A setting that is accepted ' +
      'has the effect that is written here, or can have none on one node and says why; any other ' +
      'is refused by name. This page is printed from the code by `npm run reference`.',
    'They are given by `--set name=value`, by a file (`--config server.properties`, or YAML), or ' +
      'by the flags of `barnabus start`; the flags win over `--set`, that over the file. While the ' +
      'broker runs, Kafka’s own tools change those of topics, and those of brokers that are ' +
      'marked as such; what was changed for one broker wins over what was changed for all, that ' +
      'over what was given at the start.',
    '## Topics',
    'All of them can be set when a topic is made, and changed at any time. A topic that was told ' +
      'nothing has what the broker says, under the name in the last column.',
    topicTable(withEffect(topicProperties)),
    '## Brokers',
    'Settings of our own, which Kafka does not have:',
    brokerTable(own),
    'Settings that Kafka has too:',
    brokerTable(kafkas),
    '## Accepted, and without effect on one node',
    ...byReason(knownBrokerProperties, 'none'),
    'The same for settings of topics:',
    ...byReason(topicProperties, 'none'),
    '## Refused',
    'Setting one of these is an error (`INVALID_CONFIG`). Where a value stands behind a name, that ' +
      'one is allowed, as it asks for nothing.',
    ...byReason(knownBrokerProperties, 'refused'),
    'The same for settings of topics:',
    ...byReason(topicProperties, 'refused'),
  ])
}

function topicTable(entries: readonly Entry[]): string {
  const rows = entries.map(([name, property]) => [
    ...columns([name, property]),
    namesBehind(inheritance[name as keyof typeof inheritance] ?? []),
  ])
  return table(['name', 'type', 'default', 'allowed', 'what it does', 'broker’s name'], rows)
}

function namesBehind(inherited: readonly Inherited[]): string {
  return inherited.map(({ name }) => code(name)).join(', ')
}

const changes = {
  'read-only': 'at the start',
  'per-broker': 'one broker, while it runs',
  'cluster-wide': 'while it runs',
} as const

function brokerTable(entries: readonly Entry[]): string {
  const rows = entries.map(([name, property]) => [
    ...columns([name, property]),
    changes[property.scope],
  ])
  return table(['name', 'type', 'default', 'allowed', 'what it does', 'can be set'], rows)
}

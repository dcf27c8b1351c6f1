import type { Properties } from '@barnabus/base'
import {
  adminProperties,
  consumerProperties,
  producerProperties,
  settingAdvice,
} from '@barnabus/client'

import { page, table } from './markdown.ts'
import { byReason, columns, withEffect, type Entry } from './property-rows.ts'

const clients: Readonly<Record<string, Properties>> = {
  Producer: producerProperties,
  Consumer: consumerProperties,
  Admin: adminProperties,
}

/** docs/reference/client-settings.md: every setting of the client, and what comes of it. */
export function clientSettingsPage(): Promise<string> {
  return page([
    '# Settings of the client',
    'What `Producer`, `Consumer` and `Admin` of `@barnabus/client` take as settings. Names, defaults ' +
      'and bounds are those of Kafka’s own clients 4.3; durations are milliseconds, sizes bytes. A ' +
      'setting that is accepted has the effect that is written here, or says why it can have none; ' +
      'a name that nobody knows, a value that is not allowed, and settings that contradict each ' +
      'other are refused with a sentence (`INVALID_CONFIG`). This page is printed from the code by ' +
      '`npm run reference`.',
    '## All clients',
    settingTable(withEffect(sharedProperties(), (name) => !isSecurity(name))),
    '## All clients: security',
    'Files are read anew for each connection, so that what was renewed is used.',
    settingTable(withEffect(sharedProperties(), isSecurity)),
    ...Object.entries(clients).flatMap(([client, properties]) => ownPart(client, properties)),
    '## Accepted, and without effect',
    ...byReason(allProperties(), 'none'),
    '## Refused',
    'Where a value stands behind a name, that one is allowed, as it asks for nothing.',
    ...byReason(allProperties(), 'refused'),
  ])
}

function isSecurity(name: string): boolean {
  return /^(ssl|sasl|security)\./.test(name)
}

function allProperties(): Properties {
  return Object.assign({}, ...Object.values(clients)) as Properties
}

/** What is one and the same for all of them. */
function sharedProperties(): Properties {
  const [first = {}, ...others] = Object.values(clients)
  return Object.fromEntries(
    Object.entries(first).filter(([name, property]) =>
      others.every((properties) => properties[name] === property),
    ),
  )
}

function ownPart(client: string, properties: Properties): readonly string[] {
  const shared = sharedProperties()
  const own = withEffect(properties, (name) => !Object.hasOwn(shared, name))
  return own.length === 0 ? [] : [`## ${client}`, settingTable(own)]
}

function settingTable(entries: readonly Entry[]): string {
  const rows = entries.map((entry) => [...columns(entry), settingAdvice[entry[0]] ?? ''])
  return table(['name', 'type', 'default', 'allowed', 'what it does', 'advice'], rows)
}

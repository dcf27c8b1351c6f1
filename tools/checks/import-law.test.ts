import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { checkImportLaw } from './import-law.ts'
import { plant, summaryOf } from './planted.ts'

test('a package may import what stands below it, and its own files', () => {
  const tree = plant({
    'packages/log/src/a.ts': `import { assert } from '@barnabus/base'\nimport './b.ts'\n`,
    'packages/log/src/b.ts': `export type { Reader } from '@barnabus/protocol'\n`,
    'packages/cli/src/main.ts': `import '@barnabus/broker'\n`,
    'packages/log/src/a.test.ts': `import { disk } from '@barnabus/testkit'\n`,
  })
  deepEqual(checkImportLaw(tree), [])
})

test('upward and sideways imports are found, in whatever form they come', () => {
  const tree = plant({
    'packages/log/src/value.ts': `\nimport { startBroker } from '@barnabus/broker'\n`,
    'packages/log/src/type.ts': `import type { Broker } from '@barnabus/broker'\n`,
    'packages/log/src/again.ts': `export * from '@barnabus/broker'\n`,
    'packages/log/src/later.ts': `export const later = () => import('@barnabus/broker')\n`,
    'packages/log/src/inline.ts': `export type B = import('@barnabus/broker').Broker\n`,
    'packages/bus/src/a.ts': `import { PartitionLog } from '@barnabus/log'\n`,
    'packages/broker/src/a.ts': `import { main } from 'barnabus'\n`,
  })
  deepEqual(summaryOf(checkImportLaw(tree)), [
    'packages/log/src/value.ts:2 log may not import broker, types included',
    'packages/log/src/type.ts:1 log may not import broker, types included',
    'packages/log/src/again.ts:1 log may not import broker, types included',
    'packages/log/src/later.ts:1 log may not import broker, types included',
    'packages/log/src/inline.ts:1 log may not import broker, types included',
    'packages/bus/src/a.ts:1 bus may not import log, types included',
    'packages/broker/src/a.ts:1 broker may not import cli, types included',
  ])
})

test('side doors and back doors are found', () => {
  const tree = plant({
    'packages/broker/src/a.ts': `import { wal } from '@barnabus/log/src/wal.ts'\n`,
    'packages/broker/src/b.ts': `import { wal } from '../../log/src/wal.ts'\n`,
    'packages/log/src/c.ts': `import { own } from '@barnabus/log'\n`,
    'packages/log/src/d.ts': `import { disk } from '@barnabus/testkit'\n`,
  })
  deepEqual(summaryOf(checkImportLaw(tree)), [
    'packages/broker/src/a.ts:1 "@barnabus/log/src/wal.ts" goes past the front door of @barnabus/log',
    'packages/broker/src/b.ts:1 "../../log/src/wal.ts" reaches into another package past its front door',
    'packages/log/src/c.ts:1 @barnabus/log imports itself by name',
    'packages/log/src/d.ts:1 @barnabus/testkit is for tests only',
  ])
})

test('the schema of the protocol is open to whoever tests with it, and to nobody else', () => {
  const tree = plant({
    'packages/testkit/src/a.ts': `import { apis } from '@barnabus/protocol/schema'\n`,
    'packages/broker/src/a.test.ts': `import { apis } from '@barnabus/protocol/schema'\n`,
    'packages/broker/src/a.ts': `import { apis } from '@barnabus/protocol/schema'\n`,
  })
  deepEqual(summaryOf(checkImportLaw(tree)), [
    'packages/broker/src/a.ts:1 "@barnabus/protocol/schema" goes past the front door of @barnabus/protocol',
  ])
})

test('a dependency in package.json is held to the same table', () => {
  const tree = plant({
    'packages/protocol/package.json': `{ "dependencies": { "@barnabus/log": "0.1.0" } }`,
  })
  deepEqual(summaryOf(checkImportLaw(tree)), [
    'packages/protocol/package.json:0 protocol may not import log, types included',
  ])
})

test('a package that the table does not know may import none of ours', () => {
  const tree = plant({ 'packages/attic/src/a.ts': `import { assert } from '@barnabus/base'\n` })
  deepEqual(summaryOf(checkImportLaw(tree)), [
    'packages/attic/src/a.ts:1 attic may not import base, types included',
  ])
})

test('a published side door is open to whoever may use the front door, and to nobody else', () => {
  const tree = plant({
    'packages/bus/src/a.ts': `import { Kafka } from '@barnabus/client/kafkajs'\n`,
    'packages/broker/src/a.ts': `import { Kafka } from '@barnabus/client/kafkajs'\n`,
    'packages/bus/src/b.ts': `import { Kafka } from '@barnabus/client/kafkajs/kafka.ts'\n`,
  })
  deepEqual(summaryOf(checkImportLaw(tree)), [
    'packages/broker/src/a.ts:1 broker may not import client, types included',
    'packages/bus/src/b.ts:1 "@barnabus/client/kafkajs/kafka.ts" goes past the front door of @barnabus/client',
  ])
})

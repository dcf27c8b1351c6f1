import { equal, ok } from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { test } from 'node:test'
import { inspect } from 'node:util'

import { apiByKey } from './apis.ts'
import type { Codec } from './codec.ts'
import { consumerGroupMemberMetadataRecord } from './generated/consumer-group-records.ts'
import { consumerProtocolSubscription } from './generated/consumer-protocol.ts'
import { transactionLogRecord } from './generated/transaction-records.ts'
import { Reader } from './reader.ts'
import { Writer } from './writer.ts'

// Each file of the corpus: what it shows; the bytes, with remarks; the message they are.

const folder = new URL('../corpus/', import.meta.url)

const others: Readonly<Record<string, unknown>> = {
  'consumer-group-member-metadata-value': consumerGroupMemberMetadataRecord.value,
  'consumer-protocol-subscription': consumerProtocolSubscription,
  'transaction-log-value': transactionLogRecord.value,
}

for (const file of readdirSync(folder)) {
  const [title = '', bytesText = '', ...message] = readFileSync(new URL(file, folder), 'utf8')
    .trimEnd()
    .split('\n\n')

  test(`corpus: ${file}: ${title}`, () => {
    const [, name = '', version = ''] = /^(.*)-v(\d+)\.txt$/.exec(file) ?? []
    const codec = codecOf(name)
    const hex = bytesText.replaceAll(/#.*$/gm, '').replaceAll(/\s/g, '')

    const reader = new Reader(Buffer.from(hex, 'hex'))
    const decoded = codec.decode(reader, Number(version))
    equal(reader.remaining, 0)
    equal(shown(decoded), message.join('\n\n'))

    const writer = new Writer()
    codec.encode(writer, decoded, Number(version))
    equal(Buffer.concat(writer.finish()).toString('hex'), hex)
  })
}

/** `12-heartbeat-request` or one of the others. */
function codecOf(name: string): Codec<unknown> {
  const [, key, part] = /^(\d+)-.*-(request|response)$/.exec(name) ?? []
  const codec = key === undefined ? others[name] : apiByKey(Number(key))?.[part as 'request']
  ok(codec !== undefined, `${name} is the name of a message`)
  return codec as Codec<unknown>
}

function shown(message: unknown): string {
  return inspect(withBuffers(message), { depth: null, breakLength: 80, compact: 1 })
}

/** Buffers are shown in hexadecimal. */
function withBuffers(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value)
  if (Array.isArray(value)) return value.map(withBuffers)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, it]) => [name, withBuffers(it)]))
}

import { equal } from 'node:assert/strict'
import { test } from 'node:test'

import { clientTable } from './client-table.ts'
import type { Client, Codec } from './client.ts'
import { clients } from './clients.ts'
import type { Reading, Sending } from './matrix.ts'

const [one, other] = clients as [Client, Client]

function sending(client: Client, codec: Codec, failure?: string): Sending {
  return { client, codec, topic: '', records: [], sentBetween: undefined, failure }
}

function reading(reader: Client, sent: Sending, outcome: Reading['outcome']): Reading {
  return { reader, sending: sent, outcome }
}

function cell(result: Parameters<typeof clientTable>[1]): string {
  const row = clientTable([one, other], result).split('\n')[2] ?? ''
  return (row.split('|')[3] ?? '').trim()
}

test('a cell names the codecs that arrived, and after a cross those that did not', () => {
  const gzip = sending(one, 'gzip')
  const zstd = sending(one, 'zstd')
  const readings = [reading(other, gzip, 'same'), reading(other, zstd, 'wrong')]
  equal(cell({ sendings: [gzip, zstd], readings }), 'gzip ✗ zstd')
})

test('what could not even be sent is crossed out for every reader', () => {
  equal(cell({ sendings: [sending(one, 'lz4', 'refused')], readings: [] }), '✗ lz4')
})

test('all codecs are counted, not listed', () => {
  const sendings = one.codecs.map((codec) => sending(one, codec))
  const readings = sendings.map((sent) => reading(other, sent, 'same'))
  equal(cell({ sendings, readings }), 'all 5')
})

test('nobody reads what it sent itself', () => {
  const table = clientTable([one], { sendings: [sending(one, 'gzip')], readings: [] })
  equal(table.split('\n')[2]?.split('|')[2]?.trim(), '–')
})

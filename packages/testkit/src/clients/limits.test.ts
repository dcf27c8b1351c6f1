import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'

import { clients } from './clients.ts'
import { headersAsObject, headersAsText, shown } from './reading-limits.ts'
import {
  headersOfACommandLine,
  headersOfAnObject,
  nullBesideEmpty,
  withinLimits,
} from './sending-limits.ts'
import { testRecords, type Header, type TestRecord } from './test-records.ts'

const record: TestRecord = { partition: 0, key: null, value: null, headers: [], timestampMs: 1 }

function withHeaders(...headers: Header[]): TestRecord {
  return { ...record, headers }
}

const one = Buffer.from('1')

test('no client leaves out more than a handful of the records', () => {
  const records = testRecords()
  for (const { name, sendingLimits } of clients) {
    const leftOut = records.length - withinLimits(records, sendingLimits).length
    equal(leftOut <= 8, true, `${name} leaves out ${leftOut}`)
  }
})

test('every limit that is declared concerns a record', () => {
  const records = testRecords()
  for (const { sendingLimits } of clients) {
    for (const { what, concerns } of sendingLimits) equal(records.some(concerns), true, what)
  }
})

test('an object keeps headers in order unless a name returns or looks like a number', () => {
  const { concerns } = headersOfAnObject
  equal(concerns(withHeaders(['b', one], ['a', one], ['a', one])), false)
  equal(concerns(withHeaders(['a', one], ['b', one], ['a', one])), true)
  equal(concerns(withHeaders(['10', one], ['9', one])), true)
})

test('a command line holds text without zeros', () => {
  const { concerns } = headersOfACommandLine
  equal(concerns(withHeaders(['a', Buffer.from('é')], ['b', null])), false)
  equal(concerns(withHeaders(['a', Buffer.from([0x61, 0])])), true)
  equal(concerns(withHeaders(['a', Buffer.from([0xff])])), true)
})

test('kcat cannot send null beside empty, but either alone', () => {
  const { concerns } = nullBesideEmpty
  const empty = new Uint8Array()
  equal(concerns({ ...record, key: null, value: empty }), true)
  equal(concerns({ ...record, key: empty, value: null }), true)
  equal(concerns({ ...record, key: null, value: null }), false)
  equal(concerns({ ...record, key: empty, value: empty }), false)
})

test('headers as kcat prints them', () => {
  const headers: Header[] = [
    ['a', null],
    ['b', Buffer.from([0x31, 0, 0x32])],
    ['c', Buffer.alloc(0)],
  ]
  deepEqual(shown(withHeaders(...headers), [headersAsText]).headers, [
    ['as kcat prints them', Buffer.from('a=NULL,b=1,c=')],
  ])
  deepEqual(shown(record, [headersAsText]).headers, [])
})

test('headers as an object orders them', () => {
  const headers: Header[] = [
    ['b', one],
    ['2', one],
    ['b', null],
    ['1', one],
  ]
  deepEqual(shown(withHeaders(...headers), [headersAsObject]).headers, [
    ['1', one],
    ['2', one],
    ['b', one],
    ['b', null],
  ])
})

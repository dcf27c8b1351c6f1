import { deepEqual, throws } from 'node:assert/strict'
import { test } from 'node:test'

import { HeaderTemplate } from './header-template.ts'
import { RecordWriter } from './record-writer.ts'

const long = 'é'.repeat(100)
const template = new HeaderTemplate([
  ['same', long],
  ['own', { size: 3 }],
  ['', ''],
  ['more', { size: 70 }],
])

test('headers that were filled in are written as if they were listed', () => {
  const more = 'x'.repeat(70)
  const listed = [
    ['same', long],
    ['own', 'abc'],
    ['', ''],
    ['more', more],
  ] as const
  const filled = template.fill('abc', more)

  deepEqual([...filled], listed)
  deepEqual(
    written({ key: 'k', value: 'v', headers: filled }),
    written({ key: 'k', value: 'v', headers: listed.map(([key, value]) => ({ key, value })) }),
  )
})

test('a text of another size is refused, and one too few', () => {
  throws(() => template.fill('abcd', 'x'.repeat(70)), /size of its place/)
  throws(() => template.fill('abc'), /a text for each place/)
})

function written(record: Parameters<RecordWriter['measure']>[0]): Buffer {
  const writer = new RecordWriter(Buffer.alloc(0), 0)
  writer.measure(record, 0, 0)
  writer.writeMeasured(record, 0, 0)
  return writer.written
}

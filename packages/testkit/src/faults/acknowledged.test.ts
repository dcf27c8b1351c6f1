import { deepEqual, match } from 'node:assert/strict'
import { test } from 'node:test'

import { violationsOf, type Seen } from './acknowledged.ts'

const record = (offset: number, value: string): Seen => ({
  partition: 0,
  offset: BigInt(offset),
  value,
})
const good = [record(0, 'a-0'), record(1, 'b-0'), record(2, 'a-1')]

test('a read that shows what was acknowledged, and what was only sent, is fine', () => {
  deepEqual(violationsOf([record(0, 'a-0'), record(1, 'b-0')], good), [])
})

const mistakes: readonly [string, readonly Seen[], readonly Seen[], RegExp][] = [
  ['a lost record', good, good.slice(0, 2), /a-1 was acknowledged at 0@2, where there is nothing/],
  ['a moved record', [record(1, 'a-0')], [record(0, 'a-0')], /where there is nothing/],
  ['a doubled record', [], [...good, record(3, 'b-0')], /b-0 stands at 0@1 and at 0@3/],
  ['a gap in the offsets', [], [record(0, 'a-0'), record(2, 'a-1')], /0@2 follows offset 0/],
  ['records out of order', [], [record(0, 'a-1'), record(1, 'a-0')], /where a-0 should/],
  ['an offset given away twice', [...good, record(1, 'c-0')], good, /given to b-0 and to c-0/],
]
for (const [name, acknowledged, seen, expected] of mistakes) {
  test(`${name} is found`, () => match(violationsOf(acknowledged, seen).join('\n'), expected))
}

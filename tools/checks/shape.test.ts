import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { plant, summaryOf } from './planted.ts'
import { checkShape, describeShape } from './shape.ts'

function functionOf(lines: number): string {
  return `export function f(): void {\n${'  g()\n'.repeat(lines - 2)}}\n`
}

test('a function of 70 lines may stand, one of 71 may not', () => {
  const tree = plant({ 'a.ts': functionOf(70), 'b.ts': `\n${functionOf(71)}` })
  deepEqual(summaryOf(checkShape(tree)), ['b.ts:2 a function of 71 lines'])
})

test('generated code and tests may be long', () => {
  const tree = plant({
    'packages/protocol/src/generated/fetch.ts': functionOf(200),
    'a.test.ts': functionOf(200),
  })
  deepEqual(checkShape(tree), [])
})

test('files and functions are measured', () => {
  const tree = plant({ 'a.ts': functionOf(3), 'b.ts': functionOf(5), 'c.ts': functionOf(9) })
  equal(
    describeShape(tree),
    '3 files, lines median 5, p95 5, longest 9; 3 functions, lines median 5, p95 5, longest 9',
  )
})

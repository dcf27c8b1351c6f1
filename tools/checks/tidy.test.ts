import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { plant, summaryOf } from './planted.ts'
import { checkTidy } from './tidy.ts'

test('names that say nothing, or shout, are found', () => {
  const tree = plant({
    'packages/log/src/utils.ts': '',
    'packages/log/src/PartitionLog.ts': '',
    'packages/log/src/partition-log.test.ts': '',
    'README.md': '',
  })
  deepEqual(summaryOf(checkTidy(tree)), [
    'packages/log/src/utils.ts:0 the name says nothing',
    'packages/log/src/PartitionLog.ts:0 not in kebab-case',
  ])
})

test('notes to nobody, registries and paths of one machine are found', () => {
  const tree = plant({
    'a.ts': `\n// ${'TO'}DO: later\n`,
    'package-lock.json': `{\n"${'resolved'}": "https://example.test/x.tgz" }`,
    '.npmrc': `save-exact=true\n${'registry'}=https://example.test/\n`,
    'b.ts': `export const path = '${'/ho'}me/somebody/barnabus'\n`,
  })
  deepEqual(summaryOf(checkTidy(tree)), [
    `a.ts:2 a note to nobody: "${'TO'}DO"`,
    `package-lock.json:2 names a package registry: ""${'resolved'}": "http"`,
    `.npmrc:2 names a package registry: "${'registry'}="`,
    `b.ts:1 a path that exists on one machine only: "${'/ho'}me/s"`,
  ])
})

test('a file that is too large to read is found', () => {
  const tree = plant({ 'data.json': ' '.repeat(300_001) })
  deepEqual(summaryOf(checkTidy(tree)), ['data.json:0 300001 bytes in one file'])
})

test('an API that is missing from the table is found', () => {
  const tree = plant({
    'packages/broker/src/apis/index.ts': `export { produce } from './00-produce.ts'\n`,
    'packages/broker/src/apis/00-produce.ts': '',
    'packages/broker/src/apis/01-fetch.ts': '',
    'packages/broker/src/apis/01-fetch.test.ts': '',
  })
  deepEqual(summaryOf(checkTidy(tree)), [
    'packages/broker/src/apis/01-fetch.ts:0 missing from the table',
  ])
})

test('an error that nobody throws is found', () => {
  const tree = plant({
    'packages/log/src/errors.ts': [
      `export const logErrors = defineErrors('LOG', {`,
      `  DISK_FULL: (neededBytes: number) => 'Cannot append',`,
      `  NEVER: () => 'Cannot happen',`,
      `})`,
    ].join('\n'),
    'packages/log/src/wal.ts': `throw logErrors.DISK_FULL(1)\n`,
    'packages/log/src/wal.test.ts': `logErrors.NEVER()\n`,
  })
  deepEqual(summaryOf(checkTidy(tree)), [
    'packages/log/src/errors.ts:3 logErrors.NEVER is thrown nowhere',
  ])
})

import { deepEqual, rejects } from 'node:assert/strict'
import { test } from 'node:test'

import { parseYaml } from './yaml-file.ts'

async function pairs(text: string): Promise<readonly (readonly [string, string])[]> {
  return (await parseYaml(text)).map(({ name, value }) => [name, value])
}

test('names may be dotted, nested, or both', async () => {
  deepEqual(
    await pairs('log.dirs: /data\nlog:\n  retention:\n    hours: 24\n  retention.bytes: -1'),
    [
      ['log.dirs', '/data'],
      ['log.retention.hours', '24'],
      ['log.retention.bytes', '-1'],
    ],
  )
})

test('a list is one value with commas', async () => {
  deepEqual(await pairs('process.roles: [broker, controller]'), [
    ['process.roles', 'broker,controller'],
  ])
})

test('the largest numbers keep their digits', async () => {
  deepEqual(await pairs('log.retention.ms: 9223372036854775807\nenable: true'), [
    ['log.retention.ms', '9223372036854775807'],
    ['enable', 'true'],
  ])
})

test('an empty file sets nothing', async () => {
  deepEqual(await pairs('# nothing\n'), [])
})

test('a name that is there twice, or has no value, is refused', async () => {
  await rejects(pairs('a.b: 1\na:\n  b: 2'), {
    name: 'SyntaxError',
    message: '"a.b" is there twice',
  })
  await rejects(pairs('a.b:'), { name: 'SyntaxError', message: '"a.b" has no value' })
  await rejects(pairs('- a'), { name: 'SyntaxError' })
  await rejects(pairs('a: [unclosed'))
})

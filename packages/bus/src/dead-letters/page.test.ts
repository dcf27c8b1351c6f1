import { equal } from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { execPath } from 'node:process'
import { test } from 'node:test'
import { promisify } from 'node:util'

import { TestCluster } from '@barnabus/testkit'

import { FailingGroup } from './dead-letters.fixture.ts'

const page = new URL('../../../../docs/bus/dead-letters.md', import.meta.url)
const flags = ['--conditions=@barnabus/source', '--input-type=module-typescript']

test('the program of the page on dead letters says what it should', async () => {
  await using cluster = await TestCluster.start()
  await using given = await FailingGroup.start(cluster)
  await given.handle({}, ({ value }) => {
    if (!given.isBroken) return given.handled.push(value!)
    throw Object.assign(new Error('no answer in time'), { name: 'TimeoutError' })
  })
  await given.publish(['a', 'b'])
  await given.died(2)
  given.isBroken = false

  const [, program = ''] = /^```ts\n(.*?)^```/ms.exec(await readFile(page, 'utf8')) ?? []
  const text = program
    .replace('127.0.0.1:9092', cluster.bootstrapServers)
    .replace("'orders'", `'${given.topic.name}'`)
    .replace("'billing'", `'${given.group}'`)
  const { stdout } = await promisify(execFile)(execPath, [...flags, '--eval', text])
  await given.succeeded(2)

  equal(stdout, '2 of 2 are open: TimeoutError: no answer in time\n2 were sent\n')
})

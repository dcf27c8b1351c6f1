import { equal } from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { execPath } from 'node:process'
import { test } from 'node:test'
import { promisify } from 'node:util'

import { TestCluster } from '@barnabus/testkit'

const page = new URL('../../../../docs/bus/envelope.md', import.meta.url)
const flags = ['--conditions=@barnabus/source', '--input-type=module-typescript']

test('the program of the page on envelopes says what it should', async () => {
  await using cluster = await TestCluster.start()
  const [, program = ''] = /^```ts\n(.*?)^```/ms.exec(await readFile(page, 'utf8')) ?? []
  const text = program
    .replace('127.0.0.1:9092', cluster.bootstrapServers)
    .replace("'orders'", `'${await cluster.makeTopic('orders')}'`)
    .replace("'parcels'", `'${await cluster.makeTopic('parcels')}'`)
    .replace("'packing'", `'${cluster.name('packing')}'`)
    .replace("'sending'", `'${cluster.name('sending')}'`)
  const { stdout } = await promisify(execFile)(execPath, [...flags, '--eval', text])

  equal(stdout, 'placed order-1 of shop\n1 trace\n')
})

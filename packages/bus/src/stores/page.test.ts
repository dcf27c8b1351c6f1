import { equal } from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { execPath } from 'node:process'
import { test } from 'node:test'
import { promisify } from 'node:util'

import { TestCluster } from '@barnabus/testkit'

const pages = new URL('../../../../docs/bus/', import.meta.url)
const flags = ['--conditions=@barnabus/source', '--input-type=module-typescript', '--no-warnings']

for (const [page, names, output] of [
  [
    'exactly-once-with-a-database.md',
    ['payments', 'ledger'],
    'acc-1: 1 row\nacc-1: 1 row\nlast: 1 row\n',
  ],
  [
    'deduplication.md',
    ['orders', 'shipped', 'shipping'],
    'shipping a book\nshipping a pen\n1 skipped\n',
  ],
] as const) {
  test(`the program of ${page} says what it should`, async () => {
    await using cluster = await TestCluster.start()
    const [, program = ''] = /^```ts\n(.*?)^```/ms.exec(
      await readFile(new URL(page, pages), 'utf8'),
    )!
    let text = program
      .replace('127.0.0.1:9092', cluster.bootstrapServers)
      .replace('ledger.sqlite', ':memory:')
    for (const [index, name] of names.entries()) {
      const isTopic = text.includes(`('${name}'`)
      const own = isTopic ? await cluster.makeTopic(`p${index}`) : cluster.name(`p${index}`)
      text = text.replaceAll(`'${name}'`, `'${own}'`)
    }
    const { stdout } = await promisify(execFile)(execPath, [...flags, '--eval', text])

    equal(stdout, output)
  })
}

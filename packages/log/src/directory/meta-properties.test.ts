import { equal, rejects } from 'node:assert/strict'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'

import { systemFiles, systemRandom } from '@barnabus/base'

import { readOrMakeMetaProperties, type MetaProperties } from './meta-properties.ts'

async function directoryFor(t: TestContext): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'barnabus-meta-'))
  t.after(() => rm(directory, { recursive: true }))
  return directory
}

function open(path: string, nodeId = 1): Promise<MetaProperties & { readonly isNew: boolean }> {
  const clusterId = undefined
  return readOrMakeMetaProperties({
    files: systemFiles,
    random: systemRandom,
    path,
    nodeId,
    clusterId,
  })
}

test('a directory keeps its ids, and belongs to the node that made it', async (t) => {
  const path = await directoryFor(t)
  const made = await open(path)
  const again = await open(path)

  equal(made.isNew, true)
  equal(again.isNew, false)
  equal(again.clusterId, made.clusterId)
  equal(again.directoryId, made.directoryId)
  await rejects(open(path, 2), { code: 'LOG_DIRECTORY_FOREIGN' })
})

test('a directory of Apache Kafka is refused and left as it is', async (t) => {
  const path = await directoryFor(t)
  await open(path)
  await writeFile(join(path, 'replication-offset-checkpoint'), '0\n0\n')
  const before = await readdir(path)

  await rejects(open(path), { code: 'LOG_DIRECTORY_FOREIGN', message: /Apache Kafka/ })

  equal((await readdir(path)).join(), before.join())
})

test('data without an owner is refused', async (t) => {
  const path = await directoryFor(t)
  await writeFile(join(path, 'orders-0'), '')

  await rejects(open(path), { code: 'LOG_DIRECTORY_FOREIGN' })
})

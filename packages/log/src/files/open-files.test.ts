import { deepEqual, equal, rejects } from 'node:assert/strict'
import { test } from 'node:test'
import { CrashingDisk, type DiskOperation } from '@barnabus/testkit'
import { OpenFiles } from './open-files.ts'

async function makeFiles(openMax: number) {
  const disk = new CrashingDisk(1)
  await disk.files.makeDirectory('/d')
  await disk.files.syncDirectory('/')
  const operations: DiskOperation[] = []
  disk.saboteur = (operation) => {
    operations.push(operation)
    return undefined
  }
  const failures: string[] = []
  const openFiles = new OpenFiles({
    files: disk.files,
    openMax,
    syncFailed: (path) => failures.push(path),
  })
  const count = (kind: DiskOperation['kind']): number =>
    operations.filter((operation) => operation.kind === kind).length
  return { disk, openFiles, count, failures }
}

const bytes = Uint8Array.of(1, 2, 3)

test('a file is opened once for many uses', async () => {
  const { openFiles, count } = await makeFiles(2)
  await openFiles.write('/d/a', [bytes], 0)
  await Promise.all([openFiles.write('/d/a', [bytes], 3), openFiles.sizeBytes('/d/a')])
  equal(count('open'), 1)
  equal(await openFiles.sizeBytes('/d/a'), 6)
})

test('what was written survives although its descriptor had to go', async () => {
  const { disk, openFiles } = await makeFiles(1)
  for (const name of ['a', 'b', 'c']) await openFiles.write(`/d/${name}`, [bytes], 0)
  for (const name of ['a', 'b', 'c']) await openFiles.sync(`/d/${name}`)
  await disk.files.syncDirectory('/d')
  disk.cutPower()
  for (const name of ['a', 'b', 'c']) deepEqual(disk.contentOf(`/d/${name}`), bytes, name)
})

test('a file that nothing was written to is not synced again', async () => {
  const { openFiles, count } = await makeFiles(4)
  await openFiles.write('/d/a', [bytes], 0)
  await openFiles.sync('/d/a')
  await openFiles.sync('/d/a')
  equal(count('sync'), 1)
  await openFiles.distrust('/d/a')
  await openFiles.sync('/d/a')
  equal(count('sync'), 2)
})

test('a descriptor that is in use stays open', async () => {
  const { openFiles } = await makeFiles(1)
  await openFiles.write('/d/a', [bytes], 0)
  const many = Array.from({ length: 20 }, async (_, index) => {
    const path = index % 2 === 0 ? '/d/a' : `/d/${index}`
    await openFiles.write(path, [bytes], index)
    return openFiles.read('/d/a', new Uint8Array(3), 0)
  })
  deepEqual(new Set(await Promise.all(many)), new Set([3]))
  await openFiles.close()
})

test('who comes first to a file that is not there does not spoil it for who makes it', async () => {
  const { openFiles } = await makeFiles(4)
  const read = openFiles.read('/d/a', new Uint8Array(3), 0)
  const write = openFiles.write('/d/a', [bytes], 0)
  await rejects(read, { code: 'ENOENT' })
  await write
  equal(await openFiles.sizeBytes('/d/a'), 3)
})

test('a sync that fails when a descriptor goes is told', async () => {
  const { disk, openFiles, failures } = await makeFiles(1)
  await openFiles.write('/d/a', [bytes], 0)
  disk.saboteur = ({ kind }) => (kind === 'sync' ? 'EIO' : undefined)
  await openFiles.write('/d/b', [bytes], 0)
  await openFiles.sync('/d/a')
  deepEqual(failures, ['/d/a'])
})

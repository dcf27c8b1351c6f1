import { deepEqual, equal, rejects } from 'node:assert/strict'
import { test } from 'node:test'

import { MemoryFiles } from './memory-files.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

async function contentOf(files: MemoryFiles, path: string): Promise<string> {
  const file = await files.open(path, 'read')
  const target = new Uint8Array(await file.sizeBytes())
  await file.read(target, 0)
  return new TextDecoder().decode(target)
}

async function filled(content: string): Promise<MemoryFiles> {
  const files = new MemoryFiles()
  await files.makeDirectory('/data/topic')
  const file = await files.open('/data/topic/log', 'create')
  await file.write([bytes(content.slice(0, 1)), bytes(content.slice(1))], 0)
  return files
}

test('what was written in parts is read whole, and no further than it goes', async () => {
  const files = await filled('abcd')
  const target = new Uint8Array(10)
  const file = await files.open('/data/topic/log', 'read')

  equal(await file.read(target, 1), 3)
  equal(await file.read(target, 9), 0)
  equal(await contentOf(files, '/data/topic/log'), 'abcd')
})

test('what was cut off reads as zeros when the file grows again', async () => {
  const files = await filled('abcd')
  const file = await files.open('/data/topic/log', 'update')
  await file.truncate(2)
  await file.truncate(5)

  equal(await contentOf(files, '/data/topic/log'), 'ab\0\0\0')
})

test('a renamed directory takes along what is in it, and a removed one too', async () => {
  const files = await filled('abcd')
  await files.rename('/data/topic', '/data/other')

  equal(await contentOf(files, '/data/other/log'), 'abcd')
  deepEqual(await files.list('/data'), ['other'])
  deepEqual(await files.list('/data/topic'), [])

  await files.remove('/data/other')
  equal(await files.exists('/data/other/log'), false)
  equal(await files.exists('/data'), true)
})

test('a renamed file replaces the one of that name', async () => {
  const files = await filled('new')
  await files.open('/data/topic/old', 'create')
  await files.rename('/data/topic/log', '/data/topic/old')

  deepEqual(await files.list('/data/topic'), ['old'])
  equal(await contentOf(files, '/data/topic/old'), 'new')
})

test('what is not there cannot be opened, and nothing is made without a directory', async () => {
  const files = new MemoryFiles()

  await rejects(files.open('/file', 'update'), { code: 'ENOENT' })
  await rejects(files.open('/nowhere/file', 'create'), { code: 'ENOENT' })
})

test('a lock has one holder', async () => {
  const files = new MemoryFiles()
  const lock = await files.lock('/data/lock')

  equal(await files.lock('/data/lock'), undefined)
  lock?.release()
  equal((await files.lock('/data/lock')) !== undefined, true)
})

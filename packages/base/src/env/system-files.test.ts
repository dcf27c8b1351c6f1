import { deepEqual, equal, notEqual, rejects } from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { systemFiles } from './system-files.ts'

const directory = mkdtempSync(join(tmpdir(), 'barnabus-files-'))

test('a write of more parts than one call takes arrives whole and in order', async () => {
  const path = join(directory, 'parts')
  const parts = Array.from({ length: 3000 }, (_, index) => Uint8Array.of(index, index >> 8))

  const file = await systemFiles.open(path, 'create')
  await file.write([Uint8Array.of(9, 9), ...parts], 0)
  await file.sync()
  await file.close()

  deepEqual(readFileSync(path), Buffer.concat([Uint8Array.of(9, 9), ...parts]))
})

test('a read past the end returns what there is', async () => {
  const path = join(directory, 'short')
  writeFileSync(path, 'abc')

  const file = await systemFiles.open(path, 'read')
  const target = new Uint8Array(10)
  equal(await file.read(target, 1), 2)
  equal(await file.sizeBytes(), 3)
  await file.close()

  deepEqual([...target.subarray(0, 2)], [98, 99])
})

test('files are for the user who runs us alone, and links are not followed', async () => {
  if (process.platform === 'win32') return
  await systemFiles.makeDirectory(join(directory, 'a', 'b'))
  const file = await systemFiles.open(join(directory, 'a', 'b', 'secret'), 'create')
  await file.close()
  await systemFiles.syncDirectory(join(directory, 'a', 'b'))
  symlinkSync(join(directory, 'a', 'b', 'secret'), join(directory, 'link'))

  equal(statSync(join(directory, 'a', 'b')).mode & 0o777, 0o700)
  equal(statSync(join(directory, 'a', 'b', 'secret')).mode & 0o777, 0o600)
  await rejects(systemFiles.open(join(directory, 'link'), 'update'), { code: 'ELOOP' })
})

test('a missing directory lists as empty, and removing what is not there is harmless', async () => {
  deepEqual(await systemFiles.list(join(directory, 'missing')), [])
  equal(await systemFiles.exists(join(directory, 'missing')), false)
  await systemFiles.remove(join(directory, 'missing'))
})

test('a lock excludes other processes and other claims of this one until it is released', async () => {
  const path = join(directory, '.lock')
  const claim = `
    import { systemFiles } from ${JSON.stringify(new URL('system-files.ts', import.meta.url).href)}
    process.exit(await systemFiles.lock(${JSON.stringify(path)}) === undefined ? 7 : 0)`
  const claimElsewhere = () =>
    spawnSync(process.execPath, ['--input-type=module', '--eval', claim], { encoding: 'utf8' })

  const lock = await systemFiles.lock(path)
  notEqual(lock, undefined)
  if (process.platform !== 'win32') equal(statSync(path).mode & 0o777, 0o600)
  equal(await systemFiles.lock(path), undefined)
  const refused = claimElsewhere()
  lock?.release()
  lock?.release()

  deepEqual([refused.status, refused.stderr], [7, ''])
  equal(claimElsewhere().status, 0)
  // That process is dead and released nothing itself: the claim died with it.
  const again = await systemFiles.lock(path)
  notEqual(again, undefined)
  again?.release()
})

test('the space of a volume is told', async () => {
  const space = await systemFiles.space(directory)
  equal(space.totalBytes > 0 && space.usableBytes <= space.totalBytes, true)
})

import { deepEqual, equal, rejects } from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'

import { gatherSettings, type SettingFlags } from './gather-settings.ts'

async function fileWith(t: TestContext, name: string, text: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'barnabus-settings-'))
  t.after(() => rm(directory, { recursive: true }))
  const path = join(directory, name)
  await writeFile(path, text)
  return path
}

async function values(flags: SettingFlags): Promise<Readonly<Record<string, string>>> {
  const settings = await gatherSettings(flags)
  return Object.fromEntries(Array.from(settings, ([name, { value }]) => [name, value]))
}

test('a flag of its own wins over --set, that over the file', async (t) => {
  const config = await fileWith(t, 'server.properties', 'log.dirs=/file\nnum.partitions=2\na=1')

  deepEqual(
    await values({ config, set: ['log.dirs=/set', 'num.partitions=3'], dataDir: '/flag' }),
    { 'log.dirs': '/flag', 'num.partitions': '3', a: '1' },
  )
})

test('host and port go into the listener for clients, whatever else the file listens on', async (t) => {
  const config = await fileWith(
    t,
    'server.properties',
    'listeners=PLAINTEXT://:9092,CONTROLLER://:9093\ncontroller.listener.names=CONTROLLER',
  )

  equal((await values({ config, port: '0' }))['listeners'], 'PLAINTEXT://:0,CONTROLLER://:9093')
  equal(
    (await values({ config, host: '::1' }))['listeners'],
    'PLAINTEXT://[::1]:9092,CONTROLLER://:9093',
  )
  equal(
    (await values({ host: 'localhost', port: '19092' }))['listeners'],
    'PLAINTEXT://localhost:19092',
  )
  equal((await values({}))['listeners'], undefined)
})

test('what is advertised follows the port, unless it was another one', async () => {
  const listeners = 'listeners=PLAINTEXT://:9092'
  const same = 'advertised.listeners=PLAINTEXT://here:9092'
  const other = 'advertised.listeners=PLAINTEXT://here:443'
  const advertised = async (set: readonly string[]): Promise<string | undefined> =>
    (await values({ set, port: '19092' }))['advertised.listeners']

  equal(await advertised([listeners, same]), 'PLAINTEXT://here:19092')
  equal(await advertised([listeners, other]), 'PLAINTEXT://here:443')
})

test('the value of --set may hold anything, also what separates', async () => {
  deepEqual(await values({ set: ['a=b=c, d', 'e='] }), { a: 'b=c, d', e: '' })
})

test('a setting knows where it came from', async (t) => {
  const config = await fileWith(t, 'server.properties', '# comment\nnum.partitions=2')
  const settings = await gatherSettings({ config, set: ['a=1'], nodes: '3' })

  equal(settings.get('num.partitions')?.origin, 'server.properties:2')
  equal(settings.get('a')?.origin, '--set')
  equal(settings.get('barnabus.nodes')?.origin, '--nodes')
})

test('a file that is missing, or is not what its name says, is refused by its name', async (t) => {
  const broken = await fileWith(t, 'broker.yaml', 'a: [')

  await rejects(gatherSettings({ config: '/nowhere/server.properties' }), {
    code: 'CLI_FILE_UNREADABLE',
    message: 'Cannot read "/nowhere/server.properties": there is no such file',
  })
  await rejects(gatherSettings({ config: broken }), { code: 'CLI_FILE_WRONG' })
  await rejects(gatherSettings({ set: ['novalue'] }), { code: 'CLI_NOT_A_SETTING' })
})

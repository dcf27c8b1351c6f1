import { deepEqual, equal, ok } from 'node:assert/strict'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { blocksOf } from '../checks/docs-commands.ts'
import { sourceFlag } from '../bootstrap.mjs'
import { ask, askApiVersions } from './ask.ts'
import { freePort, run, StartedServer } from './stranger.ts'
import { copyTree, linkModules, root, temporaryFolder } from './working-copy.ts'

const page = readFileSync(join(root, 'docs', 'internals', 'adding-an-api.md'), 'utf8')
const blocks = blocksOf(page)
const key = 60

/** What the page says to write: whole files, and one line of the table. */
const written = blocks.flatMap(({ path, text }) => (path === undefined ? [] : [{ path, text }]))
const files = written.filter(({ path }) => path !== table())
const line = written.find(({ path }) => path === table())

function table(): string {
  return 'packages/broker/src/apis/index.ts'
}

test('the page shows the code as it is', () => {
  deepEqual(
    files.map(({ path }) => path),
    [
      'packages/protocol/schema/60-describe-cluster.ts',
      'packages/broker/src/apis/60-describe-cluster.ts',
    ],
  )
  for (const { path, text } of files) equal(text, readFileSync(join(root, path), 'utf8'), path)
  equal(line?.text.trim().split('\n').length, 1, 'one line of the table')
  ok(readFileSync(join(root, table()), 'utf8').includes(line?.text ?? ''), 'the table has it')
})

test('an API is added by its schema file, its handler file and one line', async () => {
  using folder = temporaryFolder()
  const copy = join(folder.path, 'copy')
  copyTree(copy)
  linkModules(copy)
  takeOut(copy)
  const before = await withBroker(copy, askApiVersions)
  equal(before.includes(key), false, 'without them, nobody serves it')

  for (const { path, text } of files) writeFileSync(join(copy, path), text)
  const lines = readFileSync(join(copy, table()), 'utf8')
  writeFileSync(join(copy, table()), lines + (line?.text ?? ''))
  generate(copy)

  await withBroker(copy, async (port) => {
    deepEqual(
      await askApiVersions(port),
      [...before, key].toSorted((a, b) => a - b),
    )
    deepEqual(await askDescribeCluster(port), { errorCode: 0, host: '127.0.0.1', port })
  })
})

/** The tree as if nobody had thought of this API. */
function takeOut(copy: string): void {
  for (const { path } of files) rmSync(join(copy, path))
  const lines = readFileSync(join(copy, table()), 'utf8')
  writeFileSync(join(copy, table()), lines.replace(line?.text ?? '', ''))
  generate(copy)
}

/** The commands of the page, one after another. */
function generate(copy: string): void {
  const commands = blocks.filter(({ story }) => story === 'adding-an-api')
  ok(commands.length > 0, 'the page has commands')
  for (const { text } of commands) {
    for (const command of text.trim().split('\n')) {
      const [name = '', ...args] = command.split(' ')
      run(name, args, { cwd: copy })
    }
  }
}

async function withBroker<Result>(
  copy: string,
  use: (port: number) => Promise<Result>,
): Promise<Result> {
  const port = await freePort()
  const main = join('packages', 'cli', 'src', 'main.ts')
  const data = join(copy, 'barnabus-data')
  const args = [sourceFlag, main, 'start', '--port', String(port), '--data-dir', data]
  const server = await StartedServer.start(process.execPath, args, { cwd: copy })
  try {
    return await use(port)
  } finally {
    await server.stop()
  }
}

/** DescribeCluster in version 0, byte by byte. */
async function askDescribeCluster(
  port: number,
): Promise<{ readonly errorCode: number; readonly host: string; readonly port: number }> {
  const noTags = Buffer.of(0)
  const answer = await ask(port, { key, version: 0 }, Buffer.concat([noTags, Buffer.of(0), noTags]))
  let at = 1 + 4 // The header's tags, and throttleTimeMs.
  const errorCode = answer.readInt16BE(at)
  at += 2
  const compactString = (): string => {
    const size = answer.readUInt8(at) - 1
    at += 1 + Math.max(size, 0)
    return answer.toString('utf8', at - Math.max(size, 0), at)
  }
  compactString() // errorMessage
  compactString() // clusterId
  at += 4 + 1 + 4 // controllerId, the number of brokers, brokerId of the first
  const host = compactString()
  return { errorCode, host, port: answer.readInt32BE(at) }
}

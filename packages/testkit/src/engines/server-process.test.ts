import { deepEqual, match, rejects } from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'

import { ServerProcess, type ServerProcessOptions } from './server-process.ts'

async function optionsFor(
  context: TestContext,
  program: string,
  readyTimeoutMs = 20_000,
): Promise<ServerProcessOptions> {
  const directory = await mkdtemp(join(tmpdir(), 'server-process-'))
  context.after(() => rm(directory, { recursive: true, force: true }))
  return {
    command: process.execPath,
    args: ['-e', program],
    readyWhen: /^ready/,
    readyTimeoutMs,
    outputPath: join(directory, 'output.log'),
  }
}

const serving = 'console.log("one moment"); console.log("ready"); setInterval(() => {}, 1000)'

test('a server is ready when it says so, and SIGTERM ends it', async (context) => {
  const options = await optionsFor(
    context,
    `process.on("SIGTERM", () => process.exit(7)); ${serving}`,
  )
  const server = new ServerProcess(options)
  await server.untilReady()
  deepEqual(await server.stop(), { exitCode: 7, signal: null })
  match(await readFile(options.outputPath, 'utf8'), /one moment/)
})

test('a server that is killed is gone', async (context) => {
  const server = new ServerProcess(await optionsFor(context, serving))
  await server.untilReady()
  deepEqual(await server.kill(), { exitCode: null, signal: 'SIGKILL' })
})

test('a server that ends early is told with its last words', async (context) => {
  const server = new ServerProcess(
    await optionsFor(context, 'console.error("port taken"); process.exit(2)'),
  )
  await rejects(server.untilReady(), {
    code: 'TESTKIT_SERVER_ENDED',
    message: /exit code 2.*\nport taken/,
  })
})

test('a server that stays silent is killed', async (context) => {
  const server = new ServerProcess(await optionsFor(context, 'setInterval(() => {}, 1000)', 50))
  await rejects(server.untilReady(), { code: 'TESTKIT_SERVER_NOT_READY' })
})

/**
 * `npm run test:databases`: the tests of the bus that keep something in a user's database or bucket,
 * with a PostgreSQL server and one for S3 of their own. `npm test` runs the same files with SQLite.
 *
 *   npm run test:databases
 *   npm run test:databases -- packages/bus/src/stores/store.test.ts
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { parseArgs } from 'node:util'

import { isOperatingError } from '@barnabus/base'

import { repositoryDirectory } from '../engines/repository.ts'
import { testkitErrors } from '../errors.ts'
import { testsThatUse } from '../tests-that-use.ts'
import { startPostgres } from './postgres-server.ts'
import { startS3 } from './s3-server.ts'

async function main(): Promise<number> {
  const { positionals } = parseArgs({ allowPositionals: true })
  const files = positionals.length > 0 ? positionals : await testsOnStores()
  if (files.length === 0) throw testkitErrors.STORY('no test asks for a database')
  await using postgres = await startPostgres()
  await using s3 = await startS3()
  const args = ['--conditions=@barnabus/source', '--test', '--test-concurrency=2']
  const limits = ['--test-timeout=120000', '--test-reporter=spec', '--test-force-exit']
  const child = spawn(process.execPath, [...args, ...limits, ...files], {
    cwd: repositoryDirectory,
    env: {
      ...process.env,
      BARNABUS_TEST_POSTGRES: postgres.url,
      BARNABUS_TEST_S3: s3.url,
    },
    stdio: 'inherit',
  })
  const [exitCode] = (await once(child, 'exit')) as [number | null]
  return exitCode ?? 1
}

async function testsOnStores(): Promise<readonly string[]> {
  const calls = ['TestDatabase.open(', 'TestBucket.open(']
  return (await Promise.all(calls.map((call) => testsThatUse('bus', call)))).flat()
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!isOperatingError(error)) throw error
  console.error(error.message)
  process.exitCode = 1
}

import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Engine } from '../engines/engine.ts'
import { repositoryDirectory } from '../engines/repository.ts'
import { runCommand } from '../engines/run-command.ts'
import { testsThatUse } from '../tests-that-use.ts'
import { holds } from './story.ts'

/** Packages of the client column: their tests must not notice which Kafka they run on. */
export const clientColumn = ['client', 'bus'] as const
/** On two cores, three nodes of Apache Kafka need four minutes for the longest. */
const timeoutMs = 20 * 60_000
const reporter = join(import.meta.dirname, 'failed-files.ts')

/**
 * Runs every test of a package that asks for a `TestCluster`, and gives it this one.
 *
 * All brokers and all tests share one machine here, so files in which something failed are tried a
 * second time, one after the other; what fails twice is wrong.
 */
export async function passClientSuite(
  engine: Engine,
  name: (typeof clientColumn)[number],
): Promise<void> {
  const files = await testsThatUse(name, 'TestCluster.start(')
  holds(files.length > 0, 'no test asks for a cluster')
  const directory = await mkdtemp(join(tmpdir(), 'client-suite-'))
  const failedPath = join(directory, 'failed')
  try {
    // Tests mostly wait; three nodes keep two cores busy by themselves.
    const concurrency = engine.nodes.length === 1 ? 4 : 3
    await run(engine, files, { concurrency, failedPath }).catch(async (failure: unknown) => {
      const failed = (await readFile(failedPath, 'utf8')).trimEnd().split('\n')
      if (failed[0] === '') throw failure // It did not come to its end.
      console.error('Failed once, and is tried again:', String(failure))
      await run(engine, failed, { concurrency: 1, failedPath })
    })
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

async function run(
  { bootstrap }: Engine,
  files: readonly string[],
  { concurrency, failedPath }: { readonly concurrency: number; readonly failedPath: string },
): Promise<void> {
  const args = [
    '--conditions=@barnabus/source',
    '--test',
    `--test-concurrency=${concurrency}`,
    '--test-timeout=240000',
    '--test-force-exit',
    ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
    ...[`--test-reporter=${reporter}`, `--test-reporter-destination=${failedPath}`],
  ]
  await runCommand(process.execPath, [...args, ...files], {
    cwd: repositoryDirectory,
    environment: { BARNABUS_TEST_BOOTSTRAP: bootstrap },
    timeoutMs,
  })
}

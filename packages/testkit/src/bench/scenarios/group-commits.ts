import { prepareToolchains, type ClientCommand } from '../../clients/toolchains.ts'
import type { Engine } from '../../engines/engine.ts'
import { runCommand } from '../../engines/run-command.ts'
import { firstRecord } from '../first-record.ts'
import { withBrokerCpu } from '../broker-cpu.ts'
import type { Figures, Scenario } from '../scenario.ts'

const topic = 'bench-commits'
const partitions = 10
const groups = 1_000
const seconds = 5
const steadyCommitsPerSecond = 1_000

export const groupCommits: Scenario = {
  name: 'group-commits',
  summary:
    '1,000 groups (franz-go, a connection each) commit the offsets of 10 partitions: as fast as each is answered, and then once a second each, from when a commit was due (an open loop).',
  settings: { 'num.partitions': String(partitions) },
  comparesSyncing: true,

  async measure(engine: Engine, { scale }): Promise<Figures> {
    const program = { toolchain: 'go', program: 'commits' } as const
    const command = (await prepareToolchains([program]))(program)
    await engine.start()
    await firstRecord(engine.bootstrap, topic)
    const load = ['-duration', `${seconds * scale}s`, '-groups', String(groups)]
    const full = await commit(engine, command, load)
    const steady = await commit(engine, command, [
      ...load,
      ...['-rate', String(steadyCommitsPerSecond)],
    ])
    return {
      'commits/s': full['commits/s']!,
      'p50 ms': full['p50 ms']!,
      'p99 ms': full['p99 ms']!,
      'CPU s per 1,000 commits': full['CPU s per 1,000 commits']!,
      'p50 ms, once a second': steady['p50 ms']!,
      'p99 ms, once a second': steady['p99 ms']!,
      'CPU s per 1,000 commits, once a second': steady['CPU s per 1,000 commits']!,
    }
  },
}

async function commit(
  engine: Engine,
  { command, args }: ClientCommand,
  load: readonly string[],
): Promise<Figures> {
  const where = ['-bootstrap', engine.bootstrap, '-topic', topic, '-partitions', String(partitions)]
  const { result, cpuSeconds } = await withBrokerCpu(engine, () =>
    runCommand(command, [...args, ...where, ...load]),
  )
  const { commits, ...figures } = JSON.parse(result.stdout.toString()) as Record<string, number>
  return { ...figures, 'CPU s per 1,000 commits': (cpuSeconds / commits!) * 1000 }
}

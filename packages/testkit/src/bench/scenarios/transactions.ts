import { prepareToolchains, type ClientCommand } from '../../clients/toolchains.ts'
import type { Engine } from '../../engines/engine.ts'
import { runCommand } from '../../engines/run-command.ts'
import { firstRecord } from '../first-record.ts'
import { withBrokerCpu } from '../broker-cpu.ts'
import type { Figures, Scenario } from '../scenario.ts'

const topic = 'bench-transactions'
const partitions = 6
const sizes = [1, 10, 1_000]
const seconds = 4

export const transactions: Scenario = {
  name: 'transactions',
  summary:
    'One transactional producer (franz-go) commits transactions of 1, 10 and 1,000 records of 1 KiB to six partitions, one after another: from the first record until the commit is acknowledged.',
  settings: { 'num.partitions': String(partitions) },
  comparesSyncing: true,

  async measure(engine: Engine, { scale }): Promise<Figures> {
    const program = { toolchain: 'go', program: 'transaction-rate' } as const
    const command = (await prepareToolchains([program]))(program)
    await engine.start()
    await firstRecord(engine.bootstrap, topic)
    const figures: Record<string, number> = {}
    for (const records of sizes) {
      const one = await commit(engine, command, [
        ...['-duration', `${seconds * scale}s`],
        ...['-records', String(records)],
      ])
      const suffix = records === 1 ? '1 record' : `${records.toLocaleString('en')} records`
      for (const [name, value] of Object.entries(one)) figures[`${name}, ${suffix}`] = value
    }
    return figures
  },
}

async function commit(
  engine: Engine,
  { command, args }: ClientCommand,
  load: readonly string[],
): Promise<Figures> {
  const where = ['-bootstrap', engine.bootstrap, '-topic', topic]
  const { result, cpuSeconds } = await withBrokerCpu(engine, () =>
    runCommand(command, [...args, ...where, ...load]),
  )
  const { transactions: count, ...figures } = JSON.parse(result.stdout.toString()) as Record<
    string,
    number
  >
  return { ...figures, 'CPU ms per transaction': (cpuSeconds / count!) * 1000 }
}

import { prepareToolchains } from '../../clients/toolchains.ts'
import type { Engine } from '../../engines/engine.ts'
import { runCommand } from '../../engines/run-command.ts'
import { firstRecord } from '../first-record.ts'
import { processUsage } from '../process-usage.ts'
import type { Figures, Scenario } from '../scenario.ts'

const topic = 'bench-churn'
const members = 200
const changesPerSecond = 20
const seconds = 60

export const groupChurn: Scenario = {
  name: 'group-churn',
  summary:
    'A group of 200 members (franz-go, cooperative) that read 200 partitions; for a minute 20 a second leave or come. From the last change until all are in one generation and every partition is read; and through how many generations the group went.',
  settings: { 'num.partitions': String(members) },

  async measure(engine: Engine, { scale }): Promise<Figures> {
    const program = { toolchain: 'go', program: 'churn' } as const
    const { command, args } = (await prepareToolchains([program]))(program)
    await engine.start()
    await firstRecord(engine.bootstrap, topic)
    const where = ['-bootstrap', engine.bootstrap, '-topic', topic, '-partitions', String(members)]
    const load = ['-members', String(members), '-rate', String(changesPerSecond)]
    const amount = ['-duration', `${seconds * scale}s`]
    const before = await processUsage(engine.processId)
    const { stdout } = await runCommand(command, [...args, ...where, ...load, ...amount])
    const after = await processUsage(engine.processId)
    const figures = JSON.parse(stdout.toString()) as Figures
    return { ...figures, 'CPU s': after.cpuSeconds - before.cpuSeconds }
  },
}

import { systemClock } from '@barnabus/base'

import type { Engine } from '../../engines/engine.ts'
import { runCommand } from '../../engines/run-command.ts'
import { produceLoad } from '../kafka-tools.ts'
import { processUsage } from '../process-usage.ts'
import type { Figures, Scenario } from '../scenario.ts'

const topic = 'bench-consume'
const recordSizeBytes = 1024
const records = 500_000

export const consume: Scenario = {
  name: 'consume',
  summary: 'kcat (librdkafka) reads what was just produced, 1 KiB records, from the beginning.',
  settings: { 'num.partitions': '1' },

  async measure(engine: Engine, { scale }): Promise<Figures> {
    await engine.start()
    const { bootstrap } = engine
    const count = Math.ceil(records * scale)
    const properties = { acks: 'all', 'batch.size': '65536' }
    await produceLoad({
      ...{ bootstrap, topic, recordSizeBytes, properties },
      records: count,
      throughput: -1,
    })
    await read(bootstrap, Math.ceil(count / 10))

    const before = await processUsage(engine.processId)
    const startedMs = systemClock.monotonicMs()
    await read(bootstrap, count)
    const seconds = (systemClock.monotonicMs() - startedMs) / 1000
    const after = await processUsage(engine.processId)
    const bytes = count * recordSizeBytes
    return {
      'records/s': count / seconds,
      'MiB/s': bytes / 2 ** 20 / seconds,
      'broker CPU s/GB': (after.cpuSeconds - before.cpuSeconds) / (bytes / 1e9),
    }
  },
}

/** Takes only the offsets as output, so that writing does not become what is measured. */
async function read(bootstrap: string, count: number): Promise<void> {
  const where = ['-b', bootstrap, '-t', topic, '-o', 'beginning']
  await runCommand('kcat', ['-C', '-q', ...where, '-c', String(count), '-f', '%o\n'])
}

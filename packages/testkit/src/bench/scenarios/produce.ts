import type { Engine } from '../../engines/engine.ts'
import { produceLoad } from '../kafka-tools.ts'
import { processUsage } from '../process-usage.ts'
import type { Figures, Scenario } from '../scenario.ts'

const topic = 'bench-produce'
const recordSizeBytes = 1024
const records = 500_000
const warmUpRecords = 50_000

export const produce: Scenario = {
  name: 'produce',
  summary:
    "Kafka's producer performance tool, 1 KiB records, six partitions, acks=all, idempotent, as fast as it goes.",
  settings: { 'num.partitions': '6' },

  async measure(engine: Engine, { scale }): Promise<Figures> {
    await engine.start()
    const load = {
      bootstrap: engine.bootstrap,
      topic,
      recordSizeBytes,
      throughput: -1,
      properties: { acks: 'all', 'batch.size': '65536', 'linger.ms': '5' },
    }
    await produceLoad({ ...load, records: Math.ceil(warmUpRecords * scale) })
    const before = await processUsage(engine.processId)
    const measured = Math.ceil(records * scale)
    const figures = await produceLoad({ ...load, records: measured })
    const after = await processUsage(engine.processId)
    const gigabytes = (measured * recordSizeBytes) / 1e9
    return {
      ...figures,
      'broker CPU s/GB': (after.cpuSeconds - before.cpuSeconds) / gigabytes,
      'resident MB': after.residentBytes / 1e6,
    }
  },
}

import { systemClock } from '@barnabus/base'

import type { Engine } from '../../engines/engine.ts'
import { withCpuPerGigabyte } from '../broker-cpu.ts'
import { produceLoad } from '../kafka-tools.ts'
import { readWithKcat } from '../kcat.ts'
import type { Figures, Scenario } from '../scenario.ts'

const topic = 'bench-consume'
const recordSizeBytes = 1024
const records = 250_000

export const consumeTail: Scenario = {
  name: 'consume-tail',
  summary:
    'kcat (librdkafka) reads records of 1 KiB from one partition: while they are produced, and again right after.',
  settings: { 'num.partitions': '1' },

  async measure(engine: Engine, { scale }): Promise<Figures> {
    await engine.start()
    const { bootstrap } = engine
    const count = Math.ceil(records * scale)
    const bytes = count * recordSizeBytes
    const properties = { acks: 'all', 'batch.size': '65536' }
    const load = { bootstrap, topic, recordSizeBytes, properties, throughput: -1 }
    await produceLoad({ ...load, records: 1 }) // Makes the topic, which a reader may not.

    const read = async (): Promise<number> => {
      const startedMs = systemClock.monotonicMs()
      await readWithKcat(bootstrap, topic, count)
      return (systemClock.monotonicMs() - startedMs) / 1000
    }
    const behind = await withCpuPerGigabyte(engine, bytes, async () => {
      const [seconds] = await Promise.all([read(), produceLoad({ ...load, records: count })])
      return seconds
    })
    const again = await withCpuPerGigabyte(engine, bytes, read)
    return {
      'behind producer MiB/s': bytes / 2 ** 20 / behind.result,
      'CPU s/GB in and out': behind.cpuSecondsPerGigabyte,
      'again MiB/s': bytes / 2 ** 20 / again.result,
      'again CPU s/GB': again.cpuSecondsPerGigabyte,
    }
  },
}

import type { Engine } from '../../engines/engine.ts'
import { produceLoad } from '../kafka-tools.ts'
import type { Figures, Scenario } from '../scenario.ts'

const recordsPerSecond = 1000
const seconds = 20

export const latency: Scenario = {
  name: 'latency',
  summary:
    "Kafka's producer performance tool at 1,000 records of 1 KiB a second, linger.ms=0, acks=all: how long until each is acknowledged.",

  async measure(engine: Engine, { scale }): Promise<Figures> {
    await engine.start()
    const load = {
      bootstrap: engine.bootstrap,
      topic: 'bench-latency',
      recordSizeBytes: 1024,
      throughput: recordsPerSecond,
      properties: { acks: 'all', 'linger.ms': '0' },
    }
    await produceLoad({ ...load, records: recordsPerSecond * 5 })
    return await produceLoad({ ...load, records: Math.ceil(recordsPerSecond * seconds * scale) })
  },
}

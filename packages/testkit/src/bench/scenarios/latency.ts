import type { Engine } from '../../engines/engine.ts'
import { endToEndLatency } from '../kafka-tools.ts'
import type { Figures, Scenario } from '../scenario.ts'

const recordSizeBytes = 100
const records = 5_000

export const latency: Scenario = {
  name: 'latency',
  summary:
    "Kafka's end-to-end latency tool: one 100 B record at a time, acks=all, produced and read back.",

  async measure(engine: Engine, { scale }): Promise<Figures> {
    await engine.start()
    const load = { bootstrap: engine.bootstrap, topic: 'bench-latency', recordSizeBytes }
    await endToEndLatency({ ...load, records: Math.ceil((records * scale) / 5) })
    return await endToEndLatency({ ...load, records: Math.ceil(records * scale) })
  },
}

import type { Engine } from '../engines/engine.ts'
import { withCpuPerGigabyte } from './broker-cpu.ts'
import { produceLoad } from './kafka-tools.ts'
import { processUsage } from './process-usage.ts'
import type { Figures, Scenario } from './scenario.ts'

/** What tells the produce scenarios apart. */
export interface ProduceTerms {
  readonly name: string
  readonly summary: string
  readonly partitions: number
  readonly recordSizeBytes: number
  readonly records: number
  /** Of the producer, by Kafka's names, beside acks=all. */
  readonly properties: Readonly<Record<string, string>>
}

const topic = 'bench-produce'

/**
 * Kafka's producer performance tool as fast as it goes, idempotent, acks=all: once against a broker
 * that has just started (cold), and the same again (warm).
 */
export function produceScenario(terms: ProduceTerms): Scenario {
  const { name, summary, partitions, recordSizeBytes } = terms
  return {
    name,
    summary,
    settings: { 'num.partitions': String(partitions) },
    comparesSyncing: true,

    async measure(engine: Engine, { scale }): Promise<Figures> {
      await engine.start()
      const load = {
        bootstrap: engine.bootstrap,
        topic,
        recordSizeBytes,
        throughput: -1,
        properties: { acks: 'all', ...terms.properties },
        records: Math.ceil(terms.records * scale),
      }
      // Makes the topic: Java's producer, which is ahead of that, can lose minutes over its retries.
      await produceLoad({ ...load, records: 1 })
      const bytes = load.records * recordSizeBytes
      const run = () => withCpuPerGigabyte(engine, bytes, () => produceLoad(load))
      const cold = await run()
      const warm = await run()
      const { residentBytes } = await processUsage(engine.processId)
      return {
        'cold MiB/s': cold.result['MiB/s'] ?? Number.NaN,
        ...warm.result,
        'cold CPU s/GB': cold.cpuSecondsPerGigabyte,
        'CPU s/GB': warm.cpuSecondsPerGigabyte,
        'resident MB': residentBytes / 1e6,
      }
    },
  }
}

import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

import { systemClock } from '@barnabus/base'

import type { Engine } from '../../engines/engine.ts'
import { runCommand } from '../../engines/run-command.ts'
import { withCpuPerGigabyte } from '../broker-cpu.ts'
import { produceLoad } from '../kafka-tools.ts'
import { readWithKcat } from '../kcat.ts'
import type { Figures, Scenario } from '../scenario.ts'

const topic = 'bench-consume'
const recordSizeBytes = 1024
const records = 250_000

export const consumeCold: Scenario = {
  name: 'consume-cold',
  summary:
    'kcat (librdkafka) reads records of 1 KiB from one partition after a restart, from the disk, and again from memory.',
  settings: { 'num.partitions': '1' },

  async measure(engine: Engine, { scale }): Promise<Figures> {
    await engine.start()
    const count = Math.ceil(records * scale)
    const bytes = count * recordSizeBytes
    const properties = { acks: 'all', 'batch.size': '65536' }
    const load = { bootstrap: engine.bootstrap, topic, recordSizeBytes, properties, throughput: -1 }
    await produceLoad({ ...load, records: count })
    await engine.stop()
    await forgetFiles(engine.dataDirectory)
    await engine.start()

    const read = async (): Promise<number> => {
      const startedMs = systemClock.monotonicMs()
      await readWithKcat(engine.bootstrap, topic, count)
      return (systemClock.monotonicMs() - startedMs) / 1000
    }
    const cold = await withCpuPerGigabyte(engine, bytes, read)
    const warm = await withCpuPerGigabyte(engine, bytes, read)
    return {
      'cold MiB/s': bytes / 2 ** 20 / cold.result,
      'cold CPU s/GB': cold.cpuSecondsPerGigabyte,
      'warm MiB/s': bytes / 2 ** 20 / warm.result,
      'warm CPU s/GB': warm.cpuSecondsPerGigabyte,
    }
  },
}

/** Makes the operating system drop what it caches of these files, which needs no rights. */
async function forgetFiles(directory: string): Promise<void> {
  await runCommand('sync', [])
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  for (const entry of entries) {
    if (!entry.isFile() || !entry.name.endsWith('.log')) continue
    const path = join(entry.parentPath, entry.name)
    await runCommand('dd', [`if=${path}`, 'iflag=nocache', 'count=0', 'status=none'])
  }
}

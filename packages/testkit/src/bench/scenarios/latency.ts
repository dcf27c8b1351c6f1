import { prepareToolchains } from '../../clients/toolchains.ts'
import type { Engine } from '../../engines/engine.ts'
import { runCommand } from '../../engines/run-command.ts'
import { withCpuPerGigabyte } from '../broker-cpu.ts'
import type { Figures, Scenario } from '../scenario.ts'

const recordsPerSecond = 10_000
const recordSizeBytes = 1024
const warmUpSeconds = 5
const seconds = 20

export const latency: Scenario = {
  name: 'latency',
  summary:
    'franz-go sends 10,000 records of 1 KiB a second, without linger, acks=all, and reads them: from when each was due to be sent (an open loop) until it was read.',
  settings: { 'num.partitions': '1' },
  comparesSyncing: true,

  async measure(engine: Engine, { scale }): Promise<Figures> {
    const commandOf = await prepareToolchains([{ toolchain: 'go', program: 'latency' }])
    await engine.start()
    const { command, args } = commandOf({ toolchain: 'go', program: 'latency' })
    const warmUp = Math.ceil(recordsPerSecond * warmUpSeconds * scale)
    const count = Math.ceil(recordsPerSecond * seconds * scale)
    const where = ['-bootstrap', engine.bootstrap, '-topic', 'bench-latency']
    const load = ['-rate', String(recordsPerSecond), '-size', String(recordSizeBytes)]
    const amount = ['-warm-up', String(warmUp), '-count', String(count)]
    const bytes = (warmUp + count) * recordSizeBytes
    const { result, cpuSecondsPerGigabyte } = await withCpuPerGigabyte(engine, bytes, () =>
      runCommand(command, [...args, ...where, ...load, ...amount]),
    )
    const latencies = JSON.parse(result.stdout.toString()) as Figures
    return { ...latencies, 'CPU s/GB in and out': cpuSecondsPerGigabyte }
  },
}

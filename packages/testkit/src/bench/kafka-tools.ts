/** Apache Kafka's own command-line load generators: clients that we did not write. */
import { kafkaClassPath } from '../engines/kafka-class-path.ts'
import { runCommand } from '../engines/run-command.ts'
import type { Figures } from './scenario.ts'

export interface ProduceLoad {
  readonly bootstrap: string
  readonly topic: string
  readonly records: number
  readonly recordSizeBytes: number
  /** Records a second, or -1 for as fast as it goes. */
  readonly throughput: number
  readonly properties: Readonly<Record<string, string>>
}

/** Runs Kafka's producer performance tool; its last line is the result. */
export async function produceLoad(load: ProduceLoad): Promise<Figures> {
  const properties = Object.entries(load.properties).map(([name, value]) => `${name}=${value}`)
  const output = await kafkaTool('org.apache.kafka.tools.ProducerPerformance', [
    '--bootstrap-server',
    load.bootstrap,
    ...['--topic', load.topic, '--num-records', String(load.records)],
    ...['--record-size', String(load.recordSizeBytes), '--throughput', String(load.throughput)],
    ...['--command-property', ...properties],
  ])
  const summary =
    /([\d.]+) records\/sec \(([\d.]+) MB\/sec\), ([\d.]+) ms avg latency, ([\d.]+) ms max latency, (\d+) ms 50th, (\d+) ms 95th, (\d+) ms 99th, (\d+) ms 99.9th/g
  const last = [...output.matchAll(summary)].at(-1)
  if (last === undefined) throw new Error(`No result in the tool's output:\n${output}`)
  const [, recordsPerSecond, mebibytesPerSecond, mean, , p50, , p99, p999] = last
  return {
    'records/s': Number(recordsPerSecond),
    'MiB/s': Number(mebibytesPerSecond),
    'mean ms': Number(mean),
    'p50 ms': Number(p50),
    'p99 ms': Number(p99),
    'p99.9 ms': Number(p999),
  }
}

async function kafkaTool(mainClass: string, args: readonly string[]): Promise<string> {
  const { classPath } = await kafkaClassPath()
  const { stdout } = await runCommand('java', ['-Xmx512m', '-cp', classPath, mainClass, ...args])
  return stdout.toString()
}

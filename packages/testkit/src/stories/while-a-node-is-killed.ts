import { setTimeout as sleep } from 'node:timers/promises'

import { kafkaClassPath } from '../engines/kafka-class-path.ts'
import { runCommand } from '../engines/run-command.ts'
import type { Engine } from '../engines/engine.ts'
import { holds } from './story.ts'

const topic = 'while-a-node-is-killed'

const recordCount = 20_000
const recordsPerSecond = 5_000
const killAfterMs = 1_500

/**
 * Kafka's own load generator sends numbers for four seconds; meanwhile the last node is killed. A
 * single node is started again, one of several stays down: the others have to do without.
 */
export async function sendWhileANodeIsKilled(engine: Engine): Promise<void> {
  const { classPath } = await kafkaClassPath()
  const numbers = ['--payload-monotonic', '--num-records', String(recordCount)]
  const properties = [`bootstrap.servers=${engine.bootstrap}`, 'acks=all', 'linger.ms=5']
  const sending = runCommand('java', [
    ...['-Xmx256m', '-XX:TieredStopAtLevel=1', '-cp', classPath],
    'org.apache.kafka.tools.ProducerPerformance',
    ...['--topic', topic, ...numbers, '--throughput', String(recordsPerSecond)],
    ...['--command-property', ...properties],
  ])
  const [{ stdout }] = await Promise.all([sending, killTheLast(engine)])
  const report = stdout.toString()
  holds(!report.includes('Exception'), `some were not acknowledged:\n${report}`)
}

/** Each number is there, and none of them twice. */
export async function mustHaveEachNumberOnce({ bootstrap }: Engine): Promise<void> {
  const args = ['-C', '-q', '-e', '-b', bootstrap, '-t', topic, '-o', 'beginning']
  const { stdout } = await runCommand('kcat', args, { timeoutMs: 60_000 })
  const numbers = stdout.toString().trimEnd().split('\n').map(Number)
  const different = new Set(numbers).size
  const facts = `${numbers.length} records with ${different} numbers of ${recordCount}`
  holds(numbers.length === recordCount && different === recordCount, facts)
}

async function killTheLast({ nodes }: Engine): Promise<void> {
  await sleep(killAfterMs)
  const last = nodes.at(-1)
  await last?.kill()
  if (nodes.length === 1) await last?.start()
}

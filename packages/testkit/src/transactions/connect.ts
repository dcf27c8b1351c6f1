/** Kafka Connect brings the lines of a file into a topic exactly once, although it is killed. */
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { asking } from '../asking.ts'
import { readAccessLog } from '../clients/access-log.ts'
import type { Engine } from '../engines/engine.ts'
import { freePorts } from '../engines/free-ports.ts'
import { classPathOf } from '../engines/kafka-class-path.ts'
import { interopDirectory } from '../engines/repository.ts'
import { ServerProcess } from '../engines/server-process.ts'
import { createTopic } from '../raw-topics.ts'
import { eventually } from '../stories/eventually.ts'
import { holds } from '../stories/story.ts'
import { readCommitted } from './read-committed.ts'
import { untilThereAre } from './until-there-are.ts'

export interface ConnectOptions {
  readonly engine: Engine
  readonly exactlyOnce: 'enabled' | 'disabled'
  readonly say: (sentence: string) => void
}

interface Worker {
  readonly port: number
  readonly start: () => Promise<ServerProcess>
}

const lineCount = 1_500
const linesAtOnce = 50
const pauseMs = 100
const readyTimeoutMs = 90_000
const logging = join(interopDirectory, 'apache-kafka/log4j2.properties')

/** Returns what was wrong with the lines, if anything was. */
export async function connectFailures(options: ConnectOptions): Promise<readonly string[]> {
  const directory = await mkdtemp(join(tmpdir(), 'connect-'))
  try {
    return await bringIn(directory, options)
  } finally {
    await rm(directory, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function bringIn(
  directory: string,
  { engine: { bootstrap }, exactlyOnce, say }: ConnectOptions,
): Promise<readonly string[]> {
  const topic = `lines-by-connect-${exactlyOnce}`
  const file = join(directory, 'access.log')
  const lines = (await readAccessLog()).bytes.toString().trimEnd().split('\n').slice(0, lineCount)
  await writeFile(file, '')
  await createTopic(bootstrap, { name: topic, numPartitions: 1 })
  const { port, start } = await workerIn(directory, bootstrap, exactlyOnce)
  let worker = await start()
  try {
    await configure(port, topic, file)
    say('Kafka Connect has its connector')
    const written = writeSlowly(file, lines)
    await untilThereAre(bootstrap, topic, 1, lineCount / 3)
    await worker.kill()
    worker = await start()
    say('Kafka Connect was killed, and started again')
    await written
    await untilThereAre(bootstrap, topic, 1, lineCount, 'read_committed')
  } finally {
    await worker.kill()
  }
  const shown = await asking(bootstrap, (connection) => readCommitted(connection, topic, 0))
  return whatIsWrong(
    shown.map(({ value }) => value),
    lines,
  )
}

async function workerIn(
  directory: string,
  bootstrap: string,
  exactlyOnce: string,
): Promise<Worker> {
  const [port = 0] = await freePorts(1)
  const group = `connect-${exactlyOnce}`
  const settings = {
    'bootstrap.servers': bootstrap,
    'group.id': group,
    'exactly.once.source.support': exactlyOnce,
    listeners: `http://127.0.0.1:${port}`,
    'key.converter': 'org.apache.kafka.connect.storage.StringConverter',
    'value.converter': 'org.apache.kafka.connect.storage.StringConverter',
    'plugin.discovery': 'service_load',
    'scheduled.rebalance.max.delay.ms': '0',
    'session.timeout.ms': '3000',
    'heartbeat.interval.ms': '500',
    // Only transactions keep what was read and where it was read together.
    'offset.flush.interval.ms': '600000',
    'offset.storage.partitions': '1',
    'status.storage.partitions': '1',
    ...Object.fromEntries(
      ['config', 'offset', 'status'].flatMap((what) => [
        [`${what}.storage.topic`, `${group}-${what}`],
        [`${what}.storage.replication.factor`, '1'],
      ]),
    ),
  }
  const path = join(directory, 'worker.properties')
  const text = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`)
  await writeFile(path, text.join(''))
  const { classPath } = await classPathOf('connect')
  const java = ['-Xmx384m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1']
  const main = ['-cp', classPath, 'org.apache.kafka.connect.cli.ConnectDistributed', path]
  const start = async (): Promise<ServerProcess> => {
    const process = new ServerProcess({
      command: 'java',
      args: [...java, `-Dlog4j2.configurationFile=${logging}`, ...main],
      ...{ readyWhen: /Kafka Connect started/, readyTimeoutMs },
      outputPath: join(directory, 'output.log'),
    })
    await process.untilReady()
    return process
  }
  return { port, start }
}

/** Gives it the connector for files; it refuses as long as its workers are not settled. */
async function configure(port: number, topic: string, file: string): Promise<void> {
  await eventually(async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/connectors/lines/config`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        'connector.class': 'org.apache.kafka.connect.file.FileStreamSourceConnector',
        'tasks.max': '1',
        'batch.size': '20',
        ...{ topic, file },
      }),
    })
    holds(answer.ok, `Kafka Connect answers ${answer.status}: ${await answer.text()}`)
  })
}

async function writeSlowly(file: string, lines: readonly string[]): Promise<void> {
  for (let start = 0; start < lines.length; start += linesAtOnce) {
    await appendFile(file, `${lines.slice(start, start + linesAtOnce).join('\n')}\n`)
    await sleep(pauseMs)
  }
}

function whatIsWrong(shown: readonly string[], lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line, index) => shown[index] !== line)
  if (first < 0 && shown.length === lines.length) return []
  const at = (first < 0 ? lines.length : first) + 1
  return [
    `Kafka Connect brought ${shown.length} lines of ${lines.length}, the first wrong one is ${at}`,
  ]
}

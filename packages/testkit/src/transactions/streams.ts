/** A Kafka Streams application that counts words exactly once, although it is killed twice. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { asking } from '../asking.ts'
import { readAccessLog } from '../clients/access-log.ts'
import type { Engine } from '../engines/engine.ts'
import { javaClasses } from '../engines/java-classes.ts'
import { classPathOf } from '../engines/kafka-class-path.ts'
import { interopDirectory } from '../engines/repository.ts'
import { ServerProcess } from '../engines/server-process.ts'
import { makeTopic } from '../raw-topics.ts'
import { readCommitted } from './read-committed.ts'
import { untilThereAre } from './until-there-are.ts'
import { writePlain } from './write-plain.ts'

export interface StreamsOptions {
  readonly engine: Engine
  readonly guarantee: 'exactly_once_v2' | 'at_least_once'
  readonly say: (sentence: string) => void
}

const lineCount = 3_000
const partitionCount = 2
const linesPerBatch = 100
const wrongShownMax = 5
const folder = join(interopDirectory, 'streams')
const logging = `-Dlog4j2.configurationFile=${join(interopDirectory, 'clients/java/log4j2.properties')}`

/** Returns what was wrong with the counts, one sentence each. */
export async function streamsFailures(options: StreamsOptions): Promise<readonly string[]> {
  const directory = await mkdtemp(join(tmpdir(), 'word-count-'))
  try {
    return await countIn(directory, options)
  } finally {
    await rm(directory, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function countIn(
  directory: string,
  { engine: { bootstrap }, guarantee, say }: StreamsOptions,
): Promise<readonly string[]> {
  const [source, target] = [`lines-${guarantee}`, `counts-${guarantee}`]
  const lines = (await readAccessLog()).bytes.toString().trimEnd().split('\n').slice(0, lineCount)
  await asking(bootstrap, async (connection) => {
    for (const name of [source, target]) {
      await makeTopic(connection, { name, numPartitions: partitionCount })
    }
    for (let start = 0; start < lines.length; start += linesPerBatch) {
      const partition = (start / linesPerBatch) % partitionCount
      await writePlain(connection, source, partition, lines.slice(start, start + linesPerBatch))
    }
  })
  const wordCount = lines.flatMap(wordsOf).length
  const start = await starter([bootstrap, source, target, directory, guarantee], directory)
  let application = await start()
  try {
    for (const part of [0.25, 0.5]) {
      await untilThereAre(bootstrap, target, partitionCount, wordCount * part)
      await application.kill()
      application = await start()
      say(`the application was killed when ${part * 100} % of the words were counted`)
    }
    await untilThereAre(bootstrap, target, partitionCount, wordCount, 'read_committed')
    say(`${wordCount} words were counted`)
  } finally {
    await application.kill()
  }
  return await wrongCounts(bootstrap, target, lines)
}

async function starter(
  args: readonly string[],
  directory: string,
): Promise<() => Promise<ServerProcess>> {
  const kafka = await classPathOf('streams')
  const classes = await javaClasses(folder, kafka)
  const java = ['-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', logging]
  return async () => {
    const process = new ServerProcess({
      command: 'java',
      args: [...java, '-cp', `${classes}:${kafka.classPath}`, 'WordCount', ...args],
      ...{ readyWhen: /^ready/, readyTimeoutMs: 60_000 },
      outputPath: join(directory, 'output.log'),
    })
    await process.untilReady()
    return process
  }
}

function wordsOf(line: string): readonly string[] {
  return line.trim().split(/\s+/)
}

/** Every count of a word is committed once, one after the other: 1, 2, 3. */
async function wrongCounts(
  bootstrap: string,
  topic: string,
  lines: readonly string[],
): Promise<readonly string[]> {
  const told = new Map<string, number[]>()
  await asking(bootstrap, async (connection) => {
    for (let partition = 0; partition < partitionCount; partition += 1) {
      for (const { key, value } of await readCommitted(connection, topic, partition)) {
        const counts = told.get(key) ?? []
        told.set(key, counts)
        counts.push(Number(value))
      }
    }
  })
  const expected = Map.groupBy(lines.flatMap(wordsOf), (word) => word)
  const wrong = [...expected].filter(([word, all]) => {
    const counts = told.get(word) ?? []
    return counts.length !== all.length || counts.some((count, index) => count !== index + 1)
  })
  return wrong.slice(0, wrongShownMax).map(([word, { length }]) => {
    const counts = told.get(word) ?? []
    const first = counts.findIndex((count, index) => count !== index + 1)
    const at = first < 0 ? 'too few' : `${counts[first]} after ${counts[first - 1] ?? 'nothing'}`
    return `Kafka Streams counts "${word}", of which there are ${length}, ${counts.length} times: ${at}`
  })
}

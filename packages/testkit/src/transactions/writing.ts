/** Whether what clients do in transactions happens as a whole or not at all. */
import { isDeepStrictEqual } from 'node:util'

import { isOperatingError } from '@barnabus/base'
import { ApiKey } from '@barnabus/protocol'

import { asking } from '../asking.ts'
import type { CommandOf } from '../clients/toolchains.ts'
import type { Engine } from '../engines/engine.ts'
import { endsOf } from '../groups/group-questions.ts'
import { makeTopic } from '../raw-topics.ts'
import { eventually } from '../stories/eventually.ts'
import { holds } from '../stories/story.ts'
import { ReaderProcess } from './reader-process.ts'
import { untilItIsFree } from './until-it-is-free.ts'
import { writePlain } from './write-plain.ts'
import { WriterProcess } from './writer-process.ts'
import type { Writer } from './writers.ts'

export interface WritingOptions {
  readonly engine: Engine
  readonly writers: readonly Writer[]
  /** The client that reads what was written. */
  readonly reader: Parameters<CommandOf>[0]
  readonly commandOf: CommandOf
  readonly say: (sentence: string) => void
}

const partitionCount = 2
const sourceValues = ['one', 'two', 'three']
const shortTimeoutMs = 3000

/** Returns what was wrong, one sentence each. */
export async function writingFailures(options: WritingOptions): Promise<readonly string[]> {
  const failures = await Promise.all(
    options.writers.map(async (writer) => {
      const wrong = await whatIsWrong(writer, options)
      if (writer.mistake === undefined) return wrong === undefined ? [] : [wrong]
      options.say(`${writer.name}: ${wrong ?? 'nothing was noticed'}`)
      return wrong === undefined ? [`${writer.name}: it was not noticed`] : []
    }),
  )
  options.say('all who can have written transactions')
  return failures.flat()
}

async function whatIsWrong(writer: Writer, options: WritingOptions): Promise<string | undefined> {
  try {
    await tellStoryOf(writer, options)
    return undefined
  } catch (error) {
    if (!isOperatingError(error)) throw error
    return error.message
  }
}

async function tellStoryOf(writer: Writer, options: WritingOptions): Promise<void> {
  const { engine, commandOf } = options
  const name = writer.name.replaceAll(/\W+/g, '-')
  const [topic, source, group] = [`written-by-${name}`, `copied-by-${name}`, `copiers-${name}`]
  await asking(engine.bootstrap, async (connection) => {
    await makeTopic(connection, { name: topic, numPartitions: partitionCount })
    await makeTopic(connection, { name: source, numPartitions: 1 })
    await writePlain(connection, source, 0, sourceValues)
  })
  const open: WriterProcess[] = []
  const start = async (transactionTimeoutMs = 60_000): Promise<WriterProcess> => {
    const where = { bootstrap: engine.bootstrap, topic, source, group }
    const which = {
      title: writer.name,
      command: commandOf(writer),
      transactionalId: `writer-${name}`,
    }
    const how = { transactionTimeoutMs, ...(writer.mistake && { mistake: writer.mistake }) }
    const process = await WriterProcess.open({ ...which, ...where, ...how })
    open.push(process)
    return process
  }
  try {
    const first = await start()
    await endsAsItSays(first)
    await copies(first)
    holds((await committedBy(engine, group, source)) === 3n, `${writer.name}: offsets are wrong`)
    await isFenced(first, await start(), writer.name)
    await isKilled(await start(), start)
    await isTimedOut(await start(shortTimeoutMs), engine, topic, writer.name)
    await (await start()).take(begin, send(0, 'last'), send(1, 'last'), commit)
    await committedIs(options, topic, writer.name)
  } finally {
    await Promise.all(open.map((process) => process.kill()))
  }
}

const begin = { do: 'begin' } as const
const commit = { do: 'commit' } as const
const abort = { do: 'abort' } as const

function send(
  partition: number,
  value: string,
): { readonly do: 'send'; readonly partition: number; readonly value: string } {
  return { do: 'send', partition, value }
}

function copy(count: number): { readonly do: 'copy'; readonly count: number } {
  return { do: 'copy', count }
}

/** What every story leaves behind, by partition. */
const committed: readonly (readonly string[])[] = [
  ['committed', ...sourceValues, 'of the second', 'after the kill', 'last'],
  ['committed', 'last'],
]

async function endsAsItSays(writer: WriterProcess): Promise<void> {
  await writer.take(begin, send(0, 'committed'), send(1, 'committed'), commit)
  await writer.take(begin, send(0, 'aborted'), send(1, 'aborted'), abort)
}

/** What was read before an abort is read again; what was read before a commit is not. */
async function copies(writer: WriterProcess): Promise<void> {
  await writer.take(begin, copy(2), abort)
  await writer.take(begin, copy(2), commit)
  await writer.take(begin, copy(1), commit)
}

async function isFenced(first: WriterProcess, second: WriterProcess, name: string): Promise<void> {
  await second.take(begin, send(0, 'of the second'))
  const failure = await first.firstFailure(begin, send(0, 'fenced'), commit)
  holds(failure !== undefined, `${name} commits although another instance has its id`)
  await second.take(commit)
}

async function isKilled(writer: WriterProcess, start: () => Promise<WriterProcess>): Promise<void> {
  await writer.take(begin, send(0, 'killed'), send(1, 'killed'))
  await writer.kill()
  const next = await start()
  await next.take(begin, send(0, 'after the kill'), commit)
}

async function isTimedOut(
  writer: WriterProcess,
  { bootstrap }: Engine,
  topic: string,
  name: string,
): Promise<void> {
  await writer.take(begin, send(0, 'late'))
  await asking(bootstrap, (connection) =>
    eventually(async () => {
      const all = await endsOf(connection, topic, partitionCount)
      const stable = await endsOf(connection, topic, partitionCount, 'read_committed')
      holds(isDeepStrictEqual(all, stable), `${name}: the broker does not end what is open`)
    }),
  )
  const failure = await writer.firstFailure(send(0, 'too late'), commit)
  holds(failure !== undefined, `${name} commits what the broker has aborted`)
}

async function committedIs(
  { engine, reader, commandOf }: WritingOptions,
  topic: string,
  name: string,
): Promise<void> {
  const where = { bootstrap: engine.bootstrap, topic, isolation: 'read_committed' } as const
  const process = new ReaderProcess({ command: commandOf(reader), ...where })
  try {
    await process.hasSeen(committed.map((values) => values.at(-1)))
    for (const [partition, expected] of committed.entries()) {
      const shown = process.shownIn(partition)
      const isRight = isDeepStrictEqual(shown, expected)
      holds(isRight, `${name}: ${shown.join(', ')} is committed instead of ${expected.join(', ')}`)
    }
  } finally {
    await process.kill()
  }
}

/** The offset that the group has committed in the only partition, once no transaction is pending. */
function committedBy({ bootstrap }: Engine, groupId: string, name: string): Promise<bigint> {
  return asking(bootstrap, async (connection) => {
    const answer = await untilItIsFree(
      () =>
        connection.send(ApiKey.OffsetFetch, 7, {
          ...{ groupId, requireStable: true },
          topics: [{ name, partitionIndexes: [0] }],
        }),
      ({ topics }) => topics[0]?.partitions[0]?.errorCode,
    )
    return answer.topics[0]!.partitions[0]!.committedOffset
  })
}

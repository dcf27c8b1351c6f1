/** The command line of every client that is measured: one load, and what it cost this process. */
import { parseArgs } from 'node:util'

export interface ProduceLoad {
  readonly bootstrap: string
  readonly topic: string
  readonly value: Buffer
  readonly count: number
  /** Whether `streaming` follows, or `oneByOne`. */
  readonly isStreaming: boolean
}

export interface ConsumeLoad {
  readonly bootstrap: string
  readonly topic: string
  readonly count: number
}

/** Counts what has come; `isDone` once it is enough. */
export interface Meter {
  saw(records: number): void
  readonly isDone: boolean
  /** Resolves when enough has come. */
  readonly done: Promise<void>
}

/**
 * A client under load, acks=all, otherwise as it is by itself; but one that lingers does not where
 * each record is waited for, and many are sent in batches of up to 1 MB or 1,000 records.
 *
 * `open` resolves when it is connected and has sent one record; what follows is measured. A reader
 * is measured from its first record to its last.
 */
export interface MeasuredClient {
  openProducer(load: ProduceLoad): Promise<{
    /** Each record is waited for before the next is sent. */
    oneByOne(): Promise<void>
    /** As many under way as its makers mean there to be. */
    streaming(): Promise<void>
    close(): Promise<void>
  }>
  /** Record by record. */
  consumeEach(load: ConsumeLoad, meter: Meter): Promise<void>
  /** In whatever larger portions it has. */
  consumeBatches(load: ConsumeLoad, meter: Meter): Promise<void>
}

interface Mark {
  readonly atMs: number
  readonly cpu: NodeJS.CpuUsage
}

export async function runMeasuredProgram(client: MeasuredClient): Promise<void> {
  const text = { type: 'string', default: '' } as const
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { bootstrap: text, topic: text, size: text, count: text },
  })
  const [what = '', how = ''] = positionals
  const { bootstrap, topic } = values
  const count = Number(values.count)
  if (what === 'produce') {
    const value = Buffer.alloc(Number(values.size), 'x')
    await produce(client, { bootstrap, topic, value, count, isStreaming: how !== 'one' })
  } else {
    await consume(client, { bootstrap, topic, count }, how)
  }
  process.exit(0)
}

async function produce(client: MeasuredClient, load: ProduceLoad): Promise<void> {
  const producer = await client.openProducer(load)
  const begin = mark()
  await (load.isStreaming ? producer.streaming() : producer.oneByOne())
  say(begin, mark(), load.count)
  await producer.close()
}

async function consume(client: MeasuredClient, load: ConsumeLoad, how: string): Promise<void> {
  let begin: Mark | undefined
  let first = 0
  let seen = 0
  const { promise: done, resolve } = Promise.withResolvers<void>()
  const meter: Meter = {
    saw(records) {
      if (begin === undefined) [begin, first] = [mark(), records]
      seen += records
      if (seen >= load.count) resolve()
    },
    get isDone() {
      return seen >= load.count
    },
    done,
  }
  await (how === 'one' ? client.consumeEach(load, meter) : client.consumeBatches(load, meter))
  say(begin ?? mark(), mark(), seen - first)
}

function mark(): Mark {
  return { atMs: performance.now(), cpu: process.cpuUsage() }
}

function say(begin: Mark, end: Mark, records: number): void {
  const cpuMicros = end.cpu.user + end.cpu.system - begin.cpu.user - begin.cpu.system
  const seconds = (end.atMs - begin.atMs) / 1000
  const residentMb = process.memoryUsage.rss() / 1e6
  console.log(JSON.stringify({ records, seconds, cpuSeconds: cpuMicros / 1e6, residentMb }))
}

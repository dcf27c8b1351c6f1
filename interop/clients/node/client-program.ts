/** The command line that every client program of the matrix has, and its two kinds of JSON lines. */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

export interface ProduceOptions {
  readonly bootstrap: string
  readonly topic: string
  readonly codec: string
  readonly records: readonly InputRecord[]
}

export interface ConsumeOptions {
  readonly bootstrap: string
  readonly topic: string
  readonly count: number
  /** Whether to read with `read_committed`; if not, as the client does by itself. */
  readonly readsCommitted: boolean
}

export interface JoinOptions {
  readonly bootstrap: string
  readonly topic: string
  readonly group: string
  readonly strategy: string
  /** Resolves when the member is asked to leave (SIGTERM). */
  readonly leave: Promise<void>
}

export type Header = readonly [name: string, value: Buffer | null]

export interface InputRecord {
  readonly partition: number
  readonly timestampMs: number
  readonly key: Buffer | null
  readonly value: Buffer | null
  readonly headers: readonly Header[]
}

export interface OutputRecord extends InputRecord {
  readonly offset: number
}

/** A client: how it sends records, how it prints those of a topic, and what it is. */
export interface ClientProgram {
  produce(options: ProduceOptions): Promise<void>
  consume(options: ConsumeOptions): Promise<void>
  /** Reads in a group, and says so with `sayHas` and `sayRead`, until it is to leave. */
  join(options: JoinOptions): Promise<void>
  version(): string | Promise<string>
}

interface Line {
  readonly partition: number
  readonly offset?: number
  readonly timestamp: number
  readonly key: string | null
  readonly value: string | null
  readonly headers: readonly (readonly [string, string | null])[]
}

/** Does what the command line asks for, then ends the process. */
export async function runClientProgram(program: ClientProgram): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      bootstrap: { type: 'string', default: '' },
      topic: { type: 'string', default: '' },
      codec: { type: 'string', default: 'none' },
      input: { type: 'string', default: '' },
      count: { type: 'string', default: '0' },
      isolation: { type: 'string', default: '' },
      group: { type: 'string', default: '' },
      strategy: { type: 'string', default: 'eager' },
    },
  })
  const { bootstrap, topic, codec } = values
  switch (positionals[0]) {
    case 'produce':
      await program.produce({ bootstrap, topic, codec, records: readRecords(values.input) })
      break
    case 'consume':
      await program.consume({
        ...{ bootstrap, topic, count: Number(values.count) },
        readsCommitted: values.isolation === 'read_committed',
      })
      break
    case 'join':
      process.on('uncaughtExceptionMonitor', sayFailed)
      await program.join({ ...values, leave: terminated() })
      process.exit(0)
    default:
      console.log(await program.version())
  }
}

function terminated(): Promise<void> {
  return new Promise((resolve) => process.once('SIGTERM', () => resolve()))
}

/** Which partitions are the member's own by now. */
export function sayHas(partitions: readonly number[]): void {
  say({ has: partitions.toSorted((one, other) => one - other) })
}

/** A record that the member has read, and will commit. */
export function sayRead(partition: number, offset: number): void {
  say({ partition, offset })
}

/** The process that is the member, where it is another one than this. */
export function sayProcess(processId: number): void {
  say({ process: processId })
}

export function sayFailed(error: unknown): void {
  say({ failed: String(error) })
}

function say(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

/** The records one after the other, cut so that no request holds more than `size` of them. */
export function inSlices<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  const count = Math.ceil(items.length / size)
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size))
}

export function printRecord(record: OutputRecord): void {
  const line: Line = {
    partition: record.partition,
    offset: record.offset,
    timestamp: record.timestampMs,
    key: base64(record.key),
    value: base64(record.value),
    headers: record.headers.map(([name, value]) => [name, base64(value)] as const),
  }
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

function readRecords(path: string): readonly InputRecord[] {
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
  return lines.map((text) => {
    const line = JSON.parse(text) as Line
    return {
      partition: line.partition,
      timestampMs: line.timestamp,
      key: bytes(line.key),
      value: bytes(line.value),
      headers: line.headers.map(([name, value]) => [name, bytes(value)] as const),
    }
  })
}

function base64(data: Buffer | null): string | null {
  return data === null ? null : data.toString('base64')
}

function bytes(text: string | null): Buffer | null {
  return text === null ? null : Buffer.from(text, 'base64')
}

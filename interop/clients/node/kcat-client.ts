/**
 * kcat (and the librdkafka it was built with) as a client program of the matrix.
 *
 * kcat takes one set of headers, one partition and one meaning of "empty" per run, so records are
 * sent in as many runs as these change. It prints headers as text; that text is what is compared.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'

import {
  printRecord,
  runClientProgram,
  sayHas,
  sayProcess,
  sayRead,
  type ConsumeOptions,
  type Header,
  type InputRecord,
  type JoinOptions,
  type ProduceOptions,
} from './client-program.ts'

const endOfKey = '\u001f\u001e key ends \u001e\u001f'
const endOfRecord = '\u001f\u001e record ends \u001e\u001f'

/** What holds for one run of kcat. */
interface Run {
  readonly partition: number
  readonly headers: readonly Header[]
  emptyMeansNull: boolean | undefined
  readonly records: InputRecord[]
}

async function produce({ bootstrap, topic, codec, records }: ProduceOptions): Promise<void> {
  for (const run of runsOf(records)) {
    const args = ['-P', '-b', bootstrap, '-t', topic, '-p', String(run.partition)]
    args.push('-X', 'enable.idempotence=true', '-X', `compression.codec=${codec}`)
    args.push('-K', endOfKey, '-D', endOfRecord)
    if (run.emptyMeansNull === true) args.push('-Z')
    for (const [name, value] of run.headers) {
      args.push('-H', value === null ? name : `${name}=${value.toString()}`)
    }
    await kcat(args, Buffer.concat(run.records.flatMap(bytesOf)))
  }
}

/** Cuts the records of each partition, in their order, wherever kcat needs another command line. */
function runsOf(records: readonly InputRecord[]): readonly Run[] {
  const runs: Run[] = []
  const last = new Map<number, Run>()
  for (const record of records) {
    const { partition, headers } = record
    const emptyMeansNull = meaningOfEmpty(record)
    let run = last.get(partition)
    if (run === undefined || !fits(run, headers, emptyMeansNull)) {
      run = { partition, headers, emptyMeansNull, records: [] }
      last.set(partition, run)
      runs.push(run)
    }
    run.emptyMeansNull ??= emptyMeansNull
    run.records.push(record)
  }
  return runs
}

function fits(run: Run, headers: readonly Header[], emptyMeansNull: boolean | undefined): boolean {
  const meansTheSame =
    run.emptyMeansNull === undefined ||
    emptyMeansNull === undefined ||
    run.emptyMeansNull === emptyMeansNull
  return meansTheSame && JSON.stringify(run.headers) === JSON.stringify(headers)
}

/** Whether an empty part of this record stands for null; undefined if no part is empty. */
function meaningOfEmpty({ key, value }: InputRecord): boolean | undefined {
  if (value === null) return true
  return value.length === 0 || key?.length === 0 ? false : undefined
}

function bytesOf({ key, value }: InputRecord): readonly Buffer[] {
  const ending = Buffer.from(endOfRecord)
  if (key === null && value !== null) return [value, ending]
  return [key ?? Buffer.alloc(0), Buffer.from(endOfKey), value ?? Buffer.alloc(0), ending]
}

async function consume(options: ConsumeOptions): Promise<void> {
  const { bootstrap, topic, count, readsCommitted } = options
  const format = `%p %o %T %K %S\\n%k%s%h${endOfRecord}`
  const args = ['-C', '-q', '-u', '-b', bootstrap, '-t', topic, '-o', 'beginning', '-f', format]
  args.push('-c', String(count), '-X', 'check.crcs=true')
  if (readsCommitted) args.push('-X', 'isolation.level=read_committed')
  const child = spawn('kcat', args, { stdio: ['ignore', 'pipe', 'inherit'] })
  if (readsCommitted) sayProcess(child.pid ?? -1)
  let output: Buffer = Buffer.alloc(0)
  child.stdout.on('data', (chunk: Buffer) => {
    output = Buffer.concat([output, chunk])
    for (let size = printFirst(output); size > 0; size = printFirst(output)) {
      output = output.subarray(size)
    }
  })
  await ended(child)
}

/** Prints the record at the start of the formatted output; returns its size, 0 if it is not whole. */
function printFirst(output: Buffer): number {
  const lineEnd = output.indexOf('\n')
  if (lineEnd < 0) return 0
  const numbers = output.toString('latin1', 0, lineEnd).split(' ').map(Number)
  const [partition = -1, offset = -1, timestampMs = -1, keySize = -1, valueSize = -1] = numbers
  const keyEnd = lineEnd + 1 + Math.max(keySize, 0)
  const valueEnd = keyEnd + Math.max(valueSize, 0)
  const headersEnd = output.indexOf(endOfRecord, valueEnd)
  if (headersEnd < 0) return 0
  const headersText = output.subarray(valueEnd, headersEnd)
  printRecord({
    partition,
    offset,
    timestampMs,
    key: keySize < 0 ? null : output.subarray(lineEnd + 1, keyEnd),
    value: valueSize < 0 ? null : output.subarray(keyEnd, valueEnd),
    headers: headersText.length === 0 ? [] : [['as kcat prints them', headersText]],
  })
  return headersEnd + endOfRecord.length
}

/** kcat says in words on standard error what it was given; a rebalance takes everything first. */
async function join({ bootstrap, topic, group, strategy, leave }: JoinOptions): Promise<void> {
  const assignors: Readonly<Record<string, string>> = {
    eager: 'range',
    cooperative: 'cooperative-sticky',
  }
  const settings = {
    'auto.offset.reset': 'earliest',
    'auto.commit.interval.ms': '500',
    'session.timeout.ms': '6000',
    'heartbeat.interval.ms': '500',
    'topic.metadata.refresh.interval.ms': '2000',
    'partition.assignment.strategy': assignors[strategy] ?? '',
  }
  const args = ['-E', '-b', bootstrap, '-G', group, '-u', '-f', '%p %o\\n', topic]
  args.unshift(...Object.entries(settings).flatMap(([name, value]) => ['-X', `${name}=${value}`]))
  const child = spawn('kcat', args, { stdio: ['ignore', 'pipe', 'pipe'] })
  sayProcess(child.pid ?? -1)
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [partition = -1, offset = -1] = line.split(' ').map(Number)
    sayRead(partition, offset)
  })
  let has: readonly number[] = []
  createInterface({ input: child.stderr }).on('line', (line) => {
    const change = /: (assigned|revoked): (.*)$/.exec(line)
    if (change === null) return
    const named = Array.from((change[2] ?? '').matchAll(/\[(\d+)\]/g), ([, number]) =>
      Number(number),
    )
    const rest = has.filter((partition) => !named.includes(partition))
    has = change[1] === 'assigned' ? [...rest, ...named] : rest
    sayHas(has)
  })
  // After SIGTERM kcat takes one more record, does not print it, and commits it.
  void leave.then(() => child.kill('SIGKILL'))
  await new Promise((resolve) => child.once('close', resolve))
}

async function version(): Promise<string> {
  const text = (await kcat(['-V'])).toString()
  const own = /Version (\S+)/.exec(text)?.[1] ?? 'unknown'
  const library = /librdkafka (\S+)/.exec(text)?.[1] ?? 'unknown'
  return `${own} (librdkafka ${library})`
}

async function kcat(args: readonly string[], input?: Buffer): Promise<Buffer> {
  const child = spawn('kcat', args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const output: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk))
  child.stdin.end(input)
  await ended(child)
  return Buffer.concat(output)
}

async function ended(child: ChildProcess): Promise<void> {
  const exitCode = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (exitCode !== 0) throw new Error(`kcat ended with exit code ${String(exitCode)}`)
}

await runClientProgram({ produce, consume, join, version })

/** Who reads whom: each client sends to one topic per codec, and the others read those topics. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { isOperatingError, systemClock } from '@barnabus/base'

import type { Engine } from '../engines/engine.ts'
import { runCommand } from '../engines/run-command.ts'
import { firstDifference, type SentBetween } from './compare.ts'
import type { Client, Codec } from './client.ts'
import { inParallel } from '../in-parallel.ts'
import { shown } from './reading-limits.ts'
import { linesOf, recordsOf } from './record-lines.ts'
import { withinLimits } from './sending-limits.ts'
import type { TestRecord } from './test-records.ts'
import type { CommandOf } from './toolchains.ts'

export interface MatrixOptions {
  readonly engine: Engine
  readonly clients: readonly Client[]
  readonly codecs: readonly Codec[]
  readonly records: readonly TestRecord[]
  readonly commandOf: CommandOf
  /** For the files that clients read. */
  readonly directory: string
  /** Told about everything that goes wrong, when it does. */
  readonly onFailure: (sentence: string) => void
}

/** What one client sent with one codec. */
export interface Sending {
  readonly client: Client
  readonly codec: Codec
  readonly topic: string
  readonly records: readonly TestRecord[]
  readonly sentBetween: SentBetween | undefined
  readonly failure: string | undefined
}

/** How one client read what one client had sent with one codec. */
export interface Reading {
  readonly reader: Client
  readonly sending: Sending
  readonly outcome: 'same' | 'wrong'
}

export interface MatrixResult {
  readonly sendings: readonly Sending[]
  readonly readings: readonly Reading[]
}

const processesMax = 3 // For two cores: most of these processes wait for the broker half the time.
const clientTimeoutMs = 60_000

/** Runs the whole matrix against an engine that serves. */
export async function runMatrix(options: MatrixOptions): Promise<MatrixResult> {
  const sendings = await inParallel(sendingsOf(options), processesMax, (sending) =>
    send(options, sending),
  )
  const pairs = sendings
    .filter(({ failure }) => failure === undefined)
    .flatMap((sending) => options.clients.map((reader) => ({ reader, sending })))
    .filter(({ reader, sending }) => reader !== sending.client || options.clients.length === 1)
  const readings = await inParallel(pairs, processesMax, (pair) => read(options, pair))
  return { sendings, readings }
}

function sendingsOf({ clients, codecs, records }: MatrixOptions): readonly Sending[] {
  return clients.flatMap((client) =>
    codecs
      .filter((codec) => client.codecs.includes(codec))
      .map((codec) => ({
        client,
        codec,
        topic: `${client.name.replaceAll(/\W+/g, '_')}.${codec}`,
        records: withinLimits(records, client.sendingLimits),
        sentBetween: undefined,
        failure: undefined,
      })),
  )
}

async function send(options: MatrixOptions, sending: Sending): Promise<Sending> {
  const { client, codec, topic, records } = sending
  const input = join(options.directory, `${topic}.jsonl`)
  await writeFile(input, linesOf(records))
  const args = ['--topic', topic, '--codec', codec, '--input', input]
  const fromMs = systemClock.nowMs()
  try {
    await runClient(options, client, 'produce', args)
  } catch (error) {
    if (!isOperatingError(error)) throw error
    options.onFailure(`${client.name} could not send with ${codec}: ${error.message}`)
    return { ...sending, failure: error.message }
  }
  if (client.setsTimestamps) return sending
  return { ...sending, sentBetween: { fromMs, toMs: systemClock.nowMs() } }
}

async function read(
  options: MatrixOptions,
  { reader, sending }: { readonly reader: Client; readonly sending: Sending },
): Promise<Reading> {
  const wrong = await whatIsWrong(options, reader, sending)
  if (wrong === undefined) return { reader, sending, outcome: 'same' }
  const { client, codec } = sending
  options.onFailure(`${reader.name} reads what ${client.name} sent with ${codec}: ${wrong}`)
  return { reader, sending, outcome: 'wrong' }
}

async function whatIsWrong(
  options: MatrixOptions,
  reader: Client,
  { topic, records, sentBetween }: Sending,
): Promise<string | undefined> {
  const expected = records.map((record) => shown(record, reader.readingLimits))
  try {
    const args = ['--topic', topic, '--count', String(records.length)]
    const output = await runClient(options, reader, 'consume', args)
    return firstDifference(expected, recordsOf(output), sentBetween)
  } catch (error) {
    if (!isOperatingError(error)) throw error
    return error.message
  }
}

async function runClient(
  { commandOf, engine }: MatrixOptions,
  client: Client,
  verb: 'produce' | 'consume',
  args: readonly string[],
): Promise<string> {
  const { command, args: before } = commandOf(client)
  const all = [...before, verb, '--bootstrap', engine.bootstrap, ...args]
  const { stdout } = await runCommand(command, all, { timeoutMs: clientTimeoutMs })
  return stdout.toString()
}

import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'

import { isOperatingError } from '@barnabus/base'

import type { EngineName } from '../engines/engine.ts'
import { cacheDirectory } from '../engines/repository.ts'
import { checkHistory } from './check-history.ts'
import { isWork, type Operation } from './model/operation.ts'
import { writeHistory } from './model/history-file.ts'
import type { MixName } from './recorder/mixes.ts'
import { recordHistory } from './recorder/record-history.ts'

export interface HistoriesOptions {
  readonly engine: EngineName
  readonly mix: MixName
  readonly count: number
  readonly seconds: number
  readonly seed: number
}

const shownMax = 5
const seedStep = 1000

/**
 * What Apache Kafka shows itself now and then: it reads the high watermark and then the last stable
 * offset, while both move on. Ours must not.
 */
const movesOn = ['watermarks-out-of-order']

/**
 * A new leader learns how far the last one had come only when others fetch from it: until then its
 * answers to a Fetch may say less, and ListOffsets is refused (KIP-207).
 */
const leaderIsNew = ['watermark-went-back', 'end-went-back']

/**
 * What Apache Kafka 4.3.1 prints when it leaves a transaction open for ever. A coordinator that comes
 * back writes the markers that are missing; while a partition has no leader for a moment, it takes it
 * for deleted and skips it (`getPartitionLeaderEndpoint`).
 */
const skipsMarkers = 'these partitions are likely deleted already and hence can be skipped'
const attemptsMax = 6

const knownOf: Readonly<Record<EngineName, readonly string[]>> = {
  barnabus: [],
  'apache-kafka': movesOn,
  'apache-kafka-3': [...movesOn, ...leaderIsNew],
}

/**
 * Records and checks that many histories, one after the other, each with the next seed. Returns what
 * was wrong. Every history is kept below `.cache/histories`, to be looked at and checked again.
 */
export async function runHistories(options: HistoriesOptions): Promise<readonly string[]> {
  const wrong: string[] = []
  for (let run = 0; run < options.count; run += 1) {
    const seed = options.seed + run
    try {
      wrong.push(...(await runOne(options, seed)))
    } catch (error) {
      if (!isOperatingError(error)) throw error
      wrong.push(`seed ${seed}: ${error.message}`) // A broker that does not come back, for one.
    }
  }
  return wrong
}

async function runOne(
  options: HistoriesOptions,
  seed: number,
  attempt = 1,
): Promise<readonly string[]> {
  const { engine, mix, seconds } = options
  const durationMs = seconds * 1000
  const { operations, output } = await recordHistory({ engine, mix, seed, durationMs })
  const path = await keep(operations, engine, seed)
  const { failures } = checkHistory(operations)
  console.log(`history with seed ${seed}: ${inFigures(operations)}, ${failures.length} failures`)
  const staysOpen = failures.some(({ anomaly }) => anomaly === 'open-transaction')
  if (staysOpen && attempt < attemptsMax && output.includes(skipsMarkers)) {
    console.log('The broker took partitions for deleted; another history is recorded instead.')
    return await runOne(options, seed + seedStep, attempt + 1)
  }
  return failures
    .filter(({ anomaly }) => !knownOf[engine].includes(anomaly))
    .slice(0, shownMax)
    .map(({ anomaly, what }) => `seed ${seed}, ${anomaly}: ${what} (${path})`)
}

async function keep(
  operations: readonly Operation[],
  engine: EngineName,
  seed: number,
): Promise<string> {
  const directory = join(cacheDirectory, 'histories')
  await mkdir(directory, { recursive: true })
  const path = join(directory, `${engine}-${seed}.jsonl`)
  await writeHistory(path, { engine, seed }, operations)
  return path
}

function inFigures(operations: readonly Operation[]): string {
  const transactions = operations.filter(({ kind }) => kind === 'txn')
  const ok = transactions.filter(({ outcome }) => outcome === 'ok').length
  const unknown = transactions.filter(({ outcome }) => outcome === 'info').length
  const records = operations.filter(isWork).flatMap(({ steps }) => steps)
  const sent = records.filter(({ kind }) => kind === 'send').length
  const faults = operations.filter(({ kind }) => kind === 'fault').length
  const ends = `${ok} ok, ${unknown} unknown`
  return `${transactions.length} transactions (${ends}), ${sent} records sent, ${faults} faults`
}

/** Small histories by hand: one method per kind of operation, times given one after the other. */
import { indexHistory } from './model/indexed-history.ts'
import type {
  Attempt,
  Operation,
  Outcome,
  SeenRecord,
  Step,
  StoredBatch,
  StoredLog,
  Work,
} from './model/operation.ts'
import type { Property } from './property.ts'

/** How an operation differs from one that succeeded and was over before the next began. */
export interface Circumstances {
  readonly outcome?: Outcome
  readonly invokedAtMs?: number
  readonly completedAtMs?: number
  readonly commits?: Work['commits']
  readonly rebalanced?: readonly string[]
}

type Omitted<T> = T extends unknown ? Omit<T, keyof Attempt> : never

export class Story {
  readonly operations: Operation[] = []

  /** `steps`: `send k a@0`, `send k a@?` (no offset known), `poll k a@0 b@1`. */
  txn(process: string, steps: readonly string[], circumstances: Circumstances = {}): this {
    const { commits, rebalanced } = circumstances
    return this.tell(process, circumstances, {
      kind: 'txn',
      steps: steps.map(stepOf),
      ...(commits === undefined ? {} : { commits }),
      ...(rebalanced === undefined ? {} : { rebalanced }),
    })
  }

  send(process: string, what: string, circumstances: Circumstances = {}): this {
    const steps = [stepOf(`send ${what}`)]
    return this.tell(process, circumstances, { kind: 'send', steps })
  }

  poll(process: string, what: string, circumstances: Circumstances = {}): this {
    const steps = [stepOf(`poll ${what}`)]
    return this.tell(process, circumstances, { kind: 'poll', steps })
  }

  assign(process: string, from: Readonly<Record<string, number>>): this {
    return this.tell(process, {}, { kind: 'assign', from })
  }

  subscribe(process: string): this {
    return this.tell(process, {}, { kind: 'subscribe', topics: ['k'] })
  }

  tell(process: string, circumstances: Circumstances, rest: Omitted<Operation>): this {
    const index = this.operations.length
    const { outcome = 'ok', invokedAtMs = index * 10 } = circumstances
    const { completedAtMs = invokedAtMs + 5 } = circumstances
    const attempt: Attempt = { index, process, outcome, invokedAtMs, completedAtMs }
    this.operations.push({ ...attempt, ...rest })
    return this
  }

  /** The anomalies that a property finds, those that Kafka allows in brackets. */
  anomalies(property: Property): readonly string[] {
    const findings = property.check(indexHistory(this.operations))
    return findings.map(({ anomaly, isFailure }) => (isFailure ? anomaly : `(${anomaly})`))
  }
}

function stepOf(text: string): Step {
  const [kind, key = '', ...records] = text.split(' ')
  const seen = records.map((record) => recordOf(key, record))
  if (kind === 'poll') return { kind, records: seen }
  const [{ value, offset }] = seen as [SeenRecord]
  return { kind: 'send', key, value, offset: Number.isNaN(offset) ? null : offset }
}

function recordOf(key: string, text: string): SeenRecord {
  const [value = '', offset] = text.split('@')
  return { key, value, offset: Number(offset) }
}

/**
 * A log as it is stored. Each batch is `producer x@0 y@1`, `producer commit@2` or `producer abort@2`;
 * `-` for a producer without transactions. A record's time is ten times its offset.
 */
export function storedLog(
  key: string,
  batches: readonly string[],
  rest: {
    readonly aborted?: readonly string[]
    readonly lastStableOffset?: number
    readonly timestamps?: Readonly<Record<number, number>>
  } = {},
): Omit<StoredLog, keyof Attempt> {
  const stored = batches.map((batch) => batchOf(batch, rest.timestamps ?? {}))
  const highWatermark = (stored.at(-1)?.lastOffset ?? -1) + 1
  const aborted = (rest.aborted ?? []).map((text) => {
    const { value, offset } = recordOf(key, text)
    return { producerId: value, firstOffset: offset }
  })
  const { lastStableOffset = highWatermark } = rest
  return { kind: 'log', key, batches: stored, aborted, lastStableOffset, highWatermark }
}

function batchOf(text: string, timestamps: Readonly<Record<number, number>>): StoredBatch {
  const [producer = '', ...records] = text.split(' ')
  const parsed = records.map((record) => recordOf('', record))
  const word = parsed[0]?.value
  const marker = word === 'commit' || word === 'abort' ? word : null
  return {
    producerId: producer === '-' ? '-1' : producer,
    isTransactional: producer !== '-',
    marker,
    lastOffset: parsed.at(-1)!.offset,
    records: parsed.map(({ offset, value }) => ({
      offset,
      value: marker === null ? value : null,
      timestamp: timestamps[offset] ?? offset * 10,
    })),
  }
}

import type { Attributes, Span, Tracer } from '@opentelemetry/api'

import type { ProducerRecord } from '../../producer/producer-record.ts'
import type { BatchReceipt, RecordOwner } from '../../producer/intake/record-owner.ts'
import { operationAttributes, placeAttributes } from './attributes.ts'
import { failSpan } from './end-span.ts'
import { withContext } from './record-context.ts'

/** A record as it is sent where somebody traces, and who is told what became of it. */
export interface TracedSend {
  readonly record: ProducerRecord
  readonly owner: RecordOwner
}

const kindProducer = 3 // SpanKind.PRODUCER, which is a value, and the API may not be there.

/**
 * Begins a span that lasts until it is known what became of the record, whose headers tell of it.
 * undefined: it is none that can be sent.
 */
export function traceSend(
  tracer: Tracer,
  record: ProducerRecord,
  owner: RecordOwner,
  clientId: string,
): TracedSend | undefined {
  try {
    return traced(tracer, record, owner, clientId)
  } catch {
    return undefined // What is no record is refused where all are.
  }
}

function traced(
  tracer: Tracer,
  record: ProducerRecord,
  owner: RecordOwner,
  clientId: string,
): TracedSend | undefined {
  if (!isSendable(record)) return undefined
  const span = tracer.startSpan(`send ${record.topic}`, {
    kind: kindProducer,
    attributes: attributesOf(record, clientId),
  })
  return {
    record: withContext(record, span),
    owner: new SpanOwner(owner, span),
  }
}

/** What is no record is refused where all are, and is nothing to be traced. */
function isSendable({ topic, headers }: ProducerRecord): boolean {
  return typeof topic === 'string' && (headers === undefined || Object(headers) === headers)
}

function attributesOf(
  { topic, partition, key, value }: ProducerRecord,
  clientId: string,
): Attributes {
  return {
    ...operationAttributes('send', { clientId }),
    ...placeAttributes({ topic, partition }),
    ...(typeof key === 'string' && { 'messaging.kafka.message.key': key }),
    ...((value ?? null) === null && { 'messaging.kafka.message.tombstone': true }),
  }
}

/** Passes on what became of a record, and ends its span with it. */
class SpanOwner implements RecordOwner {
  readonly #owner: RecordOwner
  readonly #span: Span

  constructor(owner: RecordOwner, span: Span) {
    this.#owner = owner
    this.#span = span
  }

  delivered(receipt: BatchReceipt, index: number, count: number, tag: number): void {
    const { topic, partition, baseOffset } = receipt
    const offset = baseOffset < 0n ? undefined : baseOffset + BigInt(index)
    this.#span.setAttributes(placeAttributes({ topic, partition, offset }))
    this.#span.end()
    this.#owner.delivered(receipt, index, count, tag)
  }

  failed(error: unknown, tag: number): void {
    failSpan(this.#span, error)
    this.#owner.failed(error, tag)
  }
}

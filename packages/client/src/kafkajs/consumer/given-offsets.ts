import { KafkaJSNonRetriableError } from '../kafkajs-error.ts'

/** The name of a topic, as a program gave it. Throws a KafkaJSNonRetriableError. */
export function topicName(topic: unknown): string {
  if (typeof topic === 'string' && topic !== '') return topic
  throw new KafkaJSNonRetriableError(`Invalid topic ${String(topic)}`)
}

/** A partition, as a program gave it; likewise. */
export function partitionNumber(partition: unknown): number {
  const number = Number(partition)
  if (Number.isInteger(number) && number >= 0) return number
  throw new KafkaJSNonRetriableError(
    `Invalid partition, expected a number received ${String(partition)}`,
  )
}

/** An offset, as a program gave it; `least` is the smallest that means something. Likewise. */
export function offsetNumber(offset: unknown, least: bigint): bigint {
  const number = parsed(offset)
  if (number === undefined) {
    throw new KafkaJSNonRetriableError(`Invalid offset, expected a long received ${String(offset)}`)
  }
  if (number >= least) return number
  throw new KafkaJSNonRetriableError('Offset must not be a negative number')
}

function parsed(offset: unknown): bigint | undefined {
  const text = String(offset)
  return /^-?\d+$/.test(text) ? BigInt(text) : undefined
}

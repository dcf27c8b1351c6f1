import type { Dump } from '../dump-log/dump-log.ts'
import type { Sending } from './matrix.ts'
import { partitionCount } from './test-records.ts'

/**
 * Compares what the broker stored with what the clients were told to send: a client that quietly
 * does without its codec, or without its producer id, would pass every other comparison. Returns
 * what is wrong, in sentences.
 */
export function storedDifferently(sendings: readonly Sending[], dump: Dump): readonly string[] {
  const sent = sendings.filter(({ failure }) => failure === undefined)
  return [...dump.complaints, ...sent.flatMap((sending) => wrongWith(sending, dump))]
}

function wrongWith({ client, codec, topic }: Sending, { partitions }: Dump): readonly string[] {
  const numbers = Array.from({ length: partitionCount }, (_, number) => number)
  const batches = numbers.flatMap((number) => partitions.get(`${topic}-${number}`) ?? [])
  // Some clients send a batch as it is when its codec would not make it smaller.
  const others = batches.filter((batch) => batch.codec !== codec && batch.codec !== 'none')
  const withCodec = batches.some((batch) => batch.codec === codec)
  const withoutId = batches.filter(({ producerId }) => producerId < 0n)
  return [
    ...(withCodec ? [] : [`${client.name} was to send with ${codec}, and no batch on disk has it`]),
    ...(others.length === 0 ? [] : [`${topic} holds batches with another codec`]),
    ...(client.idempotent && withoutId.length > 0
      ? [`${client.name} sent ${withoutId.length} batches to ${topic} without a producer id`]
      : []),
  ]
}

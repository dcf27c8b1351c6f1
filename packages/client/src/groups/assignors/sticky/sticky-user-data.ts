import { isOperatingError } from '@barnabus/base'
import { Reader, Writer } from '@barnabus/protocol'

import { byTopic, partitionsOf } from '../../partition-sets.ts'
import type { Claim } from './claims.ts'

const nothing: Claim = { partitions: [], generationId: -1 }

/** What a member of a sticky group says to have had, as Java's assignor writes it. */
export function stickyUserData({ partitions, generationId }: Claim): Uint8Array {
  const writer = new Writer()
  const topics = byTopic(partitions)
  writer.count(topics.length)
  for (const { topic, partitions: numbers } of topics) {
    writer.string(topic)
    writer.count(numbers.length)
    for (const number of numbers) writer.int32(number)
  }
  writer.int32(generationId)
  return Buffer.concat(writer.finish())
}

/** Reads that. Kafka before 2.3 had no generation; what cannot be read says nothing. */
export function claimInUserData(userData: Uint8Array | null): Claim {
  if (userData === null || userData.length === 0) return nothing
  try {
    const reader = new Reader(userData)
    const topics = Array.from({ length: reader.count(6) }, () => ({
      topic: reader.string(),
      partitions: Array.from({ length: reader.count(4) }, () => reader.int32()),
    }))
    const generationId = reader.remaining >= 4 ? reader.int32() : nothing.generationId
    return { partitions: partitionsOf(topics), generationId }
  } catch (error) {
    if (!isOperatingError(error)) throw error
    return nothing
  }
}

/** What a cooperative member says beside what it owns: in which generation. */
export function generationUserData(generationId: number): Uint8Array {
  const writer = new Writer()
  writer.int32(generationId)
  return Buffer.concat(writer.finish())
}

/** Reads that; -1: it does not say. */
export function generationInUserData(userData: Uint8Array | null): number {
  const hasGeneration = userData !== null && userData.length >= 4
  return hasGeneration ? new Reader(userData).int32() : nothing.generationId
}

import { Buffer } from 'node:buffer'

import { uuidToBytes, type Uuid } from '@barnabus/protocol'

/** The order of topic ids in Kafka: that of two signed 64-bit numbers. */
export function compareTopicIds(one: Uuid, other: Uuid): number {
  const left = Buffer.from(uuidToBytes(one))
  const right = Buffer.from(uuidToBytes(other))
  return (
    compareNumbers(left.readBigInt64BE(0), right.readBigInt64BE(0)) ||
    compareNumbers(left.readBigInt64BE(8), right.readBigInt64BE(8))
  )
}

function compareNumbers(one: bigint, other: bigint): number {
  return one < other ? -1 : Number(one > other)
}

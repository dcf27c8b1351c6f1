import { Buffer } from 'node:buffer'

import type { Clock, Random } from '@barnabus/base'

const timeBytes = 6
const randomBytes = 10
const versionAt = 6
const variantAt = 8

/** An id (a UUID of version 7) that tells when it was made, and that nobody can guess. */
export function newMessageId(clock: Clock, random: Random): string {
  const bytes = Buffer.alloc(timeBytes + randomBytes)
  bytes.writeUIntBE(clock.nowMs(), 0, timeBytes)
  bytes.set(random.bytes(randomBytes), timeBytes)
  bytes[versionAt] = (bytes[versionAt]! & 0x0f) | 0x70
  bytes[variantAt] = (bytes[variantAt]! & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** When an id was made, in ms since 1970. Undefined: it is none of ours. */
export function timeOfMessageId(id: string): number | undefined {
  const [, high, low] =
    /^([\da-f]{8})-([\da-f]{4})-7[\da-f]{3}-[\da-f]{4}-[\da-f]{12}$/.exec(id) ?? []
  return high === undefined ? undefined : Number.parseInt(`${high}${low}`, 16)
}

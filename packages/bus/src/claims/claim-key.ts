import type { Clock, Random } from '@barnabus/base'

import { busErrors } from '../errors.ts'
import { newMessageId, timeOfMessageId } from '../receipts/message-id.ts'

const topicCharsMax = 249

/** What a key consists of. */
export interface ClaimKey {
  readonly topic: string
  readonly id: string
  /** When it was made, in ms since 1970. */
  readonly atMs: number
}

/** A key for a value of a topic, which nobody can guess. */
export function newClaimKey(topic: string, clock: Clock, random: Random): string {
  return `${topic}/${newMessageId(clock, random)}`
}

/** Takes apart a key that the bus has made. Throws CLAIMS_REFUSED for any other. */
export function requireClaimKey(key: string): ClaimKey {
  const parts = claimKeyOf(key)
  if (parts === undefined) throw busErrors.CLAIMS_REFUSED(`"${key}" is no key of the bus`)
  return parts
}

/** Takes a key apart. Undefined: we make none like this, and nothing is to be looked up by it. */
export function claimKeyOf(key: string): ClaimKey | undefined {
  const [topic = '', id = '', ...more] = key.split('/')
  if (more.length > 0 || topic.length > topicCharsMax) return undefined
  if (!/^[\w.-]+$/.test(topic) || /^\.\.?$/.test(topic)) return undefined
  const atMs = timeOfMessageId(id)
  return atMs === undefined ? undefined : { topic, id, atMs }
}

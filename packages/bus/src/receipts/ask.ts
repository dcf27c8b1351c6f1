import type { ConsumerRecord } from '@barnabus/client'

import { askHeaders } from '../messages/bus-headers.ts'
import { isReceiptTopic } from './receipt-topic.ts'

/** What the publisher of a message wants to be told about it. */
export interface Ask {
  /** Nobody else can guess it, unless the publisher chose it. */
  readonly id: string
  /** The topic in which it is told. */
  readonly to: string
  /** The groups that shall say what became of the message. */
  readonly groups: readonly string[]
  /** Until when a reply is of use, in ms since 1970; undefined: none is asked for. */
  readonly deadlineMs: number | undefined
  /** Whether the publisher has chosen the id, and may ask again with it. */
  readonly isRepeatable: boolean
}

const idCharsMax = 200
const groupsMax = 32

/** Whether a message may have this id. */
export function isMessageId(id: string): boolean {
  return id.length <= idCharsMax && /^[\x21-\x7e]+$/.test(id)
}

/** Whether so many groups may be asked, by these names. */
export function areAskableGroups(groups: readonly string[]): boolean {
  return groups.length <= groupsMax && groups.every((group) => /^[\w.-]+$/.test(group))
}

/** The headers that ask. */
export function headersOf({ id, to, groups, ...ask }: Ask): readonly [string, string][] {
  const headers: [string, string][] = [
    [askHeaders.id, id],
    [askHeaders.to, to],
  ]
  if (groups.length > 0) headers.push([askHeaders.groups, groups.join(',')])
  if (ask.deadlineMs !== undefined) headers.push([askHeaders.deadline, String(ask.deadlineMs)])
  if (ask.isRepeatable) headers.push([askHeaders.repeatable, '1'])
  return headers
}

/**
 * What is asked for. Undefined: nothing, or nothing that makes sense. Anybody may have written these
 * headers: all that they can bring about is a record in a topic that is there for receipts alone.
 */
export function askOf({ headers }: ConsumerRecord): Ask | undefined {
  if (headers.size === 0) return undefined
  const text = (name: string): string | undefined => headers.get(name)?.toString()
  const [id, to] = [text(askHeaders.id), text(askHeaders.to)]
  if (id === undefined || to === undefined) return undefined
  if (!isMessageId(id) || !isReceiptTopic(to)) return undefined
  const groups = text(askHeaders.groups)?.split(',') ?? []
  if (!areAskableGroups(groups)) return undefined
  const deadline = text(askHeaders.deadline) ?? ''
  const deadlineMs = /^\d{1,15}$/.test(deadline) ? Number(deadline) : undefined
  return { id, to, groups, deadlineMs, isRepeatable: headers.has(askHeaders.repeatable) }
}

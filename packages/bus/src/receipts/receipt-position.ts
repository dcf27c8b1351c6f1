import { busErrors } from '../errors.ts'

/** How far a topic was read: what has to be read next in each partition, by number. */
export interface ReceiptPosition {
  /** Of this very topic, and not of one that was made anew by the same name. */
  readonly topicId: string
  readonly offsets: readonly bigint[]
}

/** In place of a topic's id, where brokers have none. */
export const noTopicId = 'A'.repeat(22)

const version = 'r1'
const radix = 36
const form = /^r1\.([\w-]{22})((?:\.[\da-z]{1,12}){1,1000})$/
const charsMax = 14_000

/** A position as text, which may travel in a header or an address. */
export function positionText({ topicId, offsets }: ReceiptPosition): string {
  return [version, topicId, ...offsets.map((offset) => offset.toString(radix))].join('.')
}

/** What such a text says, whoever has handed it in. Throws POSITION_REFUSED. */
export function positionFrom(text: string): ReceiptPosition {
  const [, topicId, rest] = (text.length <= charsMax ? form.exec(text) : undefined) ?? []
  if (topicId === undefined || rest === undefined) throw busErrors.POSITION_REFUSED()
  const offsets = rest.slice(1).split('.').map(offsetFrom)
  return { topicId, offsets }
}

function offsetFrom(digits: string): bigint {
  let offset = 0n
  for (const digit of digits)
    offset = offset * BigInt(radix) + BigInt(Number.parseInt(digit, radix))
  return offset
}

import { Buffer } from 'node:buffer'
import { assert } from '@barnabus/base'

import { protocolErrors } from './errors.ts'

declare const uuidBrand: unique symbol

/** A UUID in Kafka's own text form: its 16 bytes as 22 characters of base64url. */
export type Uuid = string & { readonly [uuidBrand]: true }

export const uuidSize = 16
export const uuidTextSize = 22

/** What the protocol sends where there is no UUID. */
export const zeroUuid = 'AAAAAAAAAAAAAAAAAAAAAA' as Uuid

// 128 bits leave 4 spare in the last of 22 characters; set, they would name the same UUID twice.
const uuidText = /^[\w-]{21}[AQgw]$/

/** The text form of 16 bytes. */
export function uuidFromBytes(bytes: Uint8Array): Uuid {
  assert(bytes.length === uuidSize, 'a UUID has 16 bytes')
  return Buffer.from(bytes.buffer, bytes.byteOffset, uuidSize).toString('base64url') as Uuid
}

/** The 16 bytes of `uuid`. */
export function uuidToBytes(uuid: Uuid): Uint8Array {
  return new Uint8Array(Buffer.from(parseUuid(uuid), 'base64url'))
}

/** Checks that `text` is a UUID in Kafka's text form. Throws INVALID_UUID. */
export function parseUuid(text: string): Uuid {
  if (!uuidText.test(text)) throw protocolErrors.INVALID_UUID(text)
  return text as Uuid
}

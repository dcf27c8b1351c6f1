import { Buffer } from 'node:buffer'

/** How values become bytes. */
export interface Codec {
  /** What bytes of it are called in a header. Left out: there is no such header. */
  readonly contentType?: string
  encode(value: unknown): Uint8Array
  /** Throws what it likes for bytes that say nothing. */
  decode(bytes: Buffer): unknown
}

const strictText = new TextDecoder('utf-8', { fatal: true })

/** JSON in UTF-8; what a topic speaks unless it says otherwise. */
export const json: Codec = {
  contentType: 'application/json',
  encode: (value) => Buffer.from(JSON.stringify(value)),
  decode: (bytes) => JSON.parse(strictText.decode(bytes)) as unknown,
}

/** Bytes as they are. */
export const bytes: Codec = {
  encode: (value) => value as Uint8Array,
  decode: (value) => value,
}

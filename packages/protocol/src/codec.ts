import type { ApiName } from './api-keys.ts'
import type { Reader } from './reader.ts'
import type { Writer } from './writer.ts'

/** The first and the last version of a message. */
export interface VersionRange {
  readonly min: number
  readonly max: number
}

/** Turns one kind of message into bytes and back, in every version it has. */
export interface Codec<Message, Draft = Message> {
  /**
   * Reads a message and leaves `reader` behind it. What the version does not have is at its
   * default. Byte fields are views of what was read. Throws protocol errors only.
   */
  decode(reader: Reader, version: number): Message
  /**
   * Writes a message. What was left out is at its default. Throws UNSUPPORTED_FIELD where the
   * version has no place for a value that must not be lost, and NOT_NULLABLE.
   */
  encode(writer: Writer, draft: Draft, version: number): void
}

/** What is the same for requests, responses and records: a name and versions. */
interface Versioned {
  readonly name: string
  readonly versions: VersionRange
  /** From this version on lengths are varints and structures end with tagged fields (KIP-482). */
  readonly flexibleSince: number
}

/** An API: how its requests and responses are read and written. */
export interface ApiCodec<
  Key extends number,
  Request,
  RequestDraft,
  Response,
  ResponseDraft,
> extends Versioned {
  readonly key: Key
  readonly name: ApiName
  readonly request: Codec<Request, RequestDraft>
  readonly response: Codec<Response, ResponseDraft>
}

/** A message that is neither request nor response. */
export interface MessageCodec<Message, Draft> extends Versioned, Codec<Message, Draft> {}

/** A record of an internal topic. `versions` are those of the value; keys have only version 0. */
export interface RecordCodec<Key, Value, ValueDraft = Value> extends Versioned {
  /** Which kind of record it is: the first two bytes of the key. */
  readonly type: number
  readonly key: Codec<Key>
  readonly value: Codec<Value, ValueDraft>
}

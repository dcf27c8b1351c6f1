import type { Buffer } from 'node:buffer'

import { busErrors } from '../errors.ts'
import { json, type Codec } from './codec.ts'
import { issuesInWords, type StandardSchema, type Validated } from './standard-schema.ts'

/** What a program says about a topic. */
export interface TopicOptions<Input, Output> {
  /** What a value must be; checked before it is published and before it is handled. */
  readonly value?: StandardSchema<Input, Output>
  /** Left out: JSON. */
  readonly codec?: Codec
}

/**
 * A topic and what its values are. `Input` is what is published, `Output` what a handler is given:
 * a schema may turn one into the other.
 */
export interface Topic<Input = unknown, Output = Input> {
  readonly name: string
  /** What its values are called in a header; undefined: they have no name. */
  readonly contentType?: string | undefined
  /** The bytes of a value; null for a tombstone. Throws or rejects with VALUE_REFUSED. */
  encode(value: Input): Uint8Array | null | Promise<Uint8Array | null>
  /** The value in these bytes. Throws or rejects with VALUE_UNREADABLE. */
  decode(value: Buffer | null): Output | Promise<Output>
}

/** A topic of requests, and what replies to them are: `ReplyInput` is what a handler returns. */
export interface RequestTopic<
  Input = unknown,
  Output = Input,
  ReplyInput = unknown,
  ReplyOutput = ReplyInput,
> extends Topic<Input, Output> {
  readonly reply: Topic<ReplyInput, ReplyOutput>
}

/** What a program says about a topic of requests. */
export interface RequestTopicOptions<Input, Output, ReplyInput, ReplyOutput> extends TopicOptions<
  Input,
  Output
> {
  /** What a reply must be; a topic: as that topic's values are. */
  readonly reply: StandardSchema<ReplyInput, ReplyOutput> | Topic<ReplyInput, ReplyOutput>
}

/** Names a topic and what its values are. Makes nothing on the cluster. */
export function topic<Input, Output, ReplyInput, ReplyOutput>(
  name: string,
  options: RequestTopicOptions<Input, Output, ReplyInput, ReplyOutput>,
): RequestTopic<Input, Output, ReplyInput, ReplyOutput>
export function topic<Input = unknown, Output = Input>(
  name: string,
  options?: TopicOptions<Input, Output>,
): Topic<Input, Output>
export function topic(
  name: string,
  options: TopicOptions<unknown, unknown> & { readonly reply?: StandardSchema | Topic } = {},
): Topic & { readonly reply?: Topic } {
  const { reply, codec } = options
  const requests = topicOf(name, options)
  if (reply === undefined) return requests
  const asValue = '~standard' in reply ? { value: reply, ...(codec && { codec }) } : undefined
  const replies = asValue === undefined ? (reply as Topic) : topicOf(`${name} (reply)`, asValue)
  return { ...requests, reply: replies }
}

function topicOf<Input, Output>(
  name: string,
  { value: schema, codec = json }: TopicOptions<Input, Output>,
): Topic<Input, Output> {
  return {
    name,
    contentType: codec.contentType,
    encode(value) {
      const encoded = (checked?: Validated<Output>): Uint8Array | null => {
        const problem = checked?.issues && issuesInWords(checked.issues)
        if (problem !== undefined) throw busErrors.VALUE_REFUSED(name, problem)
        return value === null ? null : encodedBy(codec, name, value)
      }
      return whenValidated(schema?.['~standard'].validate(value), encoded)
    },
    decode(value) {
      const decoded = value === null ? null : decodedBy(codec, name, value)
      return whenValidated(schema?.['~standard'].validate(decoded), (checked): Output => {
        if (checked === undefined) return decoded as Output
        if (checked.issues === undefined) return checked.value
        throw busErrors.VALUE_UNREADABLE(name, issuesInWords(checked.issues))
      })
    },
  }
}

/** At once, unless the schema takes its time; a handler of quick messages would wait for nothing. */
function whenValidated<Output, Result>(
  validating: Validated<Output> | Promise<Validated<Output>> | undefined,
  then: (checked: Validated<Output> | undefined) => Result,
): Result | Promise<Result> {
  return validating instanceof Promise ? validating.then(then) : then(validating)
}

function encodedBy(codec: Codec, name: string, value: unknown): Uint8Array {
  try {
    return codec.encode(value)
  } catch (error) {
    throw busErrors.VALUE_REFUSED(name, String(error)).because(error)
  }
}

function decodedBy(codec: Codec, name: string, value: Buffer): unknown {
  try {
    return codec.decode(value)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw busErrors.VALUE_UNREADABLE(name, reason).because(error)
  }
}

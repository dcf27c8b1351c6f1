/** Everything of ours that has bytes on a wire or in a log: each message in each of its versions. */
import { assert } from '@barnabus/base'
import {
  apiByKey,
  consumerGroupCurrentMemberAssignmentRecord,
  consumerGroupMemberMetadataRecord,
  consumerGroupMetadataRecord,
  consumerGroupPartitionMetadataRecord,
  consumerGroupRegularExpressionRecord,
  consumerGroupTargetAssignmentMemberRecord,
  consumerGroupTargetAssignmentMetadataRecord,
  consumerProtocolAssignment,
  consumerProtocolSubscription,
  groupMetadataRecord,
  legacyOffsetCommitRecord,
  offsetCommitRecord,
  producerSnapshot,
  transactionLogRecord,
  type Codec,
} from '@barnabus/protocol'
import {
  apis,
  others,
  type AnyMessage,
  type Api,
  type Fields,
  type Message,
  type StoredRecord,
} from '@barnabus/protocol/schema'

/** Which kind of message it is, and what stands before it where others keep that with it. */
export type Part =
  | { readonly kind: 'request' | 'response'; readonly apiKey: number }
  /** In a log the key's type or the value's version comes first, in two bytes. */
  | { readonly kind: 'stored'; readonly prefix: number }

/** A message in one version. */
export interface Subject {
  /** Kafka's name, as `FetchRequest` or `OffsetCommitValue`. */
  readonly name: string
  readonly part: Part
  readonly version: number
  /** Whether structures end with tagged fields (KIP-482). */
  readonly flexible: boolean
  readonly fields: Fields
  readonly codec: Codec<AnyMessage>
}

const records = [
  consumerGroupCurrentMemberAssignmentRecord,
  consumerGroupMemberMetadataRecord,
  consumerGroupMetadataRecord,
  consumerGroupPartitionMetadataRecord,
  consumerGroupRegularExpressionRecord,
  consumerGroupTargetAssignmentMemberRecord,
  consumerGroupTargetAssignmentMetadataRecord,
  groupMetadataRecord,
  legacyOffsetCommitRecord,
  offsetCommitRecord,
  transactionLogRecord,
]

const messages = [consumerProtocolAssignment, consumerProtocolSubscription, producerSnapshot]

// Headers are compared by themselves: their version follows from the request. The two control
// records have one version each; batches that Java wrote are fixtures of the protocol package.
const comparedElsewhere = new Set(['headers', 'control-records'])

/** All messages in all versions, in the order of the schema. */
export function subjects(): readonly Subject[] {
  const stored = Object.entries(others).filter(([file]) => !comparedElsewhere.has(file))
  return [
    ...apis.flatMap(partsOfApi),
    ...stored.flatMap(([, declared]) => declared.flatMap(partsOfStored)),
  ]
}

function partsOfApi(api: Api): readonly Subject[] {
  const codecs = apiByKey(api.key)
  assert(codecs !== undefined, `there are codecs for API ${api.key}`)
  return versionsOf(api).flatMap((version) => [
    {
      name: `${api.name}Request`,
      part: { kind: 'request', apiKey: api.key },
      version,
      flexible: version >= api.flexibleSince,
      fields: api.request,
      codec: anyCodec(codecs.request),
    },
    {
      name: `${api.name}Response`,
      part: { kind: 'response', apiKey: api.key },
      version,
      flexible: version >= api.flexibleSince,
      fields: api.response,
      codec: anyCodec(codecs.response),
    },
  ])
}

function partsOfStored(declared: Message | StoredRecord): readonly Subject[] {
  return declared.kind === 'record' ? partsOfRecord(declared) : partsOfMessage(declared)
}

function partsOfMessage(declared: Message): readonly Subject[] {
  const { name, fields } = declared
  const codec = messages.find((message) => message.name === name)
  assert(codec !== undefined, `there is a codec for ${name}`)
  return versionsOf(declared).map((version) => ({
    name,
    part: { kind: 'stored', prefix: version },
    version,
    flexible: version >= declared.flexibleSince,
    fields,
    codec: anyCodec(codec),
  }))
}

function partsOfRecord(declared: StoredRecord): readonly Subject[] {
  const { name, type } = declared
  const codecs = records.find((record) => record.type === type && record.name === name)
  assert(codecs !== undefined, `there are codecs for the record ${name}`)
  const key: Subject = {
    name: `${name}Key`,
    part: { kind: 'stored', prefix: type },
    version: 0,
    flexible: false,
    fields: declared.key,
    codec: anyCodec(codecs.key),
  }
  const values = versionsOf(declared).map((version): Subject => ({
    name: `${name}Value`,
    part: { kind: 'stored', prefix: version },
    version,
    flexible: version >= declared.flexibleSince,
    fields: declared.value,
    codec: anyCodec(codecs.value),
  }))
  return [key, ...values]
}

function versionsOf({ versions: [min, max] }: Api | Message | StoredRecord): readonly number[] {
  return Array.from({ length: max - min + 1 }, (_, index) => min + index)
}

/** The types of messages are lost here: what fits is decided by the schema they came from. */
function anyCodec(codec: unknown): Codec<AnyMessage> {
  return codec as Codec<AnyMessage>
}

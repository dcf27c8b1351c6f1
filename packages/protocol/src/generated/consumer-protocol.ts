// Written by `npm run generate` from packages/protocol/schema. Do not edit.

import type { MessageCodec } from '../codec.ts'
import { protocolErrors } from '../errors.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

export interface ConsumerProtocolSubscription {
  readonly topics: readonly string[]
  readonly userData: Uint8Array | null
  /** v1+ */
  readonly ownedPartitions: readonly ConsumerProtocolSubscriptionOwnedPartition[]
  /** v2+ */
  readonly generationId: number
  /** v3+ */
  readonly rackId: string | null
}

export interface ConsumerProtocolSubscriptionDraft {
  readonly topics: readonly string[]
  readonly userData?: Uint8Array | readonly Uint8Array[] | null | undefined
  readonly ownedPartitions?: readonly ConsumerProtocolSubscriptionOwnedPartitionDraft[] | undefined
  readonly generationId?: number | undefined
  readonly rackId?: string | null | undefined
}

export interface ConsumerProtocolSubscriptionOwnedPartition {
  readonly topic: string
  readonly partitions: readonly number[]
}

export type ConsumerProtocolSubscriptionOwnedPartitionDraft = ConsumerProtocolSubscriptionOwnedPartition

function decodeConsumerProtocolSubscriptionOwnedPartition(reader: Reader, _version: number): ConsumerProtocolSubscriptionOwnedPartition {
  const topic = reader.string()
  const partitions: number[] = []
  const partitionsCount = reader.count(4)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(reader.int32())
  return {
    topic,
    partitions,
  }
}

function encodeConsumerProtocolSubscriptionOwnedPartition(writer: Writer, draft: ConsumerProtocolSubscriptionOwnedPartitionDraft, _version: number): void {
  writer.string(draft.topic)
  const partitions = draft.partitions
  writer.count(partitions.length)
  for (const element of partitions) writer.int32(element)
}

function decodeConsumerProtocolSubscription(reader: Reader, version: number): ConsumerProtocolSubscription {
  if (version < 0 || version > 3) throw protocolErrors.UNSUPPORTED_VERSION('ConsumerProtocolSubscription', version)
  const topics: string[] = []
  const topicsCount = reader.count(2)
  for (let i = 0; i < topicsCount; i += 1) topics.push(reader.string())
  const userData = reader.nullableBytes()
  const ownedPartitions: ConsumerProtocolSubscriptionOwnedPartition[] = []
  if (version >= 1) {
    const ownedPartitionsCount = reader.count(6)
    for (let i = 0; i < ownedPartitionsCount; i += 1) ownedPartitions.push(decodeConsumerProtocolSubscriptionOwnedPartition(reader, version))
  }
  const generationId = version >= 2 ? reader.int32() : -1
  const rackId = version >= 3 ? reader.nullableString() : null
  return {
    topics,
    userData,
    ownedPartitions,
    generationId,
    rackId,
  }
}

function encodeConsumerProtocolSubscription(writer: Writer, draft: ConsumerProtocolSubscriptionDraft, version: number): void {
  if (version < 0 || version > 3) throw protocolErrors.UNSUPPORTED_VERSION('ConsumerProtocolSubscription', version)
  const topics = draft.topics
  writer.count(topics.length)
  for (const element of topics) writer.string(element)
  writer.nullableBytes(draft.userData ?? null)
  const ownedPartitions = draft.ownedPartitions ?? []
  if (version >= 1) {
    writer.count(ownedPartitions.length)
  }
  if (version >= 1) {
    for (const element of ownedPartitions) encodeConsumerProtocolSubscriptionOwnedPartition(writer, element, version)
  }
  if (version >= 2) {
    writer.int32(draft.generationId ?? -1)
  }
  if (version >= 3) {
    writer.nullableString(draft.rackId ?? null)
  }
}

export const consumerProtocolSubscription: MessageCodec<ConsumerProtocolSubscription, ConsumerProtocolSubscriptionDraft> = {
  name: 'ConsumerProtocolSubscription',
  versions: { min: 0, max: 3 },
  flexibleSince: Infinity,
  decode: decodeConsumerProtocolSubscription,
  encode: encodeConsumerProtocolSubscription,
}

export interface ConsumerProtocolAssignment {
  readonly assignedPartitions: readonly ConsumerProtocolAssignmentAssignedPartition[]
  readonly userData: Uint8Array | null
}

export interface ConsumerProtocolAssignmentDraft {
  readonly assignedPartitions: readonly ConsumerProtocolAssignmentAssignedPartitionDraft[]
  readonly userData?: Uint8Array | readonly Uint8Array[] | null | undefined
}

export interface ConsumerProtocolAssignmentAssignedPartition {
  readonly topic: string
  readonly partitions: readonly number[]
}

export type ConsumerProtocolAssignmentAssignedPartitionDraft = ConsumerProtocolAssignmentAssignedPartition

function decodeConsumerProtocolAssignmentAssignedPartition(reader: Reader, _version: number): ConsumerProtocolAssignmentAssignedPartition {
  const topic = reader.string()
  const partitions: number[] = []
  const partitionsCount = reader.count(4)
  for (let i = 0; i < partitionsCount; i += 1) partitions.push(reader.int32())
  return {
    topic,
    partitions,
  }
}

function encodeConsumerProtocolAssignmentAssignedPartition(writer: Writer, draft: ConsumerProtocolAssignmentAssignedPartitionDraft, _version: number): void {
  writer.string(draft.topic)
  const partitions = draft.partitions
  writer.count(partitions.length)
  for (const element of partitions) writer.int32(element)
}

function decodeConsumerProtocolAssignment(reader: Reader, version: number): ConsumerProtocolAssignment {
  if (version < 0 || version > 3) throw protocolErrors.UNSUPPORTED_VERSION('ConsumerProtocolAssignment', version)
  const assignedPartitions: ConsumerProtocolAssignmentAssignedPartition[] = []
  const assignedPartitionsCount = reader.count(6)
  for (let i = 0; i < assignedPartitionsCount; i += 1) assignedPartitions.push(decodeConsumerProtocolAssignmentAssignedPartition(reader, version))
  const userData = reader.nullableBytes()
  return {
    assignedPartitions,
    userData,
  }
}

function encodeConsumerProtocolAssignment(writer: Writer, draft: ConsumerProtocolAssignmentDraft, version: number): void {
  if (version < 0 || version > 3) throw protocolErrors.UNSUPPORTED_VERSION('ConsumerProtocolAssignment', version)
  const assignedPartitions = draft.assignedPartitions
  writer.count(assignedPartitions.length)
  for (const element of assignedPartitions) encodeConsumerProtocolAssignmentAssignedPartition(writer, element, version)
  writer.nullableBytes(draft.userData ?? null)
}

export const consumerProtocolAssignment: MessageCodec<ConsumerProtocolAssignment, ConsumerProtocolAssignmentDraft> = {
  name: 'ConsumerProtocolAssignment',
  versions: { min: 0, max: 3 },
  flexibleSince: Infinity,
  decode: decodeConsumerProtocolAssignment,
  encode: encodeConsumerProtocolAssignment,
}

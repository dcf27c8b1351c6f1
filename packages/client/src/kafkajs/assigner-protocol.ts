import { Buffer } from 'node:buffer'

import {
  assignmentBytes,
  assignmentIn,
  subscriptionBytes,
  subscriptionIn,
} from '../groups/classic/subscription-bytes.ts'
import { partitionsByTopic } from './consumer/offsets-by-topic.ts'

/** What a member of a group wants. */
export interface MemberMetadata {
  readonly version: number
  readonly topics: readonly string[]
  readonly userData: Buffer
}

/** What a member of a group is given. */
export interface MemberAssignment {
  readonly version: number
  /** Partitions by topic. */
  readonly assignment: Readonly<Record<string, number[]>>
  readonly userData: Buffer
}

/** What members of a group say to each other, and Kafka's bytes for it. */
export const AssignerProtocol = {
  MemberMetadata: {
    encode({ topics, userData }: Omit<MemberMetadata, 'version'>): Buffer {
      const unsaid = { ownedPartitions: [], generationId: -1, rackId: undefined }
      return Buffer.concat(subscriptionBytes({ topics, userData, ...unsaid }))
    },
    decode(bytes: Buffer): MemberMetadata | null {
      if (bytes.length === 0) return null
      const { topics, userData } = subscriptionIn(bytes)
      return { version: bytes.readInt16BE(), topics, userData: bufferOf(userData) }
    },
  },
  MemberAssignment: {
    encode({ assignment, userData }: Omit<MemberAssignment, 'version'>): Buffer {
      const partitions = Object.entries(assignment).flatMap(([topic, numbers]) =>
        numbers.map((partition) => ({ topic, partition })),
      )
      return Buffer.concat(assignmentBytes({ partitions, userData }))
    },
    decode(bytes: Buffer): MemberAssignment | null {
      if (bytes.length === 0) return null
      const { partitions, userData } = assignmentIn(bytes)
      const assignment = Object.fromEntries(
        partitionsByTopic(partitions).map((one) => [one.topic, one.partitions]),
      )
      return { version: bytes.readInt16BE(), assignment, userData: bufferOf(userData ?? null) }
    },
  },
} as const

function bufferOf(bytes: Uint8Array | null): Buffer {
  return bytes === null ? Buffer.alloc(0) : Buffer.from(bytes)
}

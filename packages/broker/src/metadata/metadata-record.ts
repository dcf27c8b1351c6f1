import type { Uuid } from '@barnabus/protocol'

import type { ConfigOwner } from './config-owner.ts'

/** The replicas of one partition; the first leads it when it is new. */
export type ReplicaIds = readonly number[]

/**
 * What the metadata log holds: each record is a fact, complete in itself, as JSON.
 *
 * Written once, read for ever: a field is never renamed, and a new meaning is a new `kind`.
 */
export type MetadataRecord =
  | {
      readonly kind: 'topic-created'
      readonly name: string
      readonly id: Uuid
      readonly partitions: readonly ReplicaIds[]
      readonly configs: Readonly<Record<string, string>>
    }
  | {
      readonly kind: 'partitions-added'
      readonly id: Uuid
      readonly partitions: readonly ReplicaIds[]
    }
  | { readonly kind: 'topic-deleted'; readonly id: Uuid }
  | {
      readonly kind: 'partition-moved'
      readonly id: Uuid
      readonly partition: number
      readonly leaderId: number
      readonly leaderEpoch: number
      readonly replicaIds: ReplicaIds
    }
  | {
      /** The whole new set, replacing what was there. */
      readonly kind: 'configs-set'
      readonly owner: ConfigOwner
      readonly configs: Readonly<Record<string, string>>
    }
  | {
      /** Producer ids below this one may have been given out; as text, for it has 64 bits. */
      readonly kind: 'producer-ids-reserved'
      readonly nextProducerId: string
    }

const kinds: ReadonlySet<string> = new Set<MetadataRecord['kind']>([
  'topic-created',
  'partitions-added',
  'topic-deleted',
  'partition-moved',
  'configs-set',
  'producer-ids-reserved',
])

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true })

export function encodeMetadataRecord(record: MetadataRecord): Uint8Array {
  return encoder.encode(JSON.stringify(record))
}

/** Reads what `encodeMetadataRecord` wrote; undefined if it was written by something else. */
export function decodeMetadataRecord(bytes: Uint8Array): MetadataRecord | undefined {
  const value: unknown = parseJson(bytes)
  if (typeof value !== 'object' || value === null || !('kind' in value)) return undefined
  // The batch's checksum held, so a known kind has the shape that this program gave it.
  return kinds.has(String(value.kind)) ? (value as MetadataRecord) : undefined
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes))
  } catch {
    return undefined // Neither UTF-8 nor JSON: not ours.
  }
}

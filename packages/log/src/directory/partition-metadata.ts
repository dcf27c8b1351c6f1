import { parseUuid, type Uuid } from '@barnabus/protocol'

/** The file in a partition's directory that tells it from a namesake's. */
export const partitionMetadataName = 'partition.metadata'

/** Kafka's text: a version and the topic's id. */
export function encodePartitionMetadata(topicId: Uuid): Uint8Array {
  return new TextEncoder().encode(`version: 0\ntopic_id: ${topicId}\n`)
}

/** The topic's id; undefined: damaged. */
export function decodePartitionMetadata(bytes: Uint8Array): Uuid | undefined {
  const match = /^version: 0\ntopic_id: ([\w-]{22})\n?$/.exec(new TextDecoder().decode(bytes))
  if (match === null) return undefined
  try {
    return parseUuid(match[1]!)
  } catch {
    return undefined // 22 characters, but not those of a UUID.
  }
}

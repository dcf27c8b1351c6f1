import { isOperatingError } from '@barnabus/base'
import {
  consumerProtocolAssignment,
  consumerProtocolSubscription,
  Reader,
  Writer,
  type MessageCodec,
} from '@barnabus/protocol'

/** What members of the classic protocol call a group of consumers. */
export const consumerProtocolType = 'consumer'

// What consumers tell each other through JoinGroup and SyncGroup: two bytes of version, then the
// message. A broker looks into it only where a group of theirs meets the consumer protocol.

type Subscription = ReturnType<typeof consumerProtocolSubscription.decode>
type Assignment = ReturnType<typeof consumerProtocolAssignment.decode>

/** What a consumer subscribed to; undefined if these bytes do not say. */
export function readSubscription(bytes: Uint8Array): Subscription | undefined {
  return read(consumerProtocolSubscription, bytes)
}

/** What a consumer was assigned; undefined if these bytes do not say. */
export function readAssignment(bytes: Uint8Array): Assignment | undefined {
  return read(consumerProtocolAssignment, bytes)
}

/** An assignment, in the version of the subscription that it answers. */
export function writeAssignment(
  assignedPartitions: readonly { readonly topic: string; readonly partitions: readonly number[] }[],
  subscription: Uint8Array,
): Uint8Array {
  const version = versionOf(consumerProtocolAssignment, new Reader(subscription))
  const writer = new Writer()
  writer.int16(version)
  consumerProtocolAssignment.encode(writer, { assignedPartitions, userData: null }, version)
  return Buffer.concat(writer.finish())
}

function read<Message>(
  codec: MessageCodec<Message, never>,
  bytes: Uint8Array,
): Message | undefined {
  try {
    const reader = new Reader(bytes)
    return codec.decode(reader, versionOf(codec, reader))
  } catch (error) {
    if (isOperatingError(error)) return undefined // Whatever a peer may put there.
    throw error
  }
}

/** A version to come begins with all that the last one has. */
function versionOf({ versions }: MessageCodec<unknown, never>, reader: Reader): number {
  return Math.min(reader.int16(), versions.max)
}

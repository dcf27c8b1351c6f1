import { isOperatingError } from '@barnabus/base'
import { consumerProtocolSubscription, Reader } from '@barnabus/protocol'

import { metadataFor, type ClassicMember } from './classic-member.ts'

/** The topics that the members read; undefined: some member says it in a way we cannot read. */
export function subscribedTopicsOf({
  members,
  protocolName,
}: {
  readonly members: ReadonlyMap<string, ClassicMember>
  readonly protocolName: string | null
}): ReadonlySet<string> | undefined {
  const topics = new Set<string>()
  if (members.size > 0 && protocolName === null) return undefined
  try {
    for (const member of members.values()) {
      for (const topic of topicsIn(metadataFor(member, protocolName))) topics.add(topic)
    }
  } catch (error) {
    if (!isOperatingError(error)) throw error
    return undefined
  }
  return topics
}

/** Every version begins like version 0, so newer ones than we know can be read, too. */
function topicsIn(metadata: Uint8Array): readonly string[] {
  const reader = new Reader(metadata)
  reader.int16()
  return consumerProtocolSubscription.decode(reader, 0).topics
}

import { ApiKey, apiInfo, type VersionRange } from '@barnabus/protocol'

/**
 * What this client speaks of each API: from what Kafka 2.1 has to what it understands itself.
 *
 * An API that is not in the table is spoken in every version there is a codec for.
 */
const spoken: Partial<Record<ApiKey, VersionRange>> = {
  [ApiKey.Produce]: { min: 3, max: 13 },
  [ApiKey.Fetch]: { min: 4, max: 17 },
  [ApiKey.ListOffsets]: { min: 1, max: 10 },
  [ApiKey.Metadata]: { min: 4, max: 13 },
  [ApiKey.OffsetCommit]: { min: 2, max: 9 },
  [ApiKey.OffsetFetch]: { min: 1, max: 9 },
  [ApiKey.AddPartitionsToTxn]: { min: 0, max: 3 },
}

/** The versions of an API that this client can send. */
export function spokenVersions(apiKey: ApiKey): VersionRange {
  return spoken[apiKey] ?? apiInfo(apiKey).versions
}

/** The highest version that both sides speak; undefined if there is none. */
export function commonVersion(ours: VersionRange, theirs: VersionRange): number | undefined {
  const version = Math.min(ours.max, theirs.max)
  return version >= Math.max(ours.min, theirs.min) ? version : undefined
}

/** A range for people: `3–9`. */
export function rangeText({ min, max }: VersionRange): string {
  return min === max ? String(min) : `${min}–${max}`
}

/** What decides whether a segment goes together with others. */
export interface GroupableSegment {
  readonly baseOffset: bigint
  /** The offset after its last one. */
  readonly endOffset: bigint
  readonly sizeBytes: number
  readonly offsetIndexBytes: number
  readonly timeIndexBytes: number
}

/** How large a segment may become. */
export interface GroupLimits {
  readonly segmentBytes: number
  readonly segmentIndexBytes: number
}

const relativeOffsetMax = 2n ** 31n - 1n

/**
 * Puts neighbours together, as many as are certain to fit into one segment: each group is cleaned
 * into one.
 */
export function groupSegments<Segment extends GroupableSegment>(
  segments: readonly Segment[],
  limits: GroupLimits,
): readonly (readonly Segment[])[] {
  const groups: Segment[][] = []
  for (const segment of segments) {
    const group = groups.at(-1)
    if (group !== undefined && fits(group, segment, limits)) group.push(segment)
    else groups.push([segment])
  }
  return groups
}

function fits(
  group: readonly GroupableSegment[],
  segment: GroupableSegment,
  { segmentBytes, segmentIndexBytes }: GroupLimits,
): boolean {
  const all = [...group, segment]
  const sum = (sizeOf: (each: GroupableSegment) => number): number =>
    all.reduce((total, each) => total + sizeOf(each), 0)
  return (
    segment.endOffset - 1n - group[0]!.baseOffset <= relativeOffsetMax &&
    sum(({ sizeBytes }) => sizeBytes) <= segmentBytes &&
    sum(({ offsetIndexBytes }) => offsetIndexBytes) <= segmentIndexBytes &&
    sum(({ timeIndexBytes }) => timeIndexBytes) <= segmentIndexBytes
  )
}

/**
 * Whether it makes a difference who of the members gets which partition: racks of members and of
 * replicas meet somewhere, and not every partition is in all racks.
 */
export function racksMatter(
  memberRacks: readonly (string | undefined)[],
  partitionRacks: readonly ReadonlySet<string>[],
): boolean {
  const all = new Set(partitionRacks.flatMap((racks) => Array.from(racks)))
  const meet = memberRacks.some((rack) => rack !== undefined && all.has(rack))
  return meet && partitionRacks.some(({ size }) => size < all.size)
}

/** A list as it is compared. */
interface ComparedList {
  readonly elements: readonly unknown[]
  /** What tells its elements apart, if one is compared with its namesake and not its neighbour. */
  readonly keyedBy?: (element: unknown) => string
}

/**
 * Lists whose order means nothing, as Kafka takes it from a hash table: an element is compared with
 * the one that has the same values in these fields. All other lists are compared in their order.
 * Without fields, the elements themselves are the same or not.
 */
const unordered: Readonly<Record<string, readonly string[]>> = {
  configs: ['name'],
  configResources: ['resourceType', 'resourceName'],
  members: ['memberId'],
  groups: ['groupId'],
  results: ['groupId', 'name', 'resourceName'],
  topicPartitions: ['topicName', 'partitions'],
  subscribedTopicNames: [],
}

/** How the list in a field is compared. */
export function listIn(field: string, elements: readonly unknown[]): ComparedList {
  const keys = unordered[field]
  if (keys === undefined) return { elements }
  const valuesOf = (element: unknown): string =>
    keys.length === 0
      ? String(element)
      : keys.map((key) => String((element as Record<string, unknown>)[key])).join(' ')
  // In one order for both, for what is counted on the way.
  const sorted = elements.toSorted((one, other) => (valuesOf(one) < valuesOf(other) ? -1 : 1))
  return { elements: sorted, keyedBy: valuesOf }
}

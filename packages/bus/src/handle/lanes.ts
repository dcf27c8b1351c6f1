import { laneOf } from './round.ts'
import type { Work } from './work.ts'

/**
 * Sorts messages into lanes: those of one lane one after the other, in the order in which they were
 * published; lanes beside each other. With order, a lane is a key.
 */
export function lanesOf(works: readonly Work[], keepsOrder: boolean): readonly (readonly Work[])[] {
  if (!keepsOrder) return works.map((work) => [work])
  const lanes = new Map<string, Work[]>()
  const unsorted = new Set<Work[]>()
  const alone: Work[][] = []
  for (const work of works) {
    const name = laneOf(work)
    const lane = name === undefined ? undefined : lanes.get(name)
    if (name === undefined) alone.push([work])
    else if (lane === undefined) lanes.set(name, [work])
    else {
      if (lane.at(-1)!.origin.offset > work.origin.offset) unsorted.add(lane)
      lane.push(work)
    }
  }
  for (const lane of unsorted) {
    lane.sort((one, other) => Number(one.origin.offset - other.origin.offset))
  }
  return [...lanes.values(), ...alone]
}

/** Calls `task` for each, in their order, for at most `limit` at a time. */
export async function inParallel<Item>(
  items: readonly Item[],
  limit: number,
  task: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = items.values()
  const worker = async (): Promise<void> => {
    for (const item of queue) await task(item)
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker))
}

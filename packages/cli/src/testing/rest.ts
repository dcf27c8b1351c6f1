import type { Handling, Held, Place } from '@barnabus/bus'
import type { Admin, TopicPartition } from '@barnabus/client'

import { shortMs } from './world-clock.ts'

/** What can be seen of everything that is handled, at one moment. */
export interface Sight {
  /** The same as long as nothing has happened. */
  readonly state: string
  /** Why it does not rest; undefined: it may. */
  readonly busy: string | undefined
}

/** Looks whether anything is left to do now. One look is not enough: it takes a while. */
export async function look(
  handlings: readonly Handling[],
  {
    admin,
    nowMs,
    signal,
  }: {
    readonly admin: Admin
    readonly nowMs: number
    readonly signal: AbortSignal
  },
): Promise<Sight> {
  const groups = new Map<string, Handling[]>()
  for (const handling of handlings) {
    const name = `${handling.group} of ${handling.topics[0]}`
    groups.set(name, [...(groups.get(name) ?? []), handling])
  }
  const ends = await endsOf(new Set(handlings.flatMap(({ topics }) => topics)), admin, signal)
  const states: string[] = []
  let busy: string | undefined
  for (const [name, members] of groups) {
    const all = await Promise.all(members.map((member) => member.places({ signal })))
    const places = new Map(all.flat().map((place) => [nameOf(place), place]))
    for (const end of ends.filter(({ topic }) => members[0]!.topics.includes(topic))) {
      const place = places.get(nameOf(end))
      states.push(`${name} ${nameOf(end)} ${end.offset} ${place?.offset} ${place?.held?.untilMs}`)
      busy ??= reasonOf(name, end, place, nowMs)
    }
    if (members.some(({ isAtWork }) => isAtWork)) busy ??= `a handler of group ${name} is at work`
  }
  return { state: states.join('\n'), busy }
}

/** Why a group does not rest there; undefined: it does. */
function reasonOf(
  group: string,
  { offset, isOpen, ...partition }: End,
  place: Place | undefined,
  nowMs: number,
): string | undefined {
  const where = nameOf(partition)
  if (isOpen) return `a transaction is open in ${where}`
  if (place === undefined) return `nobody in group ${group} has got ${where}`
  if (place.offset >= offset || waits(place.held, nowMs)) return undefined
  return `group ${group} has not handled ${where} from offset ${place.offset} on`
}

/** Whether nothing happens there before the test moves time. */
function waits(held: Held | undefined, nowMs: number): boolean {
  if (held === undefined || held.untilMs <= nowMs) return false
  return held.why === 'not-due' || held.waitMs >= shortMs
}

interface End extends TopicPartition {
  /** Behind what a group may read. */
  readonly offset: bigint
  /** Whether there is more, of which it is not decided whether it counts. */
  readonly isOpen: boolean
}

async function endsOf(
  topics: ReadonlySet<string>,
  admin: Admin,
  signal: AbortSignal,
): Promise<readonly End[]> {
  const described = await admin.describeTopics([...topics], { signal })
  const asked = described.flatMap(({ topic, partitions }) =>
    partitions.map(({ partition }) => ({ topic, partition, at: 'latest' as const })),
  )
  const [stable, all] = await Promise.all([
    admin.listOffsets(asked, { signal, isolationLevel: 'read_committed' }),
    admin.listOffsets(asked, { signal }),
  ])
  return stable.map(({ topic, partition, offset }, index) => {
    const end = offset ?? 0n
    return { topic, partition, offset: end, isOpen: end < (all[index]?.offset ?? 0n) }
  })
}

function nameOf({ topic, partition }: TopicPartition): string {
  return `${topic}/${partition}`
}

import type { ClassicMember } from './classic-member.ts'

/** The protocol that all members know and most of them prefer; the first of several with as many. */
export function selectProtocol(members: Iterable<ClassicMember>): string | null {
  const all = [...members]
  const candidates = commonProtocols(all)
  const votes = new Map<string, number>()
  for (const { protocols } of all) {
    const favourite = protocols.find(({ name }) => candidates.has(name))?.name
    if (favourite !== undefined) votes.set(favourite, (votes.get(favourite) ?? 0) + 1)
  }
  let chosen: string | null = null
  for (const [name, count] of votes) {
    if (chosen === null || count > votes.get(chosen)!) chosen = name
  }
  return chosen
}

function commonProtocols(members: readonly ClassicMember[]): ReadonlySet<string> {
  const counts = new Map<string, number>()
  for (const { protocols } of members) {
    for (const name of new Set(protocols.map((protocol) => protocol.name))) {
      counts.set(name, (counts.get(name) ?? 0) + 1)
    }
  }
  return new Set([...counts.keys()].filter((name) => counts.get(name) === members.length))
}

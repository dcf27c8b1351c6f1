const nameLengthMax = 249 // With "-65535" and ".log" behind it, still a file name everywhere.
const legalName = /^[a-zA-Z0-9._-]+$/

const internalTopics: ReadonlySet<string> = new Set([
  '__consumer_offsets',
  '__transaction_state',
  '__share_group_state',
])

/** The topic of our own metadata: nobody may create, read or write it. */
export const metadataTopic = '__cluster_metadata'

/** What is wrong with `name` as a topic's name; undefined: nothing. */
export function topicNameFault(name: string): string | undefined {
  if (name === '') return 'Topic name is empty'
  if (name === '.' || name === '..') return `Topic name "${name}" stands for a directory`
  if (name.length > nameLengthMax) {
    return `Topic name has ${name.length} characters, the limit is ${nameLengthMax}: "${name}"`
  }
  if (legalName.test(name)) return undefined
  return `Topic name "${name}" has a character other than a-z, A-Z, 0-9, ".", "_" and "-"`
}

/** Whether it is one of those that brokers keep for themselves, and clients only read. */
export function isInternalTopic(name: string): boolean {
  return internalTopics.has(name)
}

/** Names that come out the same would share the name of a metric, so only one of them may exist. */
export function withoutCollisions(name: string): string {
  return name.replaceAll('.', '_')
}

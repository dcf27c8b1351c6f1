import type { Difference } from './compare.ts'

/** Something that Barnabus answers in another way than Apache Kafka, and why that stays so. */
export interface KnownDifference {
  /** The request, by the name of its API. */
  readonly api: string
  /** The fields; `*` stands for anything. */
  readonly fields: readonly string[]
  /** Only in scenarios whose title is one of these; in all if left out. */
  readonly titles?: readonly string[]
  /** What differs, for people who use the broker. */
  readonly what: string
  readonly reason: string
}

/** All of them. What differs and is not listed is a mistake; so is what is listed and does not. */
export const knownDifferences: readonly KnownDifference[] = [
  {
    api: 'CreateTopics',
    fields: ['topics[*].configs.min.insync.replicas.configSource'],
    what: 'where `min.insync.replicas` comes from, if nobody set it',
    reason: 'Kafka stores it for the whole cluster because of eligible leader replicas (KIP-966)',
  },
  {
    api: 'DescribeConfigs',
    fields: ['results[*].configs.min.insync.replicas.*'],
    what: 'where `min.insync.replicas` comes from, if nobody set it',
    reason: 'Kafka stores it for the whole cluster because of eligible leader replicas (KIP-966)',
  },
  {
    api: 'CreateTopics',
    fields: ['topics[1].errorCode'],
    titles: ['names that differ in a dot and an underscore'],
    what: 'two new topics in one request whose names differ in `.` and `_` only',
    reason:
      'Kafka refuses the second if it comes in a request of its own; here that is no loophole',
  },
]

/** The entry that speaks of a difference, if there is one. */
export function knownDifference(difference: Difference): KnownDifference | undefined {
  const { request, path, scenario } = difference
  const title = scenario.name.slice(scenario.name.indexOf(': ') + 2)
  return knownDifferences.find(
    ({ api, fields, titles }) =>
      request.startsWith(`${api} v`) &&
      (titles?.includes(title) ?? true) &&
      fields.some((pattern) => matches(pattern, path)),
  )
}

function matches(pattern: string, path: string): boolean {
  const literals = pattern.split('*').map((literal) => literal.replaceAll(/[.[\]]/g, '\\$&'))
  return new RegExp(`^${literals.join('.*')}$`).test(path)
}

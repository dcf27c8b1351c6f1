import { knownDifferences, type KnownDifference } from './known-differences.ts'

/** What the page on compatibility says about the answers, in Markdown. */
export function answersBlock(): string {
  return `The same requests go to Apache Kafka and to Barnabus, for every API at its first and last version
and at those that clients settle on, and every field of the answers is compared. What differs:

${knownDifferences.map(lineOf).join('')}
Not compared is what each broker makes up or finds for itself: ids of topics, producers, members and
sessions, hosts, ports, directories, the time of an append, and the wording of messages. Where an
error of Kafka has no message, ours may have one. A batch that a limit of bytes cut off counts as
absent, as it does for clients.`
}

function lineOf({ api, what, reason }: KnownDifference): string {
  return `- **${api}**: ${what}. ${sentence(reason)}\n`
}

function sentence(reason: string): string {
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`
}

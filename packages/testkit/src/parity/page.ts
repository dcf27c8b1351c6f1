import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { repositoryDirectory } from '../engines/repository.ts'
import { knownDifferences, type KnownDifference } from './known-differences.ts'

const pagePath = join(repositoryDirectory, 'docs/compatibility.md')
const begin = '<!-- parity: printed by `npm run test:parity -- --write` -->'
const end = '<!-- parity: end -->'

const emptyPage = `# Where Barnabus differs from Apache Kafka

Kafka’s behaviour is our specification. What stands here is all that we know to be different.
`

/** Prints the known differences into their place on the page; what else is there stays. */
export async function writePage(): Promise<void> {
  const page = existsSync(pagePath) ? await readFile(pagePath, 'utf8') : emptyPage
  await writeFile(pagePath, withBlock(page))
}

/** `page` with today's block in the place of the last one, or at its end. */
export function withBlock(page: string): string {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)]
  const [before, after] =
    from === -1
      ? [`${page.trimEnd()}\n\n`, '\n']
      : [page.slice(0, from), page.slice(to + end.length)]
  return `${before}${block()}${after}`
}

function block(): string {
  return `${begin}

## Answers on the wire

The same requests go to Apache Kafka and to Barnabus, for every API at its first and last version
and at those that clients settle on, and every field of the answers is compared. What differs:

${knownDifferences.map(lineOf).join('')}
Not compared is what each broker makes up or finds for itself: ids of topics, producers, members and
sessions, hosts, ports, directories, the time of an append, and the wording of messages. Where an
error of Kafka has no message, ours may have one. A batch that a limit of bytes cut off counts as
absent, as it does for clients.

${end}`
}

function lineOf({ api, what, reason }: KnownDifference): string {
  return `- **${api}**: ${what}. ${sentence(reason)}\n`
}

function sentence(reason: string): string {
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`
}

import { deepEqual, equal, match } from 'node:assert/strict'
import { test } from 'node:test'

import { Writer } from '@barnabus/protocol'
import { randomMessage } from '@barnabus/protocol/schema'

import { seededRandom } from '../seeded-random.ts'
import { exchange } from './exchange.ts'
import type { ForeignMessages } from './foreign-messages.ts'
import { reportOf } from './report.ts'
import { subjects, type Subject } from './subject.ts'

const chosen = subjects().filter(({ name }) => name === 'LeaveGroupRequest')

/** An implementation that is ours, but for what `change` makes of its answers. */
function foreign(
  change: (answer: string, question: string) => string,
  title = 'Ourselves',
): ForeignMessages {
  return {
    title,
    nameOf: ({ name }) => name,
    prefixOf: () => undefined,
    knowsHeaders: false,
    knowsBatches: false,
    ask: async (questions) =>
      await Promise.resolve(questions.map((question) => change(answer(question), question))),
  }
}

function answer(question: string): string {
  const [what, , version, detail = ''] = question.split(' ')
  if (what === 'versions') return '0 100'
  if (what === 'recode') return detail
  const subject = chosen.find((other) => other.version === Number(version))
  if (what !== 'make' || subject === undefined) return '!no such question'
  const bytes = encoded(subject, Number(detail)).toString('base64')
  return `${bytes} ${bytes}`
}

function encoded({ fields, version, codec }: Subject, seed: number): Buffer {
  const writer = new Writer()
  codec.encode(writer, randomMessage(fields, version, seededRandom(seed)), version)
  return Buffer.concat(writer.finish())
}

/** The differences in messages; of compressed records this implementation knows nothing. */
async function differencesWith(other: ForeignMessages): Promise<readonly string[]> {
  const { differences } = await exchange(other, chosen, 2)
  return differences
    .filter(({ question }) => question.direction !== 'records')
    .map(({ question, detail }) => `v${question.version} ${question.direction}: ${detail}`)
}

test('an implementation that answers as we do has no differences', async () => {
  deepEqual(await differencesWith(foreign((right) => right)), [])
})

test('a byte that comes back changed is a difference, with its place', async () => {
  const changed = foreign((right, question) => {
    if (!question.startsWith('recode LeaveGroupRequest 3 ')) return right
    const bytes = Buffer.from(right, 'base64')
    bytes[1]! ^= 1
    return bytes.toString('base64')
  })

  const differences = await differencesWith(changed)

  equal(differences.length, 2)
  for (const difference of differences) match(difference, /^v3 ours there: .* from byte 1 on/)
})

test('bytes that nobody reads are a difference', async () => {
  const longer = foreign((right, question) => {
    if (!question.startsWith('make LeaveGroupRequest 5 ')) return right
    const [bytes = ''] = right.split(' ')
    const tooLong = Buffer.concat([Buffer.from(bytes, 'base64'), Buffer.alloc(1)])
    return `${bytes} ${tooLong.toString('base64')}`
  })

  const differences = await differencesWith(longer)

  equal(differences.length, 2)
  for (const difference of differences) match(difference, /^v5 unknown tags/)
})

test('what they cannot read, make or do not have is a difference', async () => {
  const ignorant = foreign(() => '!unheard of')
  const directions = chosen.map(({ flexible }) => (flexible ? 3 : 2))

  const differences = await differencesWith(ignorant)

  const asked = directions.reduce((sum, count) => sum + 1 + 2 * count, 0)
  equal(differences.length, asked)
})

test('a listed difference is counted, and reported when it is none', async () => {
  const fetches = subjects().filter(
    ({ name, version }) => name === 'FetchRequest' && version === 12,
  )
  const echo = foreign((right) => right, 'franz-go')
  const { excused, same } = await exchange(
    { ...echo, ask: async (asked) => await Promise.resolve(asked.map(() => '!broken')) },
    fetches,
    1,
  )
  deepEqual([...excused.values()], [2])

  const [known] = excused.keys()
  const nothingFound = { differences: [], same, excused: new Map([[known!, 0]]) }
  equal(reportOf(nothingFound, 20).failures, 1)
  equal(reportOf(nothingFound, 1).failures, 0)
})

import { isOperatingError } from '@barnabus/base'
import { Reader, Writer } from '@barnabus/protocol'
import { randomMessage } from '@barnabus/protocol/schema'

import { seededRandom } from '../seeded-random.ts'
import type { Direction } from './direction.ts'
import type { ForeignMessages } from './foreign-messages.ts'
import { knownDifference } from './known-differences.ts'
import type { Question } from './question.ts'
import type { Subject } from './subject.ts'

/** All questions about a message in one version. */
export function messageQuestions(
  foreign: ForeignMessages,
  subject: Subject,
  seeds: number,
): readonly Question[] {
  const versions = versionsOf(foreign, subject)
  if (versions.excuse?.what === 'absent') return [versions]
  const seedNumbers = Array.from({ length: seeds }, (_, index) => index + 1)
  return [
    versions,
    ...seedNumbers.map((seed) => oursThere(foreign, subject, seed)),
    ...seedNumbers.map((seed) => theirsHere(foreign, subject, 'theirs here', seed)),
    ...(subject.flexible ? seedNumbers : []).map((seed) =>
      theirsHere(foreign, subject, 'unknown tags', seed),
    ),
  ]
}

/** Whether they have the message in this version at all. */
function versionsOf(foreign: ForeignMessages, subject: Subject): Question {
  const version = foreign.prefixOf(subject) ?? subject.version
  return {
    ...questionAbout(foreign, subject, 'versions'),
    seed: 0,
    line: `versions ${foreign.nameOf(subject)}`,
    judge: (answer) => {
      const [min, max] = answer.split(' ').map(Number)
      const present = min !== undefined && max !== undefined && version >= min && version <= max
      return present ? undefined : `they do not have it: ${answer}`
    },
  }
}

/** They read and write again what we wrote. */
function oursThere(foreign: ForeignMessages, subject: Subject, seed: number): Question {
  const message = randomMessage(subject.fields, subject.version, seededRandom(seed))
  const sent = Buffer.concat([prefixBytes(foreign, subject), encoded(subject, message)])
  const version = foreign.prefixOf(subject) ?? subject.version
  return {
    ...questionAbout(foreign, subject, 'ours there'),
    seed,
    line: `recode ${foreign.nameOf(subject)} ${version} ${sent.toString('base64')}`,
    judge: (answer) => {
      if (answer.startsWith('!')) return `they cannot read it: ${answer.slice(1)}`
      return firstDifference(sent, Buffer.from(answer, 'base64'))
    },
  }
}

/** We read and write again what they wrote, perhaps with tags in it that nobody knows. */
function theirsHere(
  foreign: ForeignMessages,
  subject: Subject,
  direction: 'theirs here' | 'unknown tags',
  seed: number,
): Question {
  const prefix = prefixBytes(foreign, subject)
  const again = (bytes: Buffer): Buffer => {
    const reader = new Reader(bytes.subarray(prefix.length))
    const message = subject.codec.decode(reader, subject.version)
    const leftOver = bytes.subarray(bytes.length - reader.remaining)
    return Buffer.concat([prefix, encoded(subject, message), leftOver])
  }
  const version = foreign.prefixOf(subject) ?? subject.version
  return {
    ...questionAbout(foreign, subject, direction),
    seed,
    line: `make ${foreign.nameOf(subject)} ${version} ${seed}`,
    judge: (answer) => {
      if (answer.startsWith('!')) return `they cannot make one: ${answer.slice(1)}`
      const [plain, tagged] = answer.split(' ').map((part) => Buffer.from(part, 'base64'))
      if (plain === undefined || tagged === undefined) return `no answer to it: ${answer}`
      return attempt(plain, () => again(direction === 'theirs here' ? plain : tagged))
    },
  }
}

function questionAbout(
  foreign: ForeignMessages,
  subject: Subject,
  direction: Direction,
): Pick<Question, 'message' | 'version' | 'direction' | 'excuse'> {
  const excuse = knownDifference(foreign.title, subject, direction)
  return { message: subject.name, version: subject.version, direction, excuse }
}

function encoded({ codec, version }: Subject, message: ReturnType<typeof randomMessage>): Buffer {
  const writer = new Writer()
  codec.encode(writer, message, version)
  return Buffer.concat(writer.finish())
}

function prefixBytes(foreign: ForeignMessages, subject: Subject): Buffer {
  const prefix = foreign.prefixOf(subject)
  if (prefix === undefined) return Buffer.alloc(0)
  const bytes = Buffer.alloc(2)
  bytes.writeInt16BE(prefix)
  return bytes
}

function attempt(expected: Buffer, work: () => Buffer): string | undefined {
  try {
    return firstDifference(expected, work())
  } catch (error) {
    // Expected: what our reader and writer refuse.
    if (!isOperatingError(error)) throw error
    return `we cannot read it: ${error.message}`
  }
}

/** Where two messages part ways, with some bytes around it. */
function firstDifference(first: Buffer, second: Buffer): string | undefined {
  if (first.equals(second)) return undefined
  let at = 0
  while (at < first.length && first[at] === second[at]) at += 1
  const around = (bytes: Buffer): string => {
    const before = bytes.subarray(Math.max(0, at - 8), at).toString('hex')
    return `${before}|${bytes.subarray(at, at + 16).toString('hex')}`
  }
  const sizes = `${first.length} and ${second.length} bytes`
  return `${sizes}, different from byte ${at} on: ${around(first)} and ${around(second)}`
}

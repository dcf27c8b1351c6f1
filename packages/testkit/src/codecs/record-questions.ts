import { isOperatingError } from '@barnabus/base'
import {
  compress,
  decompress,
  encodeBatch,
  type BatchDraft,
  type Compression,
  type RecordDraft,
} from '@barnabus/protocol'
import type { Random } from '@barnabus/base'

import { seededRandom } from '../seeded-random.ts'
import type { ForeignMessages } from './foreign-messages.ts'
import type { Question } from './question.ts'

/** The compressors and their levels; "-" is the default, and snappy has no other. */
const levels: readonly (readonly [Compression, readonly string[]])[] = [
  ['gzip', ['-', '1', '9']],
  ['snappy', ['-']],
  ['lz4', ['-', '1', '9']],
  ['zstd', ['-', '1', '19']],
]
const codecs = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const

const contentSizeMax = 250_000
const headerKeys = ['', 'same', 'same', 'ключ', 'a longer key of a header']

/** What one side compresses the other decompresses, and they understand our batches. */
export function recordQuestions(foreign: ForeignMessages, seeds: number): readonly Question[] {
  return Array.from({ length: seeds }, (_, index) => index + 1).flatMap((seed) => [
    ...levels.flatMap(([codec, ofCodec]) => ofCodec.map((level) => theirs(codec, level, seed))),
    ...levels.map(([codec]) => ours(codec, seed)),
    ...(foreign.knowsBatches ? codecs.map((codec) => ourBatch(codec, seed)) : []),
  ])
}

/** We decompress what they compressed. */
function theirs(codec: Compression, level: string, seed: number): Question {
  return {
    ...questionAbout(`${codec} at level ${level}`, seed),
    line: `compress ${codec} ${level} ${seed}`,
    judge: (answer) => {
      const [content, compressed] = answer.split(' ').map((part) => Buffer.from(part, 'base64'))
      if (content === undefined || compressed === undefined) return `no answer to it: ${answer}`
      try {
        const restored = decompress(codec, compressed, { sizeMax: contentSizeMax })
        return content.equals(restored) ? undefined : 'the content is another one'
      } catch (error) {
        if (!isOperatingError(error)) throw error
        return error.message
      }
    },
  }
}

/** They decompress what we compressed. */
function ours(codec: Compression, seed: number): Question {
  const content = randomContent(seededRandom(seed))
  const compressed = Buffer.from(compress(codec, content))
  return {
    ...questionAbout(`${codec} of ours`, seed),
    line: `decompress ${codec} ${compressed.toString('base64')}`,
    judge: (answer) => (answer === content.toString('base64') ? undefined : answer.slice(0, 200)),
  }
}

/** They read the records of our batch and put them into a batch without compression. */
function ourBatch(compression: Compression, seed: number): Question {
  const draft = randomBatch(seededRandom(seed))
  const sent = Buffer.from(encodeBatch({ ...draft, compression })).toString('base64')
  const plain = Buffer.from(encodeBatch(draft)).toString('base64')
  return {
    ...questionAbout(`batch with ${compression}`, seed),
    line: `batch ${sent}`,
    judge: (answer) => (answer === plain ? undefined : `expected ${plain}, got ${answer}`),
  }
}

function questionAbout(
  message: string,
  seed: number,
): Pick<Question, 'message' | 'version' | 'direction' | 'seed' | 'excuse'> {
  return { message, version: 2, direction: 'records', seed, excuse: undefined }
}

function randomContent(random: Random): Buffer {
  const parts: Uint8Array[] = []
  for (let left = random.below(12); left > 0; left -= 1) {
    const fresh = random.bytes(random.below(3000))
    parts.push(fresh, Buffer.alloc(random.below(20_000), random.bytes(1 + random.below(9))), fresh)
  }
  return Buffer.concat(parts).subarray(0, contentSizeMax)
}

function randomBatch(random: Random): BatchDraft {
  return {
    baseOffset: BigInt(random.below(2 ** 31)),
    partitionLeaderEpoch: random.below(100),
    isTransactional: random.below(2) === 0,
    producerId: BigInt(random.below(2 ** 31)),
    producerEpoch: random.below(2 ** 15),
    baseSequence: random.below(2 ** 31),
    records: Array.from({ length: 1 + random.below(40) }, () => randomRecord(random)),
  }
}

function randomRecord(random: Random): RecordDraft {
  return {
    key: randomBytes(random),
    value: randomBytes(random),
    timestamp: BigInt(random.below(2 ** 31)) * BigInt(random.below(1000)),
    headers: Array.from({ length: random.below(4) }, () => ({
      key: headerKeys[random.below(headerKeys.length)] ?? '',
      value: randomBytes(random),
    })),
  }
}

function randomBytes(random: Random): Uint8Array | null {
  if (random.below(5) === 0) return null
  return random.bytes(random.below(random.below(4) === 0 ? 2000 : 30))
}

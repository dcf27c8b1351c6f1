/** A compacted topic, filled by kcat and looked at until compaction has done its work. */
import { runCommand } from './engines/run-command.ts'
import { testkitErrors } from './errors.ts'
import { createTopic } from './raw-topics.ts'

const timeoutMs = 60_000
const keyCount = 10

/** What makes compaction begin soon; for all topics, of which the others are not compacted. */
export const eagerCleaner = { 'log.cleaner.backoff.ms': '200' } as const

/** A record as kcat shows it. */
export interface ShownRecord {
  readonly offset: number
  readonly key: string
  /** Its number among all that were written; empty: a tombstone. */
  readonly text: string
}

/** Makes a topic that is compacted at once and rolls early. */
export async function makeCompactedTopic(bootstrap: string, name: string): Promise<void> {
  const configs = {
    'cleanup.policy': 'compact',
    'segment.bytes': '1048576',
    'min.cleanable.dirty.ratio': '0.01',
  }
  await createTopic(bootstrap, { name, numPartitions: 1, configs })
}

/** Writes `count` records of about a kilobyte, of ten keys in turn, numbered from `from` on. */
export async function writeKeyed(
  bootstrap: string,
  topic: string,
  { from, count }: { readonly from: number; readonly count: number },
): Promise<void> {
  const lines = Array.from({ length: count }, (_, index) => {
    const number = from + index
    return `key-${number % keyCount}:${String(number).padEnd(1_000, '.')}`
  })
  const args = ['-P', '-b', bootstrap, '-t', topic, '-K:', '-p', '0']
  await runCommand('kcat', args, { input: `${lines.join('\n')}\n`, timeoutMs })
}

/** All records from an offset on, as kcat reads them. */
export async function readKeyed(
  bootstrap: string,
  topic: string,
  from: number | 'beginning' = 'beginning',
): Promise<readonly ShownRecord[]> {
  const args = ['-C', '-b', bootstrap, '-t', topic, '-p', '0', '-o', String(from), '-e', '-q']
  const { stdout } = await runCommand('kcat', [...args, '-f', '%o %k %s\\n'], { timeoutMs })
  const lines = stdout.toString().split('\n')
  return lines.filter((line) => line !== '').map(shownOf)
}

/** Throws unless of each key the newest of `count` records is there, all in order. */
export function mustHaveNewest(records: readonly ShownRecord[], count: number): void {
  const newest = new Map(records.map(({ key, text }) => [key, text]))
  for (let number = count - keyCount; number < count; number += 1) {
    const text = newest.get(`key-${number % keyCount}`)
    if (text !== String(number)) {
      throw testkitErrors.STORY(`the newest of key-${number % keyCount} is ${text}, not ${number}`)
    }
  }
  const moved = records.find(({ offset, text }) => offset !== Number(text))
  if (moved !== undefined) throw testkitErrors.STORY(`${moved.text} is at offset ${moved.offset}`)
}

function shownOf(line: string): ShownRecord {
  const [offset = '', key = '', text = ''] = line.split(' ')
  return { offset: Number(offset), key, text: text.replaceAll('.', '') }
}

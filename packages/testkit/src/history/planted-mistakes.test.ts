/** A recorded history is clean; altered as a mistake of a broker would have, it is not. */
import { deepEqual, ok } from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { gunzipSync } from 'node:zlib'

import { seededRandom } from '../seeded-random.ts'
import { checkHistory } from './check-history.ts'
import type { Operation } from './model/operation.ts'
import { Planting, recordOf, sendsOf, type PlantedMistake } from './planted-mistakes.fixture.ts'

// Java's client, librdkafka and franz-go on Apache Kafka, which is killed once, as one client is.
const recordedPath = join(import.meta.dirname, 'recorded.jsonl.gz')
const seeds = [1, 2, 3, 4, 5]
let recorded: readonly Operation[] = []

before(async () => {
  const [, ...lines] = gunzipSync(await readFile(recordedPath))
    .toString()
    .trimEnd()
    .split('\n')
  recorded = lines.map((line) => JSON.parse(line) as Operation)
})

const abortedSends = (history: Planting): ReturnType<typeof sendsOf> =>
  history
    .works('fail')
    .flatMap(sendsOf)
    .filter(({ offset }) => offset !== null)

const withTwoOfOneKey = (history: Planting): ReturnType<Planting['finalPolls']> =>
  history.finalPolls().filter(({ records: [first, second] }) => first?.key === second?.key)

const mistakes: readonly PlantedMistake[] = [
  {
    name: 'an aborted record is delivered',
    anomaly: 'G1a',
    plant(history) {
      history.pick(history.finalPolls()).records.push(recordOf(history.pick(abortedSends(history))))
    },
  },
  {
    name: 'a transaction is torn: one of its records is nowhere',
    anomaly: 'torn-transaction',
    plant(history) {
      const several = history.works('ok').filter((work) => sendsOf(work).length > 1)
      const { key, value } = sendsOf(history.pick(several.filter(({ kind }) => kind === 'txn')))[0]!
      history.hide(value)
      for (const batch of history.log(key).batches) {
        batch.records = batch.records.filter((record) => record.value !== value)
      }
    },
  },
  {
    name: 'an acknowledged record is lost',
    anomaly: 'lost-write',
    plant(history) {
      history.hide(history.pick(history.finalPolls().slice(0, -20)).records[0]!.value)
    },
  },
  {
    name: 'a marker is lost, and the last stable offset hangs',
    anomaly: 'open-transaction',
    plant(history) {
      const log = history.pick(history.ofKind('log'))
      const marker = history.pick(log.batches.filter((batch) => batch.marker === 'commit'))
      log.batches.splice(log.batches.indexOf(marker), 1)
      log.lastStableOffset = marker.lastOffset - 1
    },
  },
  {
    name: 'an abort marker says commit',
    anomaly: 'aborted-write-committed',
    plant(history) {
      const { key, offset } = history.pick(abortedSends(history))
      const { batches } = history.log(key)
      const data = batches.findIndex((batch) => batch.records.some((one) => one.offset === offset))
      const { producerId } = batches[data]!
      const marker = batches
        .slice(data)
        .find((batch) => batch.marker !== null && batch.producerId === producerId)
      marker!.marker = 'commit'
    },
  },
  {
    name: 'an aborted transaction is missing in what readers are told',
    anomaly: 'aborted-list',
    plant: (history) => void history.pick(history.ofKind('log')).aborted.pop(),
  },
  {
    name: 'offsets are committed outside their transaction, which was aborted',
    anomaly: 'aborted-commit',
    plant(history) {
      // What was committed otherwise is not told apart, so it is a position that nobody else had.
      const { commits } = history.pick(history.works('fail').filter((work) => work.commits))
      const [key, offset] = Object.entries(commits!.offsets)[0]!
      const reads = history.ofKind('committed').filter(({ process }) => process === 'final')
      const read = reads.find(({ committed }) => committed.group === commits!.group)!
      for (const work of history.works('ok')) {
        if (work.commits?.group === commits!.group && work.commits.offsets[key] === offset) {
          delete work.commits.offsets[key]
        }
      }
      read.committed.offsets[key] = offset
    },
  },
  {
    name: 'a committed offset falls back to an earlier one',
    anomaly: 'committed-went-back',
    plant(history) {
      const [read] = history
        .ofKind('committed')
        .filter(
          ({ process, committed }) => process === 'final' && committed.group.includes('rdkafka-1'),
        )
      const commits = history
        .works('ok')
        .flatMap((work) => (work.commits?.group === read!.committed.group ? [work.commits] : []))
      const [key, last] = Object.entries(commits.at(-1)!.offsets)[0]!
      const earlier = commits.filter(({ offsets }) => key in offsets && offsets[key]! < last)
      read!.committed.offsets[key] = history.pick(earlier).offsets[key]!
    },
  },
  {
    name: 'a committed offset is lost',
    anomaly: 'lost-commit',
    plant(history) {
      const reads = history.ofKind('committed').filter(({ process }) => process === 'final')
      const { committed } = history.pick(
        reads.filter((read) => Object.keys(read.committed.offsets).length > 0),
      )
      committed.offsets = {}
    },
  },
  {
    name: 'a retry stores a record again',
    anomaly: 'duplicate',
    plant(history) {
      const poll = history.pick(history.finalPolls())
      const { key, value, hash } = poll.records[0]!
      const end = history.log(key).highWatermark
      history.finalPolls().at(-1)!.records.push({ key, value, hash: hash!, offset: end })
    },
  },
  {
    name: 'an offset is given away again after a restart',
    anomaly: 'offset-reused',
    plant(history) {
      const sends = history.works('ok').flatMap(sendsOf)
      const late = history.pick(sends.slice(-40))
      const [early] = sends.filter(({ key, value }) => key === late.key && value !== late.value)
      late.offset = early!.offset
    },
  },
  {
    name: 'a consumer is not given a record',
    anomaly: 'poll-skip',
    plant(history) {
      history.pick(withTwoOfOneKey(history)).records.shift()
    },
  },
  {
    name: 'a consumer is given a record out of order',
    anomaly: 'int-nonmonotonic-poll',
    plant(history) {
      const { records } = history.pick(withTwoOfOneKey(history))
      records.splice(0, 2, records[1]!, records[0]!)
    },
  },
  {
    name: 'two records of a client change places, for everybody',
    anomaly: 'nonmonotonic-send',
    plant(history) {
      const byProcess = Map.groupBy(history.works('ok'), ({ process }) => process)
      const pairs = [...byProcess.values()].flatMap((works) => {
        const sends = works.filter(({ kind }) => kind === 'send').flatMap(sendsOf)
        return sends.flatMap((send, index) => {
          const later = sends.slice(index + 1).find(({ key }) => key === send.key)
          return later === undefined ? [] : [[send, later] as const]
        })
      })
      const [first, second] = history.pick(pairs)
      const [earlier, later] = [first.offset!, second.offset!]
      history.move(first.value, later)
      history.move(second.value, earlier)
    },
  },
  {
    name: 'a byte of a record is changed',
    anomaly: 'changed',
    plant(history) {
      const { records } = history.pick(history.finalPolls())
      history.pick(records).hash = 'otherwise'
    },
  },
  {
    name: 'a last stable offset above the high watermark is told',
    anomaly: 'watermarks-out-of-order',
    plant(history) {
      const answers = history.ofKind('watermarks')
      const whole = answers.filter((answer) => answer.lastStableOffset && answer.highWatermark)
      const answer = history.pick(whole)
      answer.lastStableOffset = answer.highWatermark! + 1
    },
  },
  {
    name: 'a high watermark goes back',
    anomaly: 'watermark-went-back',
    plant(history) {
      const last = history.ofKind('watermarks').findLast((answer) => answer.highWatermark)
      last!.highWatermark! -= 3
    },
  },
  {
    name: 'a search by time is off by one',
    anomaly: 'wrong-offset-for-time',
    plant: (history) => void (history.pick(history.ofKind('offset-for-time')).offset += 1),
  },
  {
    name: 'a transaction sees what it sent itself',
    anomaly: 'precommitted-read',
    plant(history) {
      const work = history.pick(
        history
          .works('ok')
          .filter(({ kind, steps }) => kind === 'txn' && steps[0]?.kind === 'send'),
      )
      work.steps.push({ kind: 'poll', records: [recordOf(sendsOf(work)[0]!)] })
    },
  },
  {
    name: 'two transactions see each other',
    anomaly: 'G1c',
    plant(history) {
      const works = history.works('ok').filter((work) => sendsOf(work).length > 0)
      const first = history.pick(works)
      const second = history.pick(works.filter((work) => work !== first))
      const [one, other] = [recordOf(sendsOf(first)[0]!), recordOf(sendsOf(second)[0]!)]
      first.steps.push({ kind: 'poll', records: [other] })
      second.steps.push({ kind: 'poll', records: [one] })
    },
  },
]

test('the recorded history is clean', () => deepEqual(checkHistory(recorded).failures, []))

for (const { name, anomaly, plant } of mistakes) {
  test(`${name}: ${anomaly}`, () => {
    for (const seed of seeds) {
      const planting = new Planting(recorded, seededRandom(seed))
      plant(planting)
      const found = checkHistory(planting.operations as Operation[]).failures
      const names = new Set(found.map((finding) => finding.anomaly))
      ok(names.has(anomaly), `seed ${seed} shows ${[...names].join(', ') || 'nothing'}`)
    }
  })
}

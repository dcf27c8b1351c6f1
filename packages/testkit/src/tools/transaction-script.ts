/** What is typed at both brokers about transactions, beside producers that are in the midst of some. */
import { systemClock, type Clock } from '@barnabus/base'

import { RawConnection } from '../raw-connection.ts'
import { RawProducer } from '../raw-producer.ts'
import type { ScriptedCommand } from './scripted-command.ts'

const transactions = 'kafka-transactions --bootstrap-server BOOTSTRAP'
const abort = `${transactions} abort --topic settled --partition 0`
const committed =
  'kafka-console-consumer --bootstrap-server BOOTSTRAP --topic settled --isolation-level read_committed --offset earliest --timeout-ms 1500'

export const transactionScript: readonly ScriptedCommand[] = [
  { command: 'kafka-topics --bootstrap-server BOOTSTRAP --create --topic settled --partitions 2' },
  { command: `${transactions} list` },
  { command: `${transactions} describe --transactional-id absent` },
  { command: `${transactions} describe-producers --topic lines --partition 0` },
  { command: `${transactions} find-hanging --broker-id 1` },

  { before: writeTransactions, command: `${transactions} list` },
  { command: `${transactions} list --duration-filter 3600000` },
  { command: `${transactions} list --transactional-id-pattern o.*` },
  { command: `${transactions} describe --transactional-id done`, measures: true },
  { command: `${transactions} describe --transactional-id open`, measures: true },
  { command: `${transactions} describe-producers --topic settled --partition 0`, measures: true },
  { command: `${transactions} describe-producers --topic settled --partition 1`, measures: true },
  { command: `${transactions} find-hanging --topic settled` },
  { command: `${transactions} find-hanging --topic settled --max-transaction-timeout 1` },
  { command: `${committed} --partition 0` },
  { command: `${committed} --partition 1` },

  { command: `${abort} --start-offset 7` },
  { command: `${abort} --producer-id 1` },
  { command: `${abort} --start-offset 0` },
  { command: `${abort} --start-offset 0` },
  { command: `${transactions} describe-producers --topic settled --partition 0`, measures: true },
  { command: `${transactions} forceTerminateTransaction --transactionalId open` },
  { command: `${transactions} list` },
]

const ageMs = 2 * 60 * 60_000
const longAgo: Clock = { ...systemClock, nowMs: () => systemClock.nowMs() - ageMs }

/** One is committed, one aborted, and one stays open, with a record that is two hours old. */
async function writeTransactions(bootstrap: string): Promise<void> {
  const connection = await RawConnection.open(bootstrap)
  try {
    const decided = { topic: 'settled', partition: 1 }
    for (const [id, outcome] of [
      ['done', 'commit'],
      ['undone', 'abort'],
    ] as const) {
      const producer = await new RawProducer(connection, id).begin()
      await producer.write(decided, `${id} 1`)
      await producer.write(decided, `${id} 2`)
      await producer.end(outcome)
    }
    const open = await new RawProducer(connection, 'open', { clock: longAgo }).begin()
    await open.write({ topic: 'settled', partition: 0 }, 'pending')
  } finally {
    connection.close()
  }
}

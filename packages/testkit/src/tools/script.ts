/** What is typed at both brokers: one session, from creating topics to deleting them. */
import { groupFiles, groupScript } from './group-script.ts'
import type { ScriptedCommand } from './scripted-command.ts'
import { transactionScript } from './transaction-script.ts'

const topics = 'kafka-topics --bootstrap-server BOOTSTRAP'
const configs = 'kafka-configs --bootstrap-server BOOTSTRAP'
const producer = 'kafka-console-producer --bootstrap-server BOOTSTRAP --topic'
const consumer = 'kafka-console-consumer --bootstrap-server BOOTSTRAP --topic'
const offsets = 'kafka-get-offsets --bootstrap-server BOOTSTRAP'
const deleteRecords = 'kafka-delete-records --bootstrap-server BOOTSTRAP --offset-json-file'
const quorum = 'kafka-metadata-quorum --bootstrap-server BOOTSTRAP'
const features = 'kafka-features --bootstrap-server BOOTSTRAP'

/** Files that the commands name, in the folder FILES. */
export const scriptFiles: Readonly<Record<string, string>> = {
  'delete-some.json': deletionOf('lines', 2),
  'delete-too-many.json': deletionOf('lines', 1000),
  'delete-absent.json': deletionOf('absent', 1),
  'move.json': JSON.stringify({ version: 1, topics: [{ topic: 'lines' }] }),
  ...groupFiles,
  'elect.json': JSON.stringify({ partitions: [{ topic: 'lines', partition: 0 }] }),
}

/** While the broker runs. BOOTSTRAP is where. */
export const script: readonly ScriptedCommand[] = [
  { command: 'kafka-cluster cluster-id --bootstrap-server BOOTSTRAP' },
  { command: 'kafka-cluster list-endpoints --bootstrap-server BOOTSTRAP' },
  { command: 'kafka-cluster unregister --bootstrap-server BOOTSTRAP --id 7' },
  { command: 'kafka-broker-api-versions --bootstrap-server BOOTSTRAP' },

  { command: `${topics} --list` },
  { command: `${topics} --create --topic lines` },
  { command: `${topics} --create --topic lines` },
  { command: `${topics} --create --topic lines --if-not-exists` },
  {
    command: `${topics} --create --topic keyed --partitions 3 --replication-factor 1 --config retention.ms=3600000 --config cleanup.policy=compact`,
  },
  { command: `${topics} --create --topic placed --replica-assignment 1,1` },
  { command: `${topics} --create --topic misplaced --replica-assignment 1,9` },
  { command: `${topics} --create --topic copies --replication-factor 2` },
  { command: `${topics} --create --topic none --partitions 0` },
  { command: `${topics} --create --topic bad/name` },
  { command: `${topics} --create --topic bad --config retention.ms=soon` },
  { command: `${topics} --create --topic bad --config no.such.setting=1` },
  { command: `${topics} --list` },
  { command: `${topics} --describe` },
  { command: `${topics} --describe --topic keyed --partition-size-limit-per-response 1` },
  { command: `${topics} --describe --topics-with-overrides` },
  { command: `${topics} --describe --under-replicated-partitions` },
  { command: `${topics} --describe --unavailable-partitions` },
  { command: `${topics} --describe --at-min-isr-partitions` },
  { command: `${topics} --describe --topic absent` },
  { command: `${topics} --alter --topic keyed --partitions 4` },
  { command: `${topics} --alter --topic keyed --partitions 2` },
  { command: `${topics} --alter --topic absent --partitions 2` },
  { command: `${topics} --describe --topic keyed` },

  { command: `${configs} --describe --topic keyed` },
  { command: `${configs} --describe --topic keyed --all` },
  {
    command: `${configs} --alter --topic keyed --add-config retention.ms=7200000,segment.ms=60000`,
  },
  { command: `${configs} --describe --topic keyed` },
  { command: `${configs} --alter --topic keyed --delete-config retention.ms` },
  { command: `${configs} --alter --topic keyed --delete-config segment.bytes` },
  { command: `${configs} --alter --topic keyed --add-config no.such.setting=1` },
  { command: `${configs} --alter --topic keyed --add-config cleanup.policy=[compact,delete]` },
  { command: `${configs} --describe --topic keyed` },
  { command: `${configs} --describe --topic absent` },
  { command: `${configs} --alter --topic absent --add-config retention.ms=1` },
  { command: `${configs} --describe --broker 1` },
  { command: `${configs} --describe --broker 9` },
  { command: `${configs} --describe --broker-defaults` },
  { command: `${configs} --alter --broker-defaults --add-config log.retention.ms=86400000` },
  { command: `${configs} --describe --broker-defaults` },
  { command: `${configs} --alter --broker-defaults --delete-config log.retention.ms` },
  { command: `${configs} --alter --broker 1 --add-config node.id=3` },
  { command: `${configs} --describe --entity-type topics` },

  { command: `${producer} lines`, input: 'one\ntwo\nthree\n\nfive\n' },
  {
    command: `${producer} keyed --reader-property parse.key=true --reader-property key.separator=:`,
    input: 'a:1\nb:2\nc:3\na:4\n',
  },
  {
    command: `${producer} keyed --reader-property parse.key=true --reader-property parse.headers=true`,
    input: 'h1:v1,h2:v2\ta\t5\n',
  },
  { command: `${producer} lines --sync --compression-codec zstd`, input: 'six\nseven\n' },
  { command: `${producer} lines --request-required-acks 0`, input: 'eight\n' },
  { command: `${consumer} lines --partition 0 --offset earliest --max-messages 7` },
  { command: `${consumer} lines --partition 0 --offset 5 --max-messages 2` },
  {
    command: `${consumer} keyed --partition 0 --offset earliest --timeout-ms 1500 --formatter-property print.key=true --formatter-property print.offset=true --formatter-property print.headers=true`,
  },
  { command: `${consumer} absent --partition 0 --offset earliest --timeout-ms 1000` },

  { command: offsets },
  { command: `${offsets} --topic lines --time earliest` },
  { command: `${offsets} --topic lines --time max-timestamp` },
  { command: `${offsets} --topic lines --time earliest-local` },
  { command: `${offsets} --topic lines --time latest-tiered` },
  { command: `${offsets} --topic lines --time 1` },
  { command: `${offsets} --topic-partitions keyed:0-2` },
  { command: `${offsets} --topic absent` },

  { command: `${deleteRecords} FILES/delete-some.json` },
  { command: `${deleteRecords} FILES/delete-too-many.json` },
  { command: `${deleteRecords} FILES/delete-absent.json` },
  { command: `${offsets} --topic lines --time earliest` },
  { command: `${consumer} lines --partition 0 --offset earliest --max-messages 1` },

  { command: 'kafka-log-dirs --bootstrap-server BOOTSTRAP --describe' },
  { command: 'kafka-log-dirs --bootstrap-server BOOTSTRAP --describe --topic-list lines' },
  { command: 'kafka-log-dirs --bootstrap-server BOOTSTRAP --describe --broker-list 9' },

  {
    command:
      'kafka-producer-perf-test --bootstrap-server BOOTSTRAP --topic perf --num-records 5000 --record-size 100 --throughput -1',
    measures: true,
  },
  {
    command:
      'kafka-consumer-perf-test --bootstrap-server BOOTSTRAP --topic perf --num-records 5000 --timeout 20000',
    measures: true,
  },
  {
    command:
      'kafka-e2e-latency --bootstrap-server BOOTSTRAP --topic latency --num-records 100 --producer-acks all --record-size 100',
    measures: true,
  },

  { command: `${features} describe` },
  { command: `${features} upgrade --feature transaction.version=2` },
  { command: `${features} upgrade --feature no.such=1` },
  { command: `${features} upgrade --feature group.version=9` },
  { command: `${features} downgrade --feature group.version=0 --dry-run` },
  { command: `${quorum} describe --status` },
  { command: `${quorum} describe --replication`, measures: true },

  ...groupScript,

  ...transactionScript,

  {
    command:
      'kafka-leader-election --bootstrap-server BOOTSTRAP --election-type preferred --topic lines --partition 0',
  },
  {
    command:
      'kafka-leader-election --bootstrap-server BOOTSTRAP --election-type unclean --path-to-json-file FILES/elect.json',
  },
  { command: 'kafka-reassign-partitions --bootstrap-server BOOTSTRAP --list' },
  {
    command:
      'kafka-reassign-partitions --bootstrap-server BOOTSTRAP --generate --broker-list 1 --topics-to-move-json-file FILES/move.json',
  },

  { command: `${topics} --delete --topic placed` },
  { command: `${topics} --delete --topic absent` },
  { command: `${topics} --delete --topic never-there --if-exists` },
  { command: `${topics} --list` },
]

/** When it has ended; DATA is its directory. */
export const scriptAfterwards: readonly ScriptedCommand[] = [
  { command: 'kafka-dump-log --print-data-log --files DATA/lines-0/00000000000000000000.log' },
  {
    command: 'kafka-dump-log --deep-iteration --files DATA/perf-0/00000000000000000000.log',
    measures: true,
  },
  { command: 'kafka-dump-log --index-sanity-check --files DATA/perf-0/00000000000000000000.index' },
]

function deletionOf(topic: string, offset: number): string {
  return JSON.stringify({ version: 1, partitions: [{ topic, partition: 0, offset }] })
}

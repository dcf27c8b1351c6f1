/** The command line tools of Apache Kafka by the names of their scripts, and how to run many. */
import { join } from 'node:path'

import { assert } from '@barnabus/base'

import { javaProgram } from '../engines/java-program.ts'
import { interopDirectory } from '../engines/repository.ts'

const mainClasses = {
  'kafka-broker-api-versions': 'org.apache.kafka.tools.BrokerApiVersionsCommand',
  'kafka-cluster': 'org.apache.kafka.tools.ClusterTool',
  'kafka-configs': 'kafka.admin.ConfigCommand',
  'kafka-console-consumer': 'org.apache.kafka.tools.consumer.ConsoleConsumer',
  'kafka-console-producer': 'org.apache.kafka.tools.ConsoleProducer',
  'kafka-consumer-groups': 'org.apache.kafka.tools.consumer.group.ConsumerGroupCommand',
  'kafka-consumer-perf-test': 'org.apache.kafka.tools.ConsumerPerformance',
  'kafka-delete-records': 'org.apache.kafka.tools.DeleteRecordsCommand',
  'kafka-dump-log': 'org.apache.kafka.tools.DumpLogSegments',
  'kafka-e2e-latency': 'org.apache.kafka.tools.EndToEndLatency',
  'kafka-features': 'org.apache.kafka.tools.FeatureCommand',
  'kafka-get-offsets': 'org.apache.kafka.tools.GetOffsetShell',
  'kafka-groups': 'org.apache.kafka.tools.GroupsCommand',
  'kafka-leader-election': 'org.apache.kafka.tools.LeaderElectionCommand',
  'kafka-log-dirs': 'org.apache.kafka.tools.LogDirsCommand',
  'kafka-metadata-quorum': 'org.apache.kafka.tools.MetadataQuorumCommand',
  'kafka-producer-perf-test': 'org.apache.kafka.tools.ProducerPerformance',
  'kafka-reassign-partitions': 'org.apache.kafka.tools.reassign.ReassignPartitionsCommand',
  'kafka-topics': 'org.apache.kafka.tools.TopicCommand',
  'kafka-transactions': 'org.apache.kafka.tools.TransactionsCommand',
} as const

/** What is typed at a prompt, and what the tool then reads from its standard input. */
export interface ToolCommand {
  /** The script and its arguments, with single spaces between. */
  readonly command: string
  readonly input?: string
}

/** What a tool left: its last code and all that it printed. */
export interface ToolOutcome {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs the commands one after the other, all in one JVM. */
export async function runTools(commands: readonly ToolCommand[]): Promise<readonly ToolOutcome[]> {
  const program = await javaProgram(join(interopDirectory, 'tools'), 'KafkaTools')
  return (await program.ask(commands.map(questionOf))).map(outcomeOf)
}

function questionOf({ command, input = '' }: ToolCommand): string {
  const [script, ...args] = command.split(' ')
  const mainClass = mainClasses[script as keyof typeof mainClasses]
  assert(mainClass !== undefined, `"${script}" is a tool that we know`)
  return [mainClass, input, ...args].map((word) => base64.encode(word)).join(' ')
}

function outcomeOf(answer: string): ToolOutcome {
  const [exitCode = '', stdout = '', stderr = ''] = answer.split(' ')
  return {
    exitCode: Number(exitCode),
    stdout: base64.decode(stdout),
    stderr: base64.decode(stderr),
  }
}

const base64 = {
  encode: (text: string): string => Buffer.from(text).toString('base64'),
  decode: (text: string): string => Buffer.from(text, 'base64').toString(),
}

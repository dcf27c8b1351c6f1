import { defineErrors } from '@barnabus/base'

/** Everything that can go wrong around the processes and clients which tests start. */
export const testkitErrors = defineErrors('TESTKIT', {
  COMMAND_FAILED: (command: string, outcome: string, output: string) =>
    `Cannot finish "${command}": ${outcome}${output === '' ? '' : `\n${output}`}`,
  SERVER_ENDED: (command: string, outcome: string, output: string) =>
    `Cannot start "${command}": it ended (${outcome}) before it was ready\n${output}`,
  SERVER_NOT_READY: (command: string, waitedMs: number, output: string) =>
    `Cannot start "${command}": not ready after ${waitedMs} ms\n${output}`,
  ENGINE_USE: (what: string, words: string) =>
    `Cannot finish what the engine is for: ${what}\n${words}`,
  STILL_OPEN: (topic: string, partition: number) =>
    `Cannot read all of ${topic}-${partition}: a transaction is open there`,
  STILL_KNOWN: (topic: string, broker: string) =>
    `Cannot go on: the broker at ${broker} has not heard yet that ${topic} is gone`,
  TOOL_MISSING: (tool: string, use: string, remedy: string) =>
    `Cannot find "${tool}", which ${use}. ${remedy}`,
  KAFKA_NOT_FETCHED: (detail: string) =>
    `Cannot fetch Apache Kafka with Maven, so its broker, tools and clients cannot be run here.\n${detail}`,
  FIRST_STEP: (what: string) => `Cannot take the first steps: ${what}`,
  STORY: (what: string) => `Cannot confirm the story: ${what}`,
  CONNECTION_LOST: () => 'Cannot wait for the answer: the connection ended',
  CLIENT_ENDED: (program: string) =>
    `Cannot get an answer from the client "${program}": it ended, was killed, or took too long`,
  BROKER_REFUSED: (answer: string) => `Cannot go on: the broker answered ${answer}`,
  HISTORY_UNREADABLE: (path: string, line: number) =>
    `Cannot read the history "${path}": line ${line} is not an operation`,
  ANSWER_UNREADABLE: (reason: string) => `Cannot read the answer: ${reason}`,
  USAGE: (message: string) => `Cannot understand the command line: ${message}`,
})

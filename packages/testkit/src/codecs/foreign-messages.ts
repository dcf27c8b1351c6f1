/** Message classes of other implementations, as programs that answer a line with a line. */
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'

import { hashOf, needs, once } from '../clients/toolchains.ts'
import { kafkaClassPath } from '../engines/kafka-class-path.ts'
import { cacheDirectory, interopDirectory } from '../engines/repository.ts'
import { runCommand } from '../engines/run-command.ts'
import { testkitErrors } from '../errors.ts'
import type { Subject } from './subject.ts'

/** An implementation of Kafka's messages that is not ours. */
export interface ForeignMessages {
  readonly title: string
  /** What it calls this message in a question. */
  nameOf(subject: Subject): string
  /** The first two bytes that it keeps with the message and we do not; undefined: none. */
  prefixOf(subject: Subject): number | undefined
  /** Whether it knows which header belongs to a request or response. */
  readonly knowsHeaders: boolean
  /** Whether it can take record batches apart. */
  readonly knowsBatches: boolean
  /** One answer per question, in order. An answer that starts with "!" says what went wrong. */
  ask(questions: readonly string[]): Promise<readonly string[]>
}

const sources = join(interopDirectory, 'codecs')
const builds = join(cacheDirectory, 'codecs')

/** Apache Kafka's classes. Throws what is missing on this machine and how to get it. */
export async function apacheKafkaMessages(): Promise<ForeignMessages> {
  await needs('javac', ['-version'], 'builds around Kafka’s classes', 'Install a JDK, 17 or later.')
  const { classPath, version } = await kafkaClassPath()
  const folder = join(sources, 'java')
  const files = (await readdir(folder)).filter((file) => file.endsWith('.java')).toSorted()
  const paths = files.map((file) => join(folder, file))
  const hashes = await Promise.all(paths.map(hashOf))
  const classes = join(builds, ['java', version, ...hashes].join('-'))
  await mkdir(builds, { recursive: true })
  await once(join(classes, 'complete'), async () => {
    await runCommand('javac', ['-cp', classPath, '-d', classes, ...paths])
  })
  const args = ['-XX:+UseSerialGC', '-cp', `${classes}:${classPath}`, 'MessageCodecs']
  return {
    title: `Apache Kafka ${version}`,
    nameOf: ({ name, part }) => (part.kind === 'stored' ? name : `${name}Data`),
    prefixOf: () => undefined,
    knowsHeaders: true,
    knowsBatches: true,
    ask: (questions) => askProgram('java', args, questions),
  }
}

/** The types of franz-go. Throws what is missing on this machine and how to get it. */
export async function franzGoMessages(): Promise<ForeignMessages> {
  await needs('go', ['version'], 'builds around the types of franz-go', 'Install Go.')
  const folder = join(sources, 'go')
  const binary = join(builds, 'franz-go')
  await runCommand('go', ['build', '-o', binary, '.'], { cwd: folder })
  const listed = await runCommand('go', ['list', '-m', '-f', '{{.Version}}', kmsg], { cwd: folder })
  return {
    title: `franz-go kmsg ${listed.stdout.toString().trim()}`,
    nameOf: ({ name, part }) => (part.kind === 'stored' ? name : `${part.kind}:${part.apiKey}`),
    prefixOf: ({ part }) => (part.kind === 'stored' ? part.prefix : undefined),
    knowsHeaders: false,
    knowsBatches: false,
    ask: (questions) => askProgram(binary, [], questions),
  }
}

const kmsg = 'github.com/twmb/franz-go/pkg/kmsg'

async function askProgram(
  command: string,
  args: readonly string[],
  questions: readonly string[],
): Promise<readonly string[]> {
  const { stdout } = await runCommand(command, args, { input: `${questions.join('\n')}\n` })
  const answers = stdout.toString('latin1').trimEnd().split('\n')
  if (answers.length === questions.length) return answers
  const outcome = `${answers.length} answers to ${questions.length} questions`
  throw testkitErrors.COMMAND_FAILED(command, outcome, answers.at(-1) ?? '')
}

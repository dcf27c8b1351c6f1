/** Message classes of other implementations, as programs that answer a line with a line. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'

import { needs } from '../clients/toolchains.ts'
import { askProgram, javaProgram } from '../engines/java-program.ts'
import { cacheDirectory, interopDirectory } from '../engines/repository.ts'
import { runCommand } from '../engines/run-command.ts'
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
  const program = await javaProgram(join(sources, 'java'), 'MessageCodecs')
  return {
    title: `Apache Kafka ${program.kafkaVersion}`,
    nameOf: ({ name, part }) => (part.kind === 'stored' ? name : `${name}Data`),
    prefixOf: () => undefined,
    knowsHeaders: true,
    knowsBatches: true,
    ask: (questions) => program.ask(questions),
  }
}

/** The types of franz-go. Throws what is missing on this machine and how to get it. */
export async function franzGoMessages(): Promise<ForeignMessages> {
  await needs('go', ['version'], 'builds around the types of franz-go', 'Install Go.')
  const folder = join(sources, 'go')
  const binary = join(builds, 'franz-go')
  await mkdir(builds, { recursive: true })
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

/** Programs around Apache Kafka's own classes that answer a line with a line. */
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'

import { hashOf, needs, once } from '../clients/toolchains.ts'
import { testkitErrors } from '../errors.ts'
import { kafkaClassPath } from './kafka-class-path.ts'
import { cacheDirectory } from './repository.ts'
import { runCommand } from './run-command.ts'

/** Answers questions, each in one line. */
export interface LineProgram {
  /** One answer per question, in order. */
  ask(questions: readonly string[]): Promise<readonly string[]>
}

/**
 * Compiles the Java files of `folder` against Kafka's jars, once, and gives the program whose class
 * is `main`. Throws what is missing on this machine and how to get it.
 */
export async function javaProgram(
  folder: string,
  main: string,
): Promise<LineProgram & { readonly kafkaVersion: string }> {
  await needs('javac', ['-version'], 'builds around Kafka’s classes', 'Install a JDK, 17 or later.')
  const { classPath, version } = await kafkaClassPath()
  const files = (await readdir(folder)).filter((file) => file.endsWith('.java')).toSorted()
  const paths = files.map((file) => join(folder, file))
  const hashes = await Promise.all(paths.map(hashOf))
  const builds = join(cacheDirectory, 'java')
  const classes = join(builds, [main, version, ...hashes].join('-'))
  await mkdir(builds, { recursive: true })
  await once(join(classes, 'complete'), async () => {
    await runCommand('javac', ['-cp', classPath, '-d', classes, ...paths])
  })
  const args = ['-XX:+UseSerialGC', '-cp', `${classes}:${classPath}`, main]
  return { kafkaVersion: version, ask: (questions) => askProgram('java', args, questions) }
}

/** Starts a program, writes the questions to it, and reads one answer for each. */
export async function askProgram(
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

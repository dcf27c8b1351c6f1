import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

import { isOperatingError } from '@barnabus/base'

import { testkitErrors } from '../errors.ts'
import { cacheDirectory, interopDirectory } from './repository.ts'
import { runCommand } from './run-command.ts'

const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath'

/** Apache Kafka's jars, as Maven fetched them. */
export interface KafkaClassPath {
  /** In the form that `java -cp` takes. */
  readonly classPath: string
  /** Kafka's version, as the project file names it. */
  readonly version: string
}

/** The class path of Apache Kafka: broker, tools and clients. See `classPathOf`. */
export function kafkaClassPath(): Promise<KafkaClassPath> {
  return classPathOf('apache-kafka')
}

/**
 * The class path of a project of Maven's below `interop`, and the version of Kafka that it names.
 *
 * Fetched by Maven the first time; from then on nothing but a file is read. Throws
 * `TESTKIT_KAFKA_NOT_FETCHED` on a machine that cannot fetch it.
 */
export async function classPathOf(name: string): Promise<KafkaClassPath> {
  const projectDirectory = join(interopDirectory, name)
  const project = await readFile(join(projectDirectory, 'pom.xml'), 'utf8')
  const version = /<kafka\.version>(.*)<\/kafka\.version>/.exec(project)?.[1] ?? 'unknown'
  const hash = createHash('sha256').update(project).digest('hex').slice(0, 12)
  const path = join(cacheDirectory, 'apache-kafka', `class-path-${hash}.txt`)

  const known = await readFile(path, 'utf8').catch(() => '') // Absent before the first run.
  if (isComplete(known)) return { classPath: known, version }
  await fetchJars(projectDirectory, path)
  const fetched = await readFile(path, 'utf8')
  if (!isComplete(fetched))
    throw testkitErrors.KAFKA_NOT_FETCHED(`Maven named absent jars: ${path}`)
  return { classPath: fetched, version }
}

function isComplete(classPath: string): boolean {
  return classPath !== '' && classPath.split(delimiter).every((jar) => existsSync(jar))
}

async function fetchJars(projectDirectory: string, outputPath: string): Promise<void> {
  await mkdir(join(cacheDirectory, 'apache-kafka'), { recursive: true })
  const args = ['-q', '-B', goal, `-Dmdep.outputFile=${outputPath}`, '-DincludeScope=runtime']
  try {
    await runCommand('mvn', args, { cwd: projectDirectory })
  } catch (error) {
    if (!isOperatingError(error)) throw error
    throw testkitErrors.KAFKA_NOT_FETCHED(error.message).because(error)
  }
}

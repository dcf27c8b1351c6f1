import { mkdir, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'

import { hashOf, needs, once } from '../clients/toolchains.ts'
import type { KafkaClassPath } from './kafka-class-path.ts'
import { cacheDirectory } from './repository.ts'
import { runCommand } from './run-command.ts'

/** Compiles the Java files of a folder, once, and gives the folder that has their classes. */
export async function javaClasses(
  folder: string,
  { classPath, version }: KafkaClassPath,
): Promise<string> {
  await needs('javac', ['-version'], 'builds around Kafka’s classes', 'Install a JDK, 17 or later.')
  const files = (await readdir(folder)).filter((file) => file.endsWith('.java')).toSorted()
  const paths = files.map((file) => join(folder, file))
  const hashes = await Promise.all(paths.map(hashOf))
  const builds = join(cacheDirectory, 'java')
  const classes = join(builds, [basename(folder), version, ...hashes].join('-'))
  await mkdir(builds, { recursive: true })
  await once(join(classes, 'complete'), async () => {
    await runCommand('javac', ['-cp', classPath, '-d', classes, ...paths])
  })
  return classes
}

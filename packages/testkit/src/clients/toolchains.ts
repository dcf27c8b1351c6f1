/** Prepares, once, what the client programs need to run: packages, builds, and kcat itself. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'

import { isOperatingError } from '@barnabus/base'

import { kafkaClassPath } from '../engines/kafka-class-path.ts'
import { cacheDirectory, interopDirectory } from '../engines/repository.ts'
import { runCommand } from '../engines/run-command.ts'
import { testkitErrors } from '../errors.ts'
import type { Client, Toolchain } from './client.ts'

/** A program and the arguments that come before the client's own. */
export interface ClientCommand {
  readonly command: string
  readonly args: readonly string[]
}

/** Gives the command of a client whose toolchain has been prepared. */
export type CommandOf = (client: Program) => ClientCommand

/** A program in the folder of a toolchain. */
export type Program = Pick<Client, 'toolchain' | 'program'>

const sources = join(interopDirectory, 'clients')
const builds = join(cacheDirectory, 'clients')

const prepare: Readonly<Record<Toolchain, () => Promise<(program: string) => ClientCommand>>> = {
  kcat: prepareKcat,
  python: preparePython,
  node: prepareNode,
  'node-rdkafka': prepareNodeRdkafka,
  go: prepareGo,
  java: prepareJava,
}

/** Prepares the toolchains of these clients. Throws what is missing and how to get it. */
export async function prepareToolchains(clients: readonly Program[]): Promise<CommandOf> {
  await mkdir(builds, { recursive: true })
  const names = [...new Set(clients.map(({ toolchain }) => toolchain))]
  const ready = await Promise.all(names.map(async (name) => [name, await prepare[name]()] as const))
  const commandOf = new Map(ready)
  return ({ toolchain, program }) => {
    const command = commandOf.get(toolchain)
    if (command === undefined) throw testkitErrors.USAGE(`no toolchain "${toolchain}" was prepared`)
    return command(program)
  }
}

async function prepareKcat(): Promise<(program: string) => ClientCommand> {
  const use = 'is a client of the matrix'
  if (!(await runs('kcat', ['-V']))) {
    const mayInstall = process.getuid?.() === 0 && (await runs('apt-get', ['--version']))
    if (!mayInstall) {
      throw testkitErrors.TOOL_MISSING('kcat', use, 'Install it: apt-get install kcat')
    }
    await runCommand('apt-get', ['update', '-qq'])
    await runCommand('apt-get', ['install', '-y', '-qq', 'kcat'])
  }
  return await prepareNode() // The program around kcat is one for Node.
}

async function preparePython(): Promise<(program: string) => ClientCommand> {
  const folder = join(sources, 'python')
  const python = await pythonWith(join(folder, 'requirements.txt'))
  return (program) => ({ command: python, args: ['-B', join(folder, program)] })
}

/** A Python with these packages, installed once. */
export async function pythonWith(requirements: string): Promise<string> {
  await needs('python3', ['--version'], 'runs programs in Python', 'Install Python 3 with venv.')
  await mkdir(builds, { recursive: true })
  const environment = join(builds, `python-${await hashOf(requirements)}`)
  const python = join(environment, 'bin', 'python')
  await once(join(environment, 'complete'), async () => {
    await rm(environment, { recursive: true, force: true })
    await runCommand('python3', ['-m', 'venv', environment])
    const pip = ['-m', 'pip', 'install', '-q', '--only-binary', ':all:', '-r', requirements]
    await runCommand(python, pip)
  })
  return python
}

async function prepareNode(): Promise<(program: string) => ClientCommand> {
  const folder = join(sources, 'node')
  nodePackages ??= installPackages(folder)
  await nodePackages
  return (program) => nodeCommand(join(folder, program))
}

let nodePackages: Promise<void> | undefined // Two toolchains ask for them; one installs.

/** Its package compiles librdkafka, for minutes, against the headers of the Node that runs it. */
async function prepareNodeRdkafka(): Promise<(program: string) => ClientCommand> {
  await needs('g++', ['--version'], 'compiles node-rdkafka', 'Install a compiler for C++.')
  const folder = join(sources, 'node-rdkafka')
  await installPackages(folder)
  return (program) => nodeCommand(join(folder, program))
}

/** Our own client is among them, from its sources. */
function nodeCommand(path: string): ClientCommand {
  return { command: process.execPath, args: ['--conditions=@barnabus/source', path] }
}

/** Installs what the package in a folder needs, once. */
export async function installPackages(folder: string): Promise<void> {
  const hash = await hashOf(join(folder, 'package-lock.json'))
  await once(join(folder, 'node_modules', `.complete-${hash}`), async () => {
    const node = dirname(process.execPath)
    const path = `${node}${delimiter}${process.env['PATH'] ?? ''}`
    const environment = { PATH: path, npm_config_nodedir: dirname(node) }
    await runCommand('npm', ['ci', '--silent'], { cwd: folder, environment })
  })
}

async function prepareGo(): Promise<(program: string) => ClientCommand> {
  await needs('go', ['version'], 'builds the Go client', 'Install Go.')
  const binaries = join(builds, 'go')
  const args = ['build', '-o', `${binaries}/`, './...']
  await runCommand('go', args, { cwd: join(sources, 'go') })
  return (program) => ({ command: join(binaries, program), args: [] })
}

async function prepareJava(): Promise<(program: string) => ClientCommand> {
  await needs('javac', ['-version'], 'builds the Java client', 'Install a JDK, 17 or later.')
  const { classPath } = await kafkaClassPath()
  const folder = join(sources, 'java')
  const files = (await readdir(folder)).filter((file) => file.endsWith('.java')).toSorted()
  const paths = files.map((file) => join(folder, file))
  const classes = join(builds, ['java', ...(await Promise.all(paths.map(hashOf)))].join('-'))
  await once(join(classes, 'complete'), async () => {
    await runCommand('javac', ['-cp', classPath, '-d', classes, ...paths])
  })
  const logging = `-Dlog4j2.configurationFile=${join(folder, 'log4j2.properties')}`
  const fastStart = ['-Xshare:auto', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC']
  const args = [...fastStart, logging, '-cp', `${classes}:${classPath}`]
  return (program) => ({ command: 'java', args: [...args, program] })
}

/** Does the work unless `stamp` says that it was done; a stamp is written only after success. */
export async function once(stamp: string, work: () => Promise<void>): Promise<void> {
  if (existsSync(stamp)) return
  await work()
  await writeFile(stamp, '')
}

/** What tells versions of a file apart in the names of what was built from it. */
export async function hashOf(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
    .slice(0, 12)
}

/** Throws TOOL_MISSING, with `use` and `remedy`, unless the tool can be run. */
export async function needs(
  tool: string,
  args: readonly string[],
  use: string,
  remedy: string,
): Promise<void> {
  if (!(await runs(tool, args))) throw testkitErrors.TOOL_MISSING(tool, use, remedy)
}

async function runs(command: string, args: readonly string[]): Promise<boolean> {
  try {
    await runCommand(command, args)
    return true
  } catch (error) {
    if (isOperatingError(error, 'TESTKIT_COMMAND_FAILED')) return false
    throw error
  }
}

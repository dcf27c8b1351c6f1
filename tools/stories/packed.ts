/**
 * npm run test:packed: what would be published, the way a stranger meets it.
 *
 * The packed packages are installed into an empty project with the oldest Node that they claim to
 * run on; the command starts a broker there, and the library is used from plain JavaScript and
 * from TypeScript.
 */

import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict'
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { packagesWithNode } from '../bootstrap.mjs'
import { publicPackages } from '../public-packages.ts'
import { askApiVersions } from './ask.ts'
import { environmentOfAStranger, freePort, run, StartedServer } from './stranger.ts'
import { copyTree, linkModules, root, temporaryFolder } from './working-copy.ts'

const nodeMajor = '22'

interface Packed {
  readonly name: string
  readonly filename: string
  readonly files: readonly { readonly path: string }[]
}

async function tell(folder: string): Promise<void> {
  const packed = pack(folder)
  const project = install(folder, packed)
  const env = {
    ...environmentOfAStranger(),
    PATH: [join(project, 'node_modules', '.bin'), environmentOfAStranger()['PATH']].join(delimiter),
  }
  match(run('node', ['--version'], { cwd: project, env }), new RegExp(`^v${nodeMajor}\\.`))
  await startsAsCommand(project, env)
  await startsAsLibrary(project, env)
  await opensTheSideDoor(project, env)
  testsWithTheBus(project, env)
  hasTypes(project, env)
}

/** Builds and packs in a copy, so that nothing of it stays here. */
function pack(folder: string): readonly Packed[] {
  const copy = join(folder, 'copy')
  const tarballs = join(folder, 'tarballs')
  copyTree(copy)
  linkModules(copy)
  mkdirSync(tarballs)
  const ownTools = { ...environmentOfAStranger(), PATH: process.env['PATH'] }
  run(process.execPath, ['tools/build.ts'], { cwd: copy, env: ownTools })
  const packages = publicPackages(copy)
  const answer = run(
    'npm',
    [
      'pack',
      '--json',
      `--pack-destination=${tarballs}`,
      ...packages.map(({ name }) => `--workspace=${name}`),
    ],
    { cwd: copy },
  )
  const packed = JSON.parse(answer) as readonly Packed[]
  equal(packed.length, packages.length)
  for (const { name, files } of packed) {
    const paths = files.map(({ path }) => path)
    ok(
      paths.includes('LICENSE') && paths.includes('README.md'),
      `${name} has LICENSE and README.md`,
    )
    const strays = paths.filter((path) => /\.(test|bench|fuzz|fixture)\.|tsbuildinfo/.test(path))
    deepEqual(strays, [], `${name} carries only what its users need`)
  }
  say(packed.map(({ name, files }) => `${name} (${files.length} files)`).join(', '))
  return packed.map((each) => ({ ...each, filename: join(tarballs, each.filename) }))
}

/** An empty project, as `npm init` would leave it, with the packages and nothing of ours else. */
function install(folder: string, packed: readonly Packed[]): string {
  const project = join(folder, 'project')
  mkdirSync(project)
  writeFileSync(join(project, 'package.json'), '{ "name": "stranger", "type": "module" }\n')
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly devDependencies: Readonly<Record<string, string>>
  }
  const node = packagesWithNode.get(`${process.platform}-${process.arch}`)
  run(
    'npm',
    [
      'install',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      `${node}@${nodeMajor}`,
      `typescript@${devDependencies['typescript']}`,
      `@types/node@${nodeMajor}`,
      ...packed.map(({ filename }) => filename),
    ],
    { cwd: project },
  )
  for (const name of ['library.mjs', 'kafkajs.cjs', 'bus.test.mjs', 'typed.ts']) {
    copyFileSync(join(import.meta.dirname, 'packed', name), join(project, name))
  }
  return project
}

async function startsAsCommand(project: string, env: NodeJS.ProcessEnv): Promise<void> {
  const port = await freePort()
  const args = ['start', '--port', String(port), '--data-dir', join(project, 'data')]

  const byNpx = await StartedServer.start('npx', ['barnabus', ...args], { cwd: project, env })
  const apis = await askApiVersions(port)
  ok(apis.includes(0) && apis.includes(1), 'produce and fetch are among what the broker serves')
  await byNpx.kill()

  const itself = join(project, 'node_modules', '.bin', 'barnabus')
  const again = await StartedServer.start(itself, args, { cwd: project, env })
  deepEqual(await askApiVersions(port), apis)
  doesNotMatch(again.printed, /warning/i, 'a stranger is not greeted with warnings')
  equal(await again.stop(), 0, 'the exit code after SIGTERM')
  ok(existsSync(join(project, 'data')), 'the data is where it was asked to be')
  say(`barnabus start serves ${apis.length} APIs, also after kill -9, and stops with exit code 0`)
}

async function startsAsLibrary(project: string, env: NodeJS.ProcessEnv): Promise<void> {
  const port = await freePort()
  const printed = run('node', ['library.mjs', String(port)], { cwd: project, env })
  match(printed, /^listening on 127\.0\.0\.1:\d+\nsent, at offset 0n\nclosed\n$/)
  say('the library starts a broker, the client sends to it without OpenTelemetry, and it closes')
}

async function opensTheSideDoor(project: string, env: NodeJS.ProcessEnv): Promise<void> {
  const port = await freePort()
  equal(run('node', ['kafkajs.cjs', String(port)], { cwd: project, env }), 'read paid\n')
  say('a program for kafkajs runs with its import changed')
}

function testsWithTheBus(project: string, env: NodeJS.ProcessEnv): void {
  const printed = run('node', ['--test', 'bus.test.mjs'], { cwd: project, env })
  match(printed, /^[^\n]*pass 1$/m)
  say('a test of a stranger lets ten minutes pass on the bus')
}

function hasTypes(project: string, env: NodeJS.ProcessEnv): void {
  const strict = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023']
  // Without skipLibCheck: our declarations must stand in a project that knows nothing of us.
  run('tsc', [...strict, '--lib', 'es2024,esnext.disposable', '--types', 'node', 'typed.ts'], {
    cwd: project,
    env,
  })
  say('the types hold')
}

function say(text: string): void {
  console.log(`packed: ${text}`)
}

using folder = temporaryFolder()
await tell(folder.path)

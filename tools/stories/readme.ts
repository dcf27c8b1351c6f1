/**
 * npm run test:readme: does what the README says, command by command, in a clone of its own, with
 * the Node that the machine has. Needs kcat and python3. The port is the only thing it changes.
 */

import { equal } from 'node:assert/strict'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readAccessLog } from '@barnabus/testkit'

import { blocksOf, type Block } from '../checks/docs-commands.ts'
import { environmentOfAStranger, freePort, run, StartedServer } from './stranger.ts'
import { changesIn, commitEverything, copyTree, temporaryFolder } from './working-copy.ts'

/** The name under which the README has its program saved. */
const program = 'first.ts'

async function tell(folder: string): Promise<void> {
  const clone = join(folder, 'clone')
  copyTree(clone)
  commitEverything(clone)
  const env = { ...environmentOfAStranger(), ...installPython(folder) }
  const port = await freePort()
  const start = async (): Promise<StartedServer> =>
    StartedServer.start('npm', ['start', '--', '--port', String(port)], { cwd: clone, env })

  const [first, ...others] = blocksOf(readFileSync(join(clone, 'README.md'), 'utf8'))
  equal(first?.text, 'npm start\n', 'the README begins with starting it')
  let server = await start()
  say(`ready on Node ${run('node', ['--version'], { cwd: clone, env }).trim()}`)

  for (const [index, block] of others.entries()) {
    if (block.story !== 'readme') continue
    if (block.language === 'ts') {
      writeFileSync(join(clone, program), withPort(block.text, port))
      continue
    }
    const following = others[index + 1]
    const expected = following?.language === 'text' ? following.text : ''
    equal(runBlock(block, { clone, env, port }), expected, `README.md, line ${block.line + 1}`)
    say(`line ${block.line}: as printed`)
  }

  const kcat = (...args: readonly string[]): string =>
    run('kcat', ['-b', `127.0.0.1:${port}`, '-t', 'access-log', ...args], { cwd: clone, env })
  const { bytes, origin } = await readAccessLog()
  const lines = bytes.toString()
  const accessLog = join(folder, 'access.log')
  writeFileSync(accessLog, bytes)
  say(`the file to send: ${origin}`)
  kcat('-P', '-l', accessLog)
  equal(kcat('-C', '-o', 'beginning', '-e', '-q'), lines)
  await server.kill()
  server = await start()
  equal(kcat('-C', '-o', 'beginning', '-e', '-q'), lines)
  say(`${lines.length} bytes read back, the same before and after kill -9`)

  rmSync(join(clone, program))
  equal(await server.stop(), 0, 'the exit code after SIGTERM')
  equal(changesIn(clone), '', 'the working tree is clean')
  say('stopped with exit code 0, the working tree is clean')
}

function runBlock(
  block: Block,
  at: { readonly clone: string; readonly env: NodeJS.ProcessEnv; readonly port: number },
): string {
  const text = withPort(block.text, at.port)
  const [command, ...args] =
    block.language === 'python' ? ['python3', '-c', text] : ['bash', '-euo', 'pipefail', '-c', text]
  return run(command ?? '', args, { cwd: at.clone, env: at.env })
}

function withPort(text: string, port: number): string {
  return text.replaceAll('127.0.0.1:9092', `127.0.0.1:${port}`)
}

/** The README's `pip install`, out of the way of the machine's own packages. */
function installPython(folder: string): { readonly PATH: string } {
  const venv = join(folder, 'python')
  run('python3', ['-m', 'venv', venv], { cwd: folder })
  run(join(venv, 'bin', 'pip'), ['install', '--quiet', 'kafka-python'], { cwd: folder })
  return { PATH: `${join(venv, 'bin')}:${environmentOfAStranger()['PATH']}` }
}

function say(text: string): void {
  console.log(`readme: ${text}`)
}

using folder = temporaryFolder()
await tell(folder.path)

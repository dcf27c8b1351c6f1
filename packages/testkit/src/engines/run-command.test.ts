import { equal, rejects } from 'node:assert/strict'
import { test } from 'node:test'

import { commandLine, runCommand } from './run-command.ts'

const node = process.execPath

test('what a command prints comes back, and it gets its input', async () => {
  const echo = 'process.stdin.pipe(process.stdout); console.error("aside")'
  const { stdout, stderr } = await runCommand(node, ['-e', echo], { input: 'hello' })
  equal(stdout.toString(), 'hello')
  equal(stderr, 'aside\n')
})

test('a command that fails is told with its exit code and what it said', async () => {
  const failing = runCommand(node, ['-e', 'console.error("no luck"); process.exit(3)'])
  await rejects(failing, { code: 'TESTKIT_COMMAND_FAILED', message: /exit code 3\nno luck$/ })
})

test('a command that is not there is told as such', async () => {
  await rejects(runCommand('no-such-command', ['x'], { input: 'lost' }), {
    code: 'TESTKIT_COMMAND_FAILED',
    message: /ENOENT/,
  })
})

test('a command that takes too long is killed', async () => {
  const endless = runCommand(node, ['-e', 'setInterval(() => {}, 1000)'], { timeoutMs: 50 })
  await rejects(endless, { code: 'TESTKIT_COMMAND_FAILED', message: /killed after 50 ms/ })
})

test('a class path is left out of a command line', () => {
  equal(commandLine('java', ['-cp', 'x'.repeat(1_000), 'Main']), 'java -cp … Main')
})

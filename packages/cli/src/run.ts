import { isOperatingError } from '@barnabus/base'
import { Command, CommanderError } from 'commander'

import { commands } from './commands/index.ts'
import { version } from './version.ts'

const exitCodes = { done: 0, failed: 1, misused: 2 } as const

/** Runs a command line and returns its exit code; what went wrong is on stderr, in a sentence. */
export async function run(args: readonly string[]): Promise<number> {
  try {
    await program().parseAsync(args, { from: 'user' })
    return exitCodes.done
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.misused
    if (!isOperatingError(error) && !isSystemError(error)) throw error // A bug: Node says where.
    process.stderr.write(`${error.message}${hintOf(error)}\n`)
    return /^(CLI|CONFIG)_/.test(error.code) ? exitCodes.misused : exitCodes.failed
  }
}

/** What the operating system refused, with its own code; it names the path itself. */
function isSystemError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'syscall' in error && 'code' in error
}

function program(): Command {
  const root = new Command('barnabus')
    .description('Kafka in one process: durable, without a JVM, up in a blink.')
    .version(version(), '-v, --version')
    .showSuggestionAfterError()
    .exitOverride()
    .addHelpText('after', '\nbarnabus start --help shows what can be set.')
  for (const add of commands) add(root)
  for (const command of root.commands) command.exitOverride()
  return root
}

/** What to do about it, where the operating system's own words do not say. */
function hintOf({ cause }: Error): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  switch (code) {
    case 'EADDRINUSE':
      return '. Another process listens there: stop it, or choose another port (--port)'
    case 'EACCES':
      return '. Ports below 1024 may need special rights: choose a higher one (--port)'
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return '. This machine does not have that address: choose another (--host)'
    default:
      return ''
  }
}

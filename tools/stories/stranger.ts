import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { delimiter, join } from 'node:path'
import { root } from './working-copy.ts'

/** The environment of somebody who has Node and npm, and has never heard of this checkout. */
export function environmentOfAStranger(): NodeJS.ProcessEnv {
  const own = join(root, 'node_modules')
  const kept = Object.entries(process.env).filter(([name]) => !/^(npm_|NODE|INIT_CWD)/i.test(name))
  const path = process.env['PATH'] ?? ''
  return {
    ...Object.fromEntries(kept),
    PATH: path
      .split(delimiter)
      .filter((folder) => !folder.startsWith(own))
      .join(delimiter),
  }
}

/** Runs a command to its end and gives what it printed; throws with all of it if it fails. */
export function run(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv },
): string {
  const { status, signal, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    env: environmentOfAStranger(),
    maxBuffer: 1 << 28,
    ...options,
  })
  if (error === undefined && status === 0) return stdout
  const ending = error?.message ?? signal ?? `exit code ${status}`
  throw new Error(`Cannot ${[command, ...args].join(' ')}: ${ending}\n${stdout}\n${stderr}`)
}

// The first start in a clone installs everything, from wherever the packages are.
const readyTimeoutMs = 300_000

/** A server that was started by a command, in a process group of its own. */
export class StartedServer {
  readonly #child: ChildProcess
  readonly #ended: Promise<number | null>
  readonly #groupKiller = (): void => this.#signalGroup('SIGKILL')
  #printed = ''

  private constructor(child: ChildProcess) {
    this.#child = child
    process.once('exit', this.#groupKiller)
    this.#ended = once(child, 'close').then(([code]) => {
      process.removeListener('exit', this.#groupKiller)
      return code as number | null
    })
  }

  /** Starts it and waits for the word "ready"; what is printed until then is shown on failure. */
  static async start(
    command: string,
    args: readonly string[],
    options: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv },
  ): Promise<StartedServer> {
    const child = spawn(command, args, {
      env: environmentOfAStranger(),
      ...options,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const server = new StartedServer(child)
    const ready = new Promise<'ready'>((resolve) => {
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (text) => {
          server.#printed += String(text)
          if (/\bready\b/i.test(server.#printed)) resolve('ready')
        })
      }
    })
    const hopeless = setTimeout(server.#groupKiller, readyTimeoutMs)
    const first = await Promise.race([ready, server.#ended])
    clearTimeout(hopeless)
    if (first === 'ready') return server
    throw new Error(
      `${[command, ...args].join(' ')} ended before it was ready:\n${server.#printed}`,
    )
  }

  /** What it has said so far, on both streams. */
  get printed(): string {
    return this.#printed
  }

  /** Asks politely the process that we started, as a supervisor would, and gives its exit code. */
  async stop(): Promise<number | null> {
    this.#child.kill('SIGTERM')
    return this.#ended
  }

  /** Kills the whole group in the middle of whatever it does. */
  async kill(): Promise<void> {
    this.#signalGroup('SIGKILL')
    await this.#ended
  }

  #signalGroup(signal: NodeJS.Signals): void {
    if (this.#child.pid !== undefined) process.kill(-this.#child.pid, signal)
  }
}

/** A port of the loopback interface that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

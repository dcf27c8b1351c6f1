import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'

/** What must not be left behind. */
export type Guarded = { readonly processId: number } | { readonly directory: string }

/** A line of what the guard hears. */
export interface GuardOrder {
  readonly what: Guarded
  readonly isOver: boolean
}

const programPath = join(import.meta.dirname, 'main.ts')

let program: ChildProcess | undefined

/**
 * Puts a process or a directory under guard: should this process end without tidying up, because
 * it was killed for instance, another one ends the guarded process and removes the directory.
 *
 * Returns what lifts the guard.
 */
export function guard(what: Guarded): () => void {
  send({ what, isOver: false })
  return () => send({ what, isOver: true })
}

function send(order: GuardOrder): void {
  program ??= startProgram()
  program.stdin?.write(`${JSON.stringify(order)}\n`)
}

/** In a session of its own, so that what ends all of our process group leaves it alone. */
function startProgram(): ChildProcess {
  const child = spawn(process.execPath, [programPath], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  child.unref()
  const pipe = child.stdin as typeof child.stdin & { unref(): void } // A socket, says Node's page.
  pipe.unref()
  pipe.on('error', () => undefined) // It was killed: then there is no guard, and no harm either.
  return child
}

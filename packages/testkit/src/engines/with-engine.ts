import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { testkitErrors } from '../errors.ts'
import { createEngine } from './create-engine.ts'
import type { Engine, EngineName, EngineOptions } from './engine.ts'
import { guard } from './guard/guard.ts'
import { lastWords } from './last-words.ts'

/**
 * Starts an engine in a temporary directory, lets `use` have it, and leaves nothing of it behind:
 * no process, no port, no file, whatever happens.
 *
 * What `use` throws is thrown on, with what the engine said last.
 */
export async function withEngine<T>(
  name: EngineName,
  options: Omit<EngineOptions, 'directory'>,
  use: (engine: Engine) => Promise<T>,
): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), `${name}-`))
  const release = guard({ directory })
  try {
    const engine = await createEngine(name, { ...options, directory })
    return await useOnce(engine, use)
  } finally {
    await rm(directory, { recursive: true, force: true, maxRetries: 5 })
    release()
  }
}

async function useOnce<T>(engine: Engine, use: (engine: Engine) => Promise<T>): Promise<T> {
  await engine.start()
  try {
    return await use(engine)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw testkitErrors.ENGINE_USE(message, await lastWords(engine)).because(error)
  } finally {
    await engine.kill()
  }
}

import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** A mistake in the project: what stands in a file, and what it becomes. */
export interface SourceMistake {
  readonly name: string
  /** Below `packages/`. */
  readonly file: string
  /** Stands there exactly once. */
  readonly right: string
  readonly wrong: string
}

const plant = pathToFileURL(join(import.meta.dirname, 'plant.ts'))

/**
 * What Node has to be told so that a process has this mistake: it is planted while the file is
 * loaded, so the product has no switch for being wrong.
 */
export function flagOf({ name }: SourceMistake): string {
  return `--import=${plant.href}?mistake=${encodeURIComponent(name)}`
}

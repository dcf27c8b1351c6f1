/** docs/compatibility.md: a page of which each run prints its own block and leaves the others alone. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { repositoryDirectory } from '../engines/repository.ts'
import { runCommand } from '../engines/run-command.ts'
import { testkitErrors } from '../errors.ts'

const pagePath = join(repositoryDirectory, 'docs/compatibility.md')
const prettier = join(repositoryDirectory, 'node_modules/.bin/prettier')

/** Puts `text` into the block that the command prints. Throws if the page has no such block. */
export async function writeBlock(command: string, text: string): Promise<void> {
  await writeFile(pagePath, await pageWith(command, text))
}

/** Whether the page has exactly this text in the block that the command prints. */
export async function isWritten(command: string, text: string): Promise<boolean> {
  return (await pageWith(command, text)) === (await readFile(pagePath, 'utf8'))
}

async function pageWith(command: string, text: string): Promise<string> {
  return await formatted(withBlock(await readFile(pagePath, 'utf8'), command, text))
}

/** The page with another text between the marks of the command's block. */
export function withBlock(page: string, command: string, text: string): string {
  const [start, end] = [`<!-- printed by ${command} -->`, `<!-- end of ${command} -->`]
  const [from, to] = [page.indexOf(start), page.indexOf(end)]
  if (from < 0 || to < from) throw testkitErrors.USAGE(`the page has no block "${start}"`)
  return `${page.slice(0, from + start.length)}\n\n${text}\n\n${page.slice(to)}`
}

/** As prettier has it, which the page is checked with as all others are. */
async function formatted(page: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'barnabus-page-'))
  try {
    const path = join(directory, 'page.md')
    await writeFile(path, page)
    const config = join(repositoryDirectory, '.prettierrc.json')
    await runCommand(prettier, ['--config', config, '--write', path])
    return await readFile(path, 'utf8')
  } finally {
    await rm(directory, { recursive: true })
  }
}

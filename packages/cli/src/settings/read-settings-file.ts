import { readFile } from 'node:fs/promises'
import { basename, extname } from 'node:path'

import { cliErrors } from '../errors.ts'
import { parseProperties } from './properties-file.ts'
import type { Setting } from './setting.ts'
import { parseYaml } from './yaml-file.ts'

/** Reads a server.properties, or YAML by its ending. Throws FILE_UNREADABLE or FILE_WRONG. */
export async function readSettingsFile(path: string): Promise<ReadonlyMap<string, Setting>> {
  const text = await contentOf(path)
  const file = basename(path)
  try {
    if (['.yaml', '.yml', '.json'].includes(extname(path).toLowerCase())) {
      const entries = await parseYaml(text)
      return new Map(entries.map(({ name, value }) => [name, { value, origin: file }]))
    }
    return new Map(
      Array.from(parseProperties(text), ({ name, value, line }) => [
        name,
        { value, origin: `${file}:${line}` },
      ]),
    )
  } catch (error) {
    if (!(error instanceof Error)) throw error // SyntaxError, or YAML's own.
    throw cliErrors.FILE_WRONG(path, error.message)
  }
}

async function contentOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error)
    throw cliErrors.FILE_UNREADABLE(path, code === 'ENOENT' ? 'there is no such file' : code)
  }
}

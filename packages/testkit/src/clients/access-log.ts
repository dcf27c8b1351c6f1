import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { repositoryDirectory } from '../engines/repository.ts'

const pathDefault = join(repositoryDirectory, '../shared/data/access.log')
const lineCount = 10_000

/** A web server's log, and where it comes from. */
export interface AccessLog {
  readonly bytes: Buffer
  readonly origin: string
}

/**
 * Ten thousand lines of a web server's log: what BARNABUS_ACCESS_LOG names, else
 * `../shared/data/access.log` beside the checkout, else lines made up in that shape.
 */
export async function readAccessLog(): Promise<AccessLog> {
  const named = process.env['BARNABUS_ACCESS_LOG']
  if (named !== undefined) return { bytes: await readFile(named), origin: named }
  try {
    return { bytes: await readFile(pathDefault), origin: pathDefault }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    return { bytes: Buffer.from(madeUp()), origin: `made up, as there is no ${pathDefault}` }
  }
}

function madeUp(): string {
  const lines = Array.from({ length: lineCount }, (_, index) => {
    const second = String(index % 60).padStart(2, '0')
    const request = `GET /presentations/logstash-${index % 131}/images/kibana-${index}.png HTTP/1.1`
    const agent = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_9_1) “é”'
    return `83.149.9.${index % 256} - - [17/May/2015:10:05:${second} +0000] "${request}" 200 ${index * 37} "-" "${agent}"\n`
  })
  return lines.join('')
}

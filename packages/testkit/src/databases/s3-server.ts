import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { installPackages, pythonWith } from '../clients/toolchains.ts'
import { freePorts } from '../engines/free-ports.ts'
import { interopDirectory } from '../engines/repository.ts'
import { ServerProcess } from '../engines/server-process.ts'
import { TemporaryServer } from './temporary-server.ts'

const folder = join(interopDirectory, 's3')
const readyTimeoutMs = 60_000

/**
 * A server (moto) that speaks the protocol of S3, keeps all in memory, and lets everybody in. Installs
 * it, and a client for it, once.
 */
export async function startS3(): Promise<TemporaryServer> {
  await installPackages(folder)
  const python = await pythonWith(join(folder, 'requirements.txt'))
  const directory = await mkdtemp(join(tmpdir(), 'barnabus-s3-'))
  const [port] = await freePorts(1)
  const server = new ServerProcess({
    command: python,
    args: ['-B', '-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)],
    readyWhen: /Running on http/,
    readyTimeoutMs,
    outputPath: join(directory, 'output.log'),
  })
  await server.untilReady()
  return new TemporaryServer(`http://127.0.0.1:${port}`, server, directory)
}

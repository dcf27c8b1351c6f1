import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { repositoryDirectory } from '../engines/repository.ts'
import { runCommand } from '../engines/run-command.ts'
import { anyNode, holds, type Story } from './story.ts'

/** Where the example expects its broker. */
const usual = '127.0.0.1:9092'

export const paymentsExampleRuns: Story = {
  title: 'the payments example runs as it is written',
  tell: async (stage) => {
    const text = await readFile(join(repositoryDirectory, 'examples/payments.ts'), 'utf8')
    const flags = ['--conditions=@barnabus/source', '--input-type=module-typescript']
    const { stdout } = await runCommand(process.execPath, [...flags, '-'], {
      cwd: repositoryDirectory,
      input: Buffer.from(text.replace(usual, anyNode(stage).bootstrap)),
    })
    holds(stdout.toString() === 'processor processed\n', `it said ${stdout.toString()}`)
  },
}

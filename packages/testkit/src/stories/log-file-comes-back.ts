import { readAccessLog } from '../clients/access-log.ts'
import { runCommand } from '../engines/run-command.ts'
import { holds, type Story } from './story.ts'

const timeoutMs = 60_000

export const logFileComesBack: Story = {
  title: 'kcat reads a log file back byte for byte',
  tell: async ({ engine: { bootstrap }, chapter }) => {
    const { bytes } = await readAccessLog()
    // One partition, for the order of lines; all replicas must have it.
    const to = ['-b', bootstrap, '-t', `log-file-${chapter}`, '-p', '0']
    await runCommand('kcat', ['-P', ...to, '-X', 'acks=all'], { input: bytes, timeoutMs })
    const { stdout } = await runCommand('kcat', ['-C', ...to, '-q', '-e', '-o', 'beginning'], {
      timeoutMs,
    })
    holds(stdout.equals(bytes), `${bytes.length} bytes were sent, ${stdout.length} others read`)
  },
}

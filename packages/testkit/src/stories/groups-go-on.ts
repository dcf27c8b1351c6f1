import { runCommand } from '../engines/run-command.ts'
import { holds, type Story } from './story.ts'

const timeoutMs = 60_000

export const groupsGoOn: Story = {
  title: 'a group goes on where it has committed',
  tell: async ({ engine, chapter }) => {
    const { bootstrap } = engine
    const topic = `groups-${chapter}`
    const send = (lines: string): Promise<unknown> =>
      runCommand('kcat', ['-P', '-b', bootstrap, '-t', topic], { input: lines, timeoutMs })
    const read = async (): Promise<string> => {
      const group = ['-G', `readers-${chapter}`, '-q', '-e', '-X', 'auto.offset.reset=earliest']
      const { stdout } = await runCommand('kcat', ['-b', bootstrap, ...group, topic], { timeoutMs })
      return stdout.toString().split('\n').toSorted().join(' ').trim()
    }
    await send('a\nb\nc\n')
    const first = await read()
    holds(first === 'a b c', `the first reader has "${first}"`)
    await send('d\ne\n')
    const second = await read()
    holds(second === 'd e', `the second reader has "${second}"`)
  },
}

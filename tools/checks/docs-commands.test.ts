import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { blocksOf, checkDocsCommands } from './docs-commands.ts'
import { plant, summaryOf } from './planted.ts'

test('commands without a story, and stories that nobody wrote, are found', () => {
  const tree = plant({
    'README.md': [
      '# A page',
      '```sh',
      'npm start',
      '```',
      '```sh story=first-message',
      'kcat -L',
      '```',
      '```sh story=no-such-story',
      'true',
      '```',
      '```ts',
      'const notACommand = 1',
      '```',
    ].join('\n'),
    'tools/stories/first-message.ts': '',
  })
  deepEqual(summaryOf(checkDocsCommands(tree)), [
    'README.md:2 commands that no test runs',
    'README.md:8 no such story: no-such-story',
  ])
})

test('a block knows its language, its story and its text', () => {
  deepEqual(blocksOf('text\n\n```sh story=start\nnpm start\n# two\n```\n'), [
    { line: 3, language: 'sh', story: 'start', path: undefined, text: 'npm start\n# two\n' },
  ])
})

import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'

import { normalise } from './normalise.ts'

function linesOf(stdout: string, measures?: true): readonly string[] {
  return normalise({ exitCode: 0, stdout, stderr: '' }, measures ? { measures } : {}, '/tmp/x')
}

test('what is a broker’s own is made alike', () => {
  const stdout = 'Topic: a\tTopicId: 6F674V2hRw6bt2voD-9fag at 127.0.0.1:1234 in /tmp/x/data\n'
  deepEqual(linesOf(stdout), [
    'exit code 0',
    'Topic: a TopicId: ID at 127.0.0.1:PORT in DIRECTORY/data',
  ])
})

test('an error keeps its kind and loses its wording', () => {
  deepEqual(linesOf('org.apache.kafka.common.errors.XException: so it is\n\tat a.b.c(D.java)\n'), [
    'exit code 0',
    'org.apache.kafka.common.errors.XException: MESSAGE',
  ])
})

test('partitions in a list are told one by one', () => {
  const [a, b] = ['{"partition":"a-0","size":7}', '{"partition":"b-0","size":9}']
  const dirs = (list: string): string => `{"logDirs":[{"partitions":[${list}],"error":null}]}`
  deepEqual(linesOf(dirs(`${a},${b}`)), linesOf(dirs(`${b},${a}`)))
})

test('figures are no difference where they measure, and are one elsewhere', () => {
  deepEqual(linesOf('5 ms\n6 ms\n', true), ['exit code 0', 'N ms'])
  deepEqual(linesOf('5 ms\n'), ['exit code 0', '5 ms'])
})

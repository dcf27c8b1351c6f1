import { deepEqual, equal, throws } from 'node:assert/strict'
import { test } from 'node:test'

import { boolean, int, list, long, refused, string } from './index.ts'
import { canonicalText, readConfig } from './read-config.ts'

const properties = {
  'log.dirs': string({ default: null, doc: '' }),
  'num.partitions': int({ default: 1, min: 1, doc: '' }),
  'delete.topic.enable': boolean({ default: true, doc: '' }),
  ...refused('quotas are not there', ['quota.window.num', 'quota.enable=false']),
} as const

test('what is given is typed, and the rest has its default', () => {
  const config = readConfig(properties, { 'num.partitions': ' 6 ', 'delete.topic.enable': 'FALSE' })

  const partitions: number = config['num.partitions']
  equal(partitions, 6)
  equal(config['delete.topic.enable'], false)
  equal(config['log.dirs'], null)
})

test('an unknown name is refused, with the one that may be meant', () => {
  throws(() => readConfig(properties, { 'num.partition': '6' }), {
    code: 'CONFIG_UNKNOWN',
    message: 'Cannot set "num.partition": no such property. Did you mean "num.partitions"?',
  })
})

test('names of every JavaScript object are unknown too', () => {
  for (const name of ['constructor', '__proto__', 'toString']) {
    throws(() => readConfig(properties, new Map([[name, '1']])), { code: 'CONFIG_UNKNOWN' })
  }
})

test('a wrong value is refused by name, with what it must be', () => {
  throws(() => readConfig(properties, { 'num.partitions': '0' }), {
    code: 'CONFIG_WRONG_VALUE',
    message: 'Cannot set "num.partitions" to "0": it must be at least 1',
  })
})

test('a refused setting says why, whatever it is set to', () => {
  throws(() => readConfig(properties, { 'quota.window.num': '11' }), {
    message: 'Cannot set "quota.window.num" to "11": quotas are not there',
  })
})

test('a refused setting may be set to the one value that asks for nothing', () => {
  equal(readConfig(properties, { 'quota.enable': ' false ' })['quota.enable'], 'false')
  throws(() => readConfig(properties, { 'quota.enable': 'true' }), { code: 'CONFIG_WRONG_VALUE' })
})

test('a text is written back the way Kafka writes it, and a long keeps every digit', () => {
  const words = list({ default: [], doc: '' })
  const duration = long({ default: 0, doc: '' })

  deepEqual(
    [
      canonicalText(properties['delete.topic.enable'], ' True'),
      canonicalText(words, 'a ,  b'),
      canonicalText(duration, '+9007199254740993'),
      canonicalText(duration, ' soon '),
    ],
    ['true', 'a,b', '9007199254740993', 'soon'],
  )
})

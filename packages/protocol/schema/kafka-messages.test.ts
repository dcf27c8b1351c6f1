import { deepEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'

import { apis, others } from './index.ts'
import {
  type KafkaField,
  type KafkaMessage,
  kafkaMessages,
  missingKafkaMessages,
} from './kafka-messages.ts'
import { type Fields, type Type, type Versions, never } from './notation.ts'

/** A message of ours, and under which name Kafka has it. */
interface Ours {
  readonly name: string
  readonly versions: Versions
  readonly flexibleSince: number
  readonly fields: Fields
}

const skip = missingKafkaMessages

const declared = Object.values(others).flat()
const ours: readonly Ours[] = [
  ...apis.flatMap((api) => [
    { ...api, name: `${api.name}Request`, fields: api.request },
    { ...api, name: `${api.name}Response`, fields: api.response },
  ]),
  ...declared.filter((it) => it.kind === 'message'),
  ...declared
    .filter((it) => it.kind === 'record')
    .flatMap((record) => [
      {
        name: `${record.name}Key`,
        versions: [0, 0] as const,
        flexibleSince: never,
        fields: record.key,
      },
      { ...record, name: `${record.name}Value`, fields: record.value },
    ]),
]

test('we have every API that a broker of Kafka serves, and no other', { skip }, () => {
  const served = Array.from(kafkaMessages().values()).filter(
    ({ type, listeners }) => type === 'request' && listeners?.includes('broker'),
  )
  const keys = served.map(({ apiKey, name }) => `${apiKey} ${name}`)
  deepEqual(apis.map(({ key, name }) => `${key} ${name}Request`).toSorted(), keys.toSorted())
})

test('records of internal topics have the types that Kafka gives them', { skip }, () => {
  const kafka = kafkaMessages()
  for (const record of declared.filter((it) => it.kind === 'record')) {
    deepEqual(kafka.get(`${record.name}Key`)?.apiKey, record.type, record.name)
    deepEqual(kafka.get(`${record.name}Value`)?.apiKey, record.type, record.name)
  }
})

// Without Kafka's definitions the two tests above say what is missing; once is enough.
for (const message of skip === false ? ours : []) {
  test(`${message.name} is what Kafka says it is`, () => {
    const kafka = kafkaMessages().get(message.name)
    ok(kafka !== undefined, `Kafka has no ${message.name}`)
    const [min, max] = message.versions
    // Only the request says whether the last version is finished.
    const request = kafkaMessages().get(message.name.replace(/Response$/, 'Request'))
    deepEqual(message.versions, servedVersions(request ?? kafka))

    for (let version = min; version <= max; version += 1) {
      const flexible = version >= message.flexibleSince
      deepEqual(flexible, has(kafka.flexibleVersions, version), `v${version} is flexible`)
      deepEqual(
        ourLines(message.fields, version, flexible),
        kafkaLines(kafka.fields, kafka, version),
        `v${version}`,
      )
    }
  })
}

/** The last version may be unfinished; Kafka does not serve it then, and neither do we. */
function servedVersions({ validVersions, latestVersionUnstable }: KafkaMessage): Versions {
  const [min = 0, max = min] = validVersions.split('-').map(Number)
  return [min, latestVersionUnstable === true ? max - 1 : max]
}

function has(range: string | undefined, version: number): boolean {
  if (range === undefined || range === 'none') return false
  const [min = '', max = range.endsWith('+') ? Infinity : min] = range.replace('+', '').split('-')
  return version >= Number(min) && version <= Number(max)
}

/** Everything that matters about the fields in one version, a line each. */
function ourLines(fields: Fields, version: number, flexible: boolean): readonly string[] {
  return Object.entries(fields).flatMap(([name, { type, rules }]) => {
    if (version < rules.since || version > rules.until) return []
    const isArray = type.kind === 'array'
    const inner = isArray ? type.element : type
    const line = lineOf({
      name,
      type: (isArray ? '[]' : '') + kindOf(inner),
      nullable: version >= rules.nullableSince,
      tag: rules.tag,
      ignorable: rules.ignorable,
      flexible: flexible && rules.flexible,
      default: rules.default === undefined ? '' : String(rules.default),
    })
    const below = inner.kind === 'struct' ? ourLines(inner.fields, version, flexible) : []
    return [line, ...below.map((inside) => `  ${inside}`)]
  })
}

function kindOf(type: Type): string {
  return type.kind
}

function kafkaLines(
  fields: readonly KafkaField[],
  message: KafkaMessage,
  version: number,
): readonly string[] {
  return fields.flatMap((field) => {
    if (!has(field.versions ?? field.taggedVersions, version)) return []
    const isArray = field.type.startsWith('[]')
    const type = field.type.replace('[]', '')
    const isStruct = /^[A-Z]/.test(type)
    const line = lineOf({
      name: field.name.charAt(0).toLowerCase() + field.name.slice(1),
      type: (isArray ? '[]' : '') + (isStruct ? 'struct' : type),
      nullable: has(field.nullableVersions, version),
      tag: has(field.taggedVersions, version) ? field.tag : undefined,
      ignorable: field.ignorable ?? false,
      flexible: has(field.flexibleVersions ?? message.flexibleVersions, version),
      default: kafkaDefault(field),
    })
    if (!isStruct) return [line]
    const shared = message.commonStructs?.find(({ name }) => name === type)
    const below = kafkaLines(field.fields ?? shared?.fields ?? [], message, version)
    return [line, ...below.map((inside) => `  ${inside}`)]
  })
}

/**
 * Numbers come in decimal, in hexadecimal, and as numbers. A default of null is the word "null";
 * for Kafka's generator the null of JSON says nothing.
 */
function kafkaDefault(field: KafkaField): string {
  if (field.default === undefined || field.default === null) return ''
  const text = String(field.default)
  return text.startsWith('0x') ? String(Number(text)) : text
}

function lineOf(facts: {
  readonly name: string
  readonly type: string
  readonly nullable: boolean
  readonly tag: number | undefined
  readonly ignorable: boolean
  readonly flexible: boolean
  readonly default: string
}): string {
  const words = [
    facts.nullable ? 'nullable' : '',
    facts.tag === undefined ? '' : `tag ${facts.tag}`,
    facts.ignorable ? 'ignorable' : '',
    facts.flexible ? 'flexible' : '',
    facts.default === '' ? '' : `default ${facts.default}`,
  ]
  return `${facts.name}: ${facts.type} ${words.filter((word) => word !== '').join(', ')}`.trim()
}

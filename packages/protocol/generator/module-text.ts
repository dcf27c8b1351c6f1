import type { Api, Message, StoredRecord, Versions } from '../schema/notation.ts'
import { decoderOf } from './decoder.ts'
import { encoderOf } from './encoder.ts'
import { interfacesOf } from './interfaces.ts'
import { type MessageShape, type Struct, modelOf, structsOf } from './model.ts'
import { defaultNameOf, defaultStructOf } from './values.ts'

export const banner =
  '// Written by `npm run generate` from packages/protocol/schema. Do not edit.\n\n'

/** The module of an API: interfaces and codecs of its request and its response. */
export function apiModule(api: Api): string {
  return moduleText([apiCode(api)])
}

/** The module of messages and records that are declared in one file. */
export function otherModule(declared: readonly (Message | StoredRecord)[]): string {
  return moduleText(declared.map((it) => (it.kind === 'message' ? singleCode(it) : recordCode(it))))
}

/** Interfaces and functions, and the constant through which others reach them. */
interface Code {
  readonly body: string
  readonly codecType: 'ApiCodec' | 'MessageCodec' | 'RecordCodec'
  readonly declaration: string
}

function apiCode(api: Api): Code {
  const { name, key } = api
  const request = messageCode({ ...api, name: `${name}Request`, fields: api.request })
  const response = messageCode({ ...api, name: `${name}Response`, fields: api.response })
  const properties =
    `key: ${key},\nname: '${name}',\n${versionProperties(api)}` +
    `request: ${codecOf(`${name}Request`)},\nresponse: ${codecOf(`${name}Response`)},\n`
  const messages = ['Request', 'RequestDraft', 'Response', 'ResponseDraft'].map((it) => name + it)
  const type = `ApiCodec<${[key, ...messages].join(', ')}>`
  const declaration = `export const api: ${type} = {\n${properties}}\n`
  return { body: request + response, codecType: 'ApiCodec', declaration }
}

function singleCode(message: Message): Code {
  const { name } = message
  const properties =
    `name: '${name}',\n${versionProperties(message)}` +
    `decode: decode${name},\nencode: encode${name},\n`
  const type = `MessageCodec<${name}, ${name}Draft>`
  const declaration = `export const ${lowerFirst(name)}: ${type} = {\n${properties}}\n`
  return { body: messageCode(message), codecType: 'MessageCodec', declaration }
}

function recordCode(record: StoredRecord): Code {
  const { name } = record
  const versions: Versions = [0, 0]
  const key = { name: `${name}Key`, versions, flexibleSince: Infinity, fields: record.key }
  const value = { ...record, name: `${name}Value`, fields: record.value }
  const properties =
    `type: ${record.type},\nname: '${name}',\n${versionProperties(record)}` +
    `key: ${codecOf(key.name)},\nvalue: ${codecOf(value.name)},\n`
  const type = `RecordCodec<${key.name}, ${value.name}, ${value.name}Draft>`
  const declaration = `export const ${lowerFirst(name)}Record: ${type} = {\n${properties}}\n`
  return { body: messageCode(key) + messageCode(value), codecType: 'RecordCodec', declaration }
}

function messageCode(message: MessageShape): string {
  const root = modelOf(message)
  const structs = structsOf(root)
  const codecs = structs.map((struct) => {
    const check = struct === root ? versionCheck(message) : ''
    return `${decoderOf(struct, check)}\n${encoderOf(struct, check)}\n`
  })
  const interfaces = structs.toReversed().map((struct) => `${interfacesOf(struct)}\n`)
  return interfaces.join('') + defaultsFor(structs, codecs.join('')) + codecs.join('')
}

/** The default structures that `code` mentions, and those that they mention. */
function defaultsFor(structs: readonly Struct[], code: string): string {
  const declarations = structs.map((struct) => ({ struct, text: `${defaultStructOf(struct)}\n` }))
  return declarations.reduceRight((text, { struct, text: declaration }) => {
    const isUsed = new RegExp(`\\b${defaultNameOf(struct)}\\b`).test(code + text)
    return isUsed ? declaration + text : text
  }, '')
}

function versionCheck({ name, versions: [min, max] }: MessageShape): string {
  return (
    `if (version < ${min} || version > ${max}) ` +
    `throw protocolErrors.UNSUPPORTED_VERSION('${name}', version)\n`
  )
}

function moduleText(parts: readonly Code[]): string {
  const code = parts.map(({ body, declaration }) => body + declaration).join('\n')
  const codecTypes = [...new Set(parts.map(({ codecType }) => codecType))]
  const imports = [
    `import type { ${codecTypes.join(', ')} } from '../codec.ts'\n`,
    `import { protocolErrors } from '../errors.ts'\n`,
    `import type { Reader } from '../reader.ts'\n`,
    uuidImport(code),
    `import ${code.includes('new Writer(') ? '' : 'type '}{ Writer } from '../writer.ts'\n`,
  ]
  const noBytes = /\bnoBytes\b/.test(code) ? 'const noBytes = new Uint8Array(0)\n\n' : ''
  return `${banner}${imports.join('')}\n${noBytes}${indented(code)}`
}

function uuidImport(code: string): string {
  if (!code.includes('Uuid')) return ''
  const value = code.includes('zeroUuid') ? ', zeroUuid' : ''
  return value === ''
    ? `import type { Uuid } from '../uuid.ts'\n`
    : `import { type Uuid${value} } from '../uuid.ts'\n`
}

function versionProperties(message: Omit<MessageShape, 'name' | 'fields'>): string {
  const [min, max] = message.versions
  return `versions: { min: ${min}, max: ${max} },\nflexibleSince: ${message.flexibleSince},\n`
}

function codecOf(name: string): string {
  return `{ decode: decode${name}, encode: encode${name} }`
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1)
}

/** Two spaces for each brace that is open. */
function indented(code: string): string {
  let depth = 0
  const lines = code.split('\n').map((line) => {
    const text = line.trim()
    if (text.startsWith('}')) depth -= 1
    const result = text === '' ? '' : '  '.repeat(depth) + text
    if (text.endsWith('{')) depth += 1
    return result
  })
  return lines.join('\n')
}

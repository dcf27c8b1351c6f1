import { assert } from '@barnabus/base'

import { apis, others } from '../schema/index.ts'
import type { Api } from '../schema/notation.ts'
import { apiModule, banner, otherModule } from './module-text.ts'

/** Every generated file: its name in `src/generated`, and its text. */
export function generate(): ReadonlyMap<string, string> {
  const modules = new Map([
    ...apis.map((api): [string, string] => [apiFile(api), apiModule(api)]),
    ...Object.entries(others).map(([file, declared]): [string, string] => [
      `${file}.ts`,
      otherModule(declared),
    ]),
  ])
  assertUniqueNames(modules)
  return new Map([
    ...modules,
    ['api-keys.ts', apiKeys()],
    ['api-versions.ts', apiVersions()],
    ['messages.ts', messageTypes(modules)],
  ])
}

/** `12-heartbeat.ts` */
function apiFile(api: Api): string {
  return `${String(api.key).padStart(2, '0')}-${kebab(api.name)}.ts`
}

function kebab(name: string): string {
  return name.replaceAll(/(?<=[a-z0-9])[A-Z]/g, '-$&').toLowerCase()
}

/** What everybody calls an API by. */
function apiKeys(): string {
  const lines = apis.map(({ key, name }) => `  ${name}: ${key},\n`)
  return `${banner}export const apiKeys = {\n${lines.join('')}} as const\n`
}

/** The little that is needed of every API before any codec is. */
function apiVersions(): string {
  const lines = apis.map((api) => {
    const [min, max] = api.versions
    const facts = [
      `name: '${api.name}'`,
      `versions: { min: ${min}, max: ${max} }`,
      `flexibleSince: ${api.flexibleSince}`,
      `module: '${apiFile(api).replace('.ts', '')}'`,
    ]
    return `  ${api.key}: { ${facts.join(', ')} },\n`
  })
  return `${banner}export const apiVersions = {\n${lines.join('')}} as const\n`
}

/** One door to all interfaces, which costs nothing when the program runs. */
function messageTypes(modules: ReadonlyMap<string, string>): string {
  const doors = Array.from(modules, ([file, text]) => `${exportsOf(text, file)}\n`)
  const imports = apis.map((api) => {
    const names = partsOf(api).map(([, name]) => `  ${name},\n`)
    return `import type {\n${names.join('')}} from './${apiFile(api)}'\n`
  })
  const entries = apis.map((api) => {
    const lines = partsOf(api).map(([part, name]) => `    ${part}: ${name}\n`)
    return `  ${api.key}: {\n${lines.join('')}  }\n`
  })
  return (
    `${banner}${imports.join('')}\n${doors.join('')}` +
    `/** The messages of each API, by its key. */\n` +
    `export interface ApiMessages {\n${entries.join('')}}\n`
  )
}

function partsOf({ name }: Api): readonly (readonly [part: string, name: string])[] {
  return [
    ['request', `${name}Request`],
    ['requestDraft', `${name}RequestDraft`],
    ['response', `${name}Response`],
    ['responseDraft', `${name}ResponseDraft`],
  ]
}

function exportsOf(text: string, file: string): string {
  const lines = typeNamesIn(text).map((name) => `  ${name},\n`)
  return `export type {\n${lines.join('')}} from './${file}'`
}

/** All interfaces leave through one door. */
function assertUniqueNames(modules: ReadonlyMap<string, string>): void {
  const seen = new Set<string>()
  for (const name of Array.from(modules.values()).flatMap(typeNamesIn)) {
    assert(!seen.has(name), `two structures are called ${name}`)
    seen.add(name)
  }
}

function typeNamesIn(text: string): readonly string[] {
  const declarations = text.matchAll(/^export (?:interface|type) (\w+)/gm)
  return Array.from(declarations, ([, name = '']) => name)
}

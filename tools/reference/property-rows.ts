import type { Properties, Property } from '@barnabus/base'

import { code, sentence } from './markdown.ts'

/** A setting and its name. */
export type Entry = readonly [name: string, property: Property<unknown>]

/** The settings that have an effect, by name. */
export function withEffect(
  properties: Properties,
  isMeant: (name: string) => boolean = () => true,
): readonly Entry[] {
  return Object.entries(properties)
    .filter(([name, { effect }]) => effect.kind === 'full' && isMeant(name))
    .toSorted(([name], [other]) => (name < other ? -1 : 1))
}

/** What a table says of each setting. */
export function columns([name, { kind, defaultText, allowed, doc }]: Entry): readonly string[] {
  return [code(name), kind, code(defaultText ?? ''), allowed, doc]
}

/** For each reason, the names that it is the reason for. */
export function byReason(properties: Properties, kind: 'none' | 'refused'): readonly string[] {
  const namesByReason = new Map<string, string[]>()
  for (const [name, { effect }] of Object.entries(properties)) {
    if (effect.kind !== kind) continue
    const names = namesByReason.get(effect.because) ?? []
    const allowed = effect.kind === 'refused' ? effect.except.map((value) => `=${value}`) : ['']
    names.push(code(`${name}${allowed.join('')}`))
    namesByReason.set(effect.because, names)
  }
  return Array.from(
    namesByReason,
    ([reason, names]) => `${sentence(reason)}\n\n- ${names.toSorted().join('\n- ')}`,
  )
}

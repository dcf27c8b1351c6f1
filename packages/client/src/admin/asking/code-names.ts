/** Names that Kafka has numbers for on the wire. */
export interface CodeNames<Name extends string> {
  codeOf(name: Name): number
  /** The first name, which stands for what is unknown, for a number without one. */
  nameOf(code: number): Name
}

/** A table of names and their numbers; the first is what unknown numbers are called. */
export function codeNames<const Name extends string>(
  codes: Readonly<Record<Name, number>>,
): CodeNames<Name> {
  const names = Object.keys(codes) as Name[]
  const byCode = new Map(names.map((name) => [codes[name], name]))
  return {
    codeOf: (name) => codes[name],
    nameOf: (code) => byCode.get(code) ?? names[0]!,
  }
}

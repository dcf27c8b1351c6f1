const taken: ReadonlySet<string> = new Set(
  'reader writer version draft content element tag tagCount end i t'.split(' '),
)

/** A name for a local variable that holds the field `name`. */
export function local(name: string): string {
  return taken.has(name) ? `${name}Field` : name
}

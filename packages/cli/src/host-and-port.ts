/** An address as clients take it: `127.0.0.1:9092`, `[::1]:9092`. */
export function hostAndPort({
  host,
  port,
}: {
  readonly host: string
  readonly port: number
}): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`
}

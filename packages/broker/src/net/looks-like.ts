const tlsHandshake = 0x16
const httpMethods = /^(?:GET|POST|PUT|HEAD|DELETE|OPTIONS|PATCH|TRACE|CONNECT|PRI) /

/** What the first bytes of a connection that is no Kafka client look like, for the log. */
export function looksLike(firstBytes: Uint8Array): string {
  if (firstBytes[0] === tlsHandshake && firstBytes[1] === 3) {
    return 'this looks like TLS, and this listener is plaintext Kafka (security.protocol=PLAINTEXT)'
  }
  const text = String.fromCharCode(...firstBytes.subarray(0, 8))
  if (httpMethods.test(text)) return 'this looks like HTTP, and this listener is plaintext Kafka'
  return 'this does not look like a Kafka client'
}

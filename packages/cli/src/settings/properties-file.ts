/** One entry of a file: where a wrong one is to be mended. */
export interface PropertiesEntry {
  readonly name: string
  readonly value: string
  readonly line: number
}

/**
 * Reads Java's .properties syntax, in which Kafka's server.properties is written.
 *
 * `#` and `!` begin comments; `=`, `:` or a space ends a name; a backslash at the end of a line
 * continues it, elsewhere it escapes. Throws a SyntaxError that names the line.
 */
export function* parseProperties(text: string): Generator<PropertiesEntry> {
  for (const { content, line } of logicalLines(text)) {
    const match = /^((?:\\[^]|[^\\ \t\f:=])*)[ \t\f]*[:=]?[ \t\f]*([^]*)$/.exec(content)
    const [, name = '', value = ''] = match ?? []
    yield { name: unescape(name, line), value: unescape(value, line), line }
  }
}

interface LogicalLine {
  readonly content: string
  readonly line: number
}

/** Joins continued lines, and drops comments and empty lines. */
function* logicalLines(text: string): Generator<LogicalLine> {
  let content = ''
  let line = 0
  let isContinued = false
  for (const [index, natural] of text.split(/\r\n|\r|\n/).entries()) {
    const stripped = natural.replace(/^[ \t\f]+/, '')
    if (!isContinued || content === '') {
      isContinued = false
      if (stripped === '' || stripped.startsWith('#') || stripped.startsWith('!')) continue
      content = ''
      line = index + 1
    }
    isContinued = /(?<!\\)(?:\\\\)*\\$/.test(stripped)
    content += isContinued ? stripped.slice(0, -1) : stripped
    if (!isContinued) yield { content, line }
  }
  if (isContinued) yield { content, line }
}

const escapes: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' }

function unescape(text: string, line: number): string {
  return text.replace(/\\(?:u[\da-f]{4}|[^])/gi, (escape) => {
    const letter = escape.charAt(1)
    if (letter !== 'u') return escapes[letter] ?? letter
    if (escape.length === 6) return String.fromCharCode(Number.parseInt(escape.slice(2), 16))
    throw new SyntaxError(`line ${line} has "\\u" without four digits`)
  })
}

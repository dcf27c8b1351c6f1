import { format } from 'prettier'

/** A page as the formatter of the repository leaves it. */
export function page(parts: readonly string[]): Promise<string> {
  return format(parts.join('\n\n'), { parser: 'markdown', printWidth: 100 })
}

/** A table; whatever a cell holds, it stays one cell. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n')
}

/** Text to be shown as it is typed. */
export function code(text: string): string {
  return text === '' ? '' : `\`${text}\``
}

/** A sentence from the code, whose beginning and end depend on where it stands there. */
export function sentence(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1)
  return /[.!?]$/.test(begun) ? begun : `${begun}.`
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}

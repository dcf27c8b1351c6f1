/** What may differ from one run to the next is made alike. Pure: text in, lines out. */
import type { ToolOutcome } from './kafka-tool.ts'
import type { ScriptedCommand } from './scripted-command.ts'

/** What is made alike, with what it becomes. The page on compatibility prints the names. */
export const normalisations: readonly {
  readonly name: string
  readonly pattern: RegExp
  readonly becomes: string
}[] = [
  { name: 'stack traces', pattern: /^(\s+at |\s+\.\.\. \d+ more|Caused by: ).*\n?/gm, becomes: '' },
  {
    name: 'the wording of error messages, but not the kind of error',
    pattern: /(command : |errors\.\w+Exception: |[Ff]ailed for [^:]* error: ).*/g,
    becomes: '$1MESSAGE',
  },
  { name: 'ports', pattern: /127\.0\.0\.1([: ]+)\d+/g, becomes: '127.0.0.1$1PORT' },
  {
    name: 'generated ids',
    pattern: /((?:[Tt]opic|Cluster) ?I[Dd](?:: *|":"))[\w-]{22}/g,
    becomes: '$1ID',
  },
  {
    name: 'ids of producers',
    pattern:
      /^(\s*)\d+(?=\s+\d+\s+-1\s)|(?<=producerId: )()\d+|(?<=^\S+\s+\S+\s+)()\d+(?=\s+(?:\d+\s+)?(?:Empty|Ongoing|Prepare|Complete))/gm,
    becomes: '$1ID',
  },
  {
    name: 'names made by the tools',
    pattern:
      /(perf-consumer-(?:client-)?|console-consumer-)(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|\d+)/g,
    becomes: '$1N',
  },
  {
    name: 'times',
    pattern: /\b(1[6-9]\d{11}|20\d\d-\d\d-\d\d \d\d:\d\d:\d\d:\d+)\b/g,
    becomes: 'TIME',
  },
  {
    name: 'sizes in bytes, which depend on times',
    pattern: /("size":|size: |position: |crc: )\d+/g,
    becomes: '$1SIZE',
  },
  {
    name: 'positions in the metadata log',
    pattern: /\b(Epoch|HighWatermark|LeaderEpoch)(: +)\d+/g,
    becomes: '$1$2N',
  },
  {
    name: 'the order of partitions',
    pattern: /(?<=[[}]),?(?={"partition")|(?<=})(?=\],"error")|(?<=})(?={"key":)/g,
    becomes: '\n',
  },
]

/** The lines of an outcome, exit code first, in alphabetical order: tools print maps in any order. */
export function normalise(
  { exitCode, stdout, stderr }: ToolOutcome,
  { measures }: Pick<ScriptedCommand, 'measures'>,
  directory: string,
): readonly string[] {
  const linesOf = (text: string): readonly string[] => {
    const alike = alikeIn(text.replaceAll(directory, 'DIRECTORY'))
    return (measures === true ? withoutFigures(alike) : alike.split('\n'))
      .map((line) => line.replaceAll(/\s+/g, ' ').trim())
      .filter((line) => line !== '')
  }
  const printed = [...linesOf(stdout), ...linesOf(stderr).map((line) => `stderr: ${line}`)]
  return [`exit code ${exitCode}`, ...printed.toSorted()]
}

function alikeIn(text: string): string {
  return normalisations.reduce(
    (alike, { pattern, becomes }) => alike.replaceAll(pattern, becomes),
    text,
  )
}

/** How many lines of a kind there are is a measurement, too. */
function withoutFigures(text: string): readonly string[] {
  return [...new Set(text.replaceAll(/-?\d+(\.\d+)?/g, 'N').split('\n'))]
}

import { posix } from 'node:path'
import type { Finding, SourceTree } from './source-tree.ts'

/** A fenced block of a page: what stands after the three backticks, and what is between them. */
export interface Block {
  readonly line: number
  readonly language: string
  /** From `story=name`: the test that runs it. */
  readonly story: string | undefined
  /** From `file=path`: the file that it is, or is a part of. */
  readonly path: string | undefined
  readonly text: string
}

const fence = /^```(?<language>[\w-]+)?(?<rest>[^\n]*)\n(?<text>.*?)^```$/gms

/** The fenced blocks of a page, in reading order. */
export function blocksOf(page: string): readonly Block[] {
  return [...page.matchAll(fence)].map((match) => ({
    line: page.slice(0, match.index).split('\n').length,
    language: match.groups?.['language'] ?? '',
    story: /\bstory=([\w-]+)/.exec(match.groups?.['rest'] ?? '')?.[1],
    path: /\bfile=(\S+)/.exec(match.groups?.['rest'] ?? '')?.[1],
    text: match.groups?.['text'] ?? '',
  }))
}

/** Languages in which a reader would copy a block and run it. */
const runnable: ReadonlySet<string> = new Set([
  'sh',
  'bash',
  'python',
  'js',
  'shell',
  'console',
  'powershell',
])

/** Finds commands in README and docs that no test runs: those are the ones that stop working. */
export function checkDocsCommands(tree: SourceTree): readonly Finding[] {
  return tree.paths
    .filter((path) => path === 'README.md' || /^(docs|packages)\/.*\.md$/.test(path))
    .flatMap((path) =>
      blocksOf(tree.text(path))
        .filter(({ language }) => runnable.has(language))
        .flatMap((block) => findingsOf(tree, path, block)),
    )
}

function findingsOf(tree: SourceTree, path: string, block: Block): readonly Finding[] {
  if (block.story === undefined) {
    return [
      {
        path,
        line: block.line,
        problem: 'commands that no test runs',
        mend: 'write ```sh story=NAME, and tools/stories/NAME.ts or NAME.test.ts that runs the block',
      },
    ]
  }
  const told = ['ts', 'test.ts'].some((ending) =>
    tree.has(posix.join('tools/stories', `${block.story}.${ending}`)),
  )
  if (told) return []
  return [
    {
      path,
      line: block.line,
      problem: `no such story: ${block.story}`,
      mend: `write tools/stories/${block.story}.test.ts, which runs this block as it stands`,
    },
  ]
}

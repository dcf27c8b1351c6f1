import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync, type EcmaScriptModule, type Program } from 'oxc-parser'

/** One thing that is wrong, where, and how to mend it. */
export interface Finding {
  readonly path: string
  readonly line?: number
  readonly problem: string
  readonly mend: string
}

/** A source file, parsed when somebody asks. */
export class SourceFile {
  readonly path: string
  readonly text: string
  #parsed: { readonly program: Program; readonly module: EcmaScriptModule } | undefined
  #lineStarts: readonly number[] | undefined

  constructor(path: string, text: string) {
    this.path = path
    this.text = text
  }

  get program(): Program {
    return this.#parse().program
  }

  get module(): EcmaScriptModule {
    return this.#parse().module
  }

  get lines(): number {
    return this.text.split('\n').length - (this.text.endsWith('\n') ? 1 : 0)
  }

  /** The line, counted from 1, on which the character at `position` stands. */
  lineAt(position: number): number {
    this.#lineStarts ??= [0, ...[...this.text.matchAll(/\n/g)].map((match) => match.index + 1)]
    return this.#lineStarts.findLastIndex((start) => start <= position) + 1
  }

  #parse(): { readonly program: Program; readonly module: EcmaScriptModule } {
    if (this.#parsed === undefined) {
      const { program, module } = parseSync(this.path, this.text)
      this.#parsed = { program, module }
    }
    return this.#parsed
  }
}

/** The files a check looks at: by path from the root, with forward slashes. */
export class SourceTree {
  readonly #texts: ReadonlyMap<string, string>
  #sources: readonly SourceFile[] | undefined

  constructor(texts: ReadonlyMap<string, string>) {
    this.#texts = texts
  }

  /** Everything git tracks or would track; nothing that is ignored. */
  static fromGit(root: string): SourceTree {
    const listed = execFileSync(
      'git',
      ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
      { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 },
    )
    const paths = listed.split('\0').filter((path) => path !== '' && existsSync(join(root, path)))
    return new SourceTree(
      new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')])),
    )
  }

  get paths(): readonly string[] {
    return [...this.#texts.keys()]
  }

  has(path: string): boolean {
    return this.#texts.has(path)
  }

  text(path: string): string {
    const text = this.#texts.get(path)
    if (text === undefined) throw new Error(`Cannot read "${path}": no such file in the tree`)
    return text
  }

  /** The code in TypeScript and JavaScript, without declaration files. */
  get sources(): readonly SourceFile[] {
    this.#sources ??= [...this.#texts]
      .filter(([path]) => /\.(ts|tsx|mjs|js)$/.test(path) && !path.endsWith('.d.ts'))
      .map(([path, text]) => new SourceFile(path, text))
    return this.#sources
  }
}

/** Code that a machine wrote and a person neither reads nor mends. */
export function isGenerated(path: string): boolean {
  return path.includes('/generated/') || /\.generated\.\w+$/.test(path)
}

/** Files that test, measure or attack the code; they may do what the code may not. */
export function isTest(path: string): boolean {
  return /\.(test|bench|fuzz|fixture)\.ts$/.test(path)
}

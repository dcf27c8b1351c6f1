import { deepEqual } from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'

const root = dirname(dirname(import.meta.dirname))
const folder = mkdtempSync(join(tmpdir(), 'barnabus-lint-'))
after(() => rmSync(folder, { recursive: true }))

/** The rules that a file of this text breaks, one entry for each line. */
function rulesBrokenBy(lines: readonly string[]): readonly string[] {
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: join(root, 'tsconfig.base.json'), include: ['*.ts'] }),
  )
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'planted.ts'), lines.join('\n'))
  const { stdout } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules', 'oxlint', 'bin', 'oxlint'),
      `--config=${join(root, '.oxlintrc.json')}`,
      '--format=unix',
      'planted.ts',
    ],
    { cwd: folder, encoding: 'utf8' },
  )
  const broken = lines.map(() => new Set<string>())
  for (const { groups } of stdout.matchAll(/planted\.ts:(?<line>\d+):.*\((?<rule>[\w-]+)\)\]$/gm)) {
    broken[Number(groups?.['line']) - 1]?.add(groups?.['rule'] ?? '')
  }
  return broken.map((rules) => [...rules].toSorted().join(' '))
}

test('promises without an owner and holes in the types are found', () => {
  const planted: readonly (readonly [text: string, rules: string])[] = [
    ['export async function work(): Promise<number> { return Promise.resolve(1) }', ''],
    ['work()', 'no-floating-promises'],
    ['work().then((n) => n + 1)', 'no-floating-promises'],
    ['if (work()) await work()', 'no-misused-promises'],
    ['new Set([1]).forEach(async () => { await work() })', 'no-misused-promises'],
    ['process.on("exit", async () => { await work() })', 'no-misused-promises'],
    ['await 3', 'await-thenable no-unnecessary-await'],
    [
      'export async function late(): Promise<number> { try { return work() } finally { await work() } }',
      'return-await',
    ],
    [
      'export const anything = (x: any): void => { if (x === 1) throw new Error("x") }',
      'explicit-module-boundary-types no-explicit-any',
    ],
    ['export function untold() { return 1 }', 'explicit-module-boundary-types'],
    ['export const parsed = (): string => JSON.parse("1")', 'no-unsafe-return'],
    ['export function fail(): void { throw "text" }', 'only-throw-error'],
    ['export default work', 'no-default-export'],
  ]
  deepEqual(
    rulesBrokenBy(planted.map(([text]) => text)),
    planted.map(([, rules]) => rules),
  )
})

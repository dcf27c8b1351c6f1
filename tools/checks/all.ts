import { checkDocsCommands } from './docs-commands.ts'
import { checkDocsLinks } from './docs-links.ts'
import { checkImportCycles } from './import-cycles.ts'
import { checkImportLaw } from './import-law.ts'
import { checkLock } from './lock-complete.ts'
import { checkShape, describeShape } from './shape.ts'
import { checkSideEffects } from './side-effects.ts'
import type { Finding } from './source-tree.ts'
import { SourceTree } from './source-tree.ts'
import { checkTidy } from './tidy.ts'

const checks: Readonly<Record<string, (tree: SourceTree) => readonly Finding[]>> = {
  'import law': checkImportLaw,
  'import cycles': checkImportCycles,
  'side effects': checkSideEffects,
  tidy: checkTidy,
  shape: checkShape,
  'lock file': checkLock,
  'docs commands': checkDocsCommands,
  'docs links': checkDocsLinks,
}

/** Runs our own checks over the repository and prints what is wrong and how to mend it. */
function main(): void {
  const tree = SourceTree.fromGit(process.cwd())
  let count = 0
  for (const [name, check] of Object.entries(checks)) {
    for (const { path, line, problem, mend } of check(tree)) {
      count += 1
      const place = line === undefined ? path : `${path}:${line}`
      console.log(`${place}: ${problem} [${name}]\n    ${mend}`)
    }
  }
  console.log(describeShape(tree))
  if (count > 0) process.exitCode = 1
}

main()

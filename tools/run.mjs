// node tools/run.mjs FILE …: whatever is missing is installed, then FILE runs on the pinned Node.

import { installWhatIsMissing, runNode } from './bootstrap.mjs'

installWhatIsMissing()
runNode(process.argv.slice(2))

import { rmSync } from 'node:fs'
import { here } from './files.ts'

/** Old screenshots and pages would be taken for new ones. */
export default function clear() {
  for (const folder of ['results', 'screenshots']) rmSync(here(folder), { recursive: true, force: true })
}

import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A path in this folder, end2end/. */
export const here = (...path: string[]) => join(dirname(fileURLToPath(import.meta.url)), '..', ...path)

/** Where pages wait for the HTML check. */
export const savedPages = here('results', 'html')

export function write(path: string, text: string) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

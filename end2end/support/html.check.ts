import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { expect, test } from '@playwright/test'
import { savedPages } from './files.ts'

const checker = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar')

type Message = { url: string; lastLine: number; message: string; extract?: string }

/** One run of the Nu HTML checker over all pages, because it takes seconds to start. */
test('every page seen is valid HTML', () => {
  test.setTimeout(300_000)
  const pages = existsSync(savedPages) ? readdirSync(savedPages).map((page) => join(savedPages, page)) : []
  test.skip(pages.length === 0, 'the chosen tests saved no page')

  const run = spawnSync('java', ['-jar', checker, '--errors-only', '--format', 'json', ...pages], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (run.error) throw run.error
  const { messages } = JSON.parse(run.stderr) as { messages: Message[] }
  const found = messages.map((at) => `${basename(at.url)}:${at.lastLine} ${at.message} ${at.extract ?? ''}`)
  expect(found, `${pages.length} pages`).toEqual([])
})

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect, test, type BrowserContext, type Page, type Response } from '@playwright/test'
import type { AxeResults } from 'axe-core'
import { here, savedPages, write } from './files.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const desktop = { width: 1280, height: 900 }
const phone = { width: 390, height: 844 }
/** What WCAG's reflow asks for; also 1280 pixels at 400 % zoom. */
const narrow = { width: 320, height: 800 }

/** The page as the server sent it, which a browser mends before it shows it. */
const sent = new WeakMap<Page, Response>()

export function rememberPages(context: BrowserContext) {
  context.on('response', (response) => {
    const request = response.request()
    if (!request.isNavigationRequest() || (response.status() >= 300 && response.status() < 400)) return
    try {
      const frame = request.frame()
      if (frame === frame.page().mainFrame()) sent.set(frame.page(), response)
    } catch {
      // The first page of a tab that a link opened: it is there only when this has arrived.
    }
  })
}

/**
 * What holds for every page in every state: nothing for axe to find, in the light and the dim theme;
 * no sideways scrolling on a narrow screen; valid HTML, as sent and as it stands (checked at the end,
 * by html.check.ts). Leaves screenshots to be looked at. `name` is the state's own: `sign-in-error`.
 * All that is wrong is told at once, and the journey goes on.
 */
export async function expectGoodPage(page: Page, name: string) {
  save(`${name}--standing`, await page.content())
  const response = sent.get(page)
  if (response) save(`${name}--sent`, await response.text())

  const before = page.viewportSize()
  await page.setViewportSize(desktop)
  await expectNothingForAxe(page, `${name}, light`)
  await photograph(page, `${name}-desktop`)

  await page.setViewportSize(phone)
  await photograph(page, `${name}-phone`)
  await page.emulateMedia({ colorScheme: 'dark' })
  await photograph(page, `${name}-dim`)
  await expectNothingForAxe(page, `${name}, dim`)
  await page.emulateMedia({ colorScheme: null })

  await page.setViewportSize(narrow)
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect.soft(width, `${name} fits a narrow screen`).toBeLessThanOrEqual(narrow.width)

  if (before) await page.setViewportSize(before)
}

/** A picture of the page, for people to look at; of a page without end, its beginning. */
export async function photograph(page: Page, name: string) {
  const path = here('screenshots', test.info().project.name, `${name}.png`)
  const { width, height } = await page.evaluate(() => ({
    width: document.documentElement.clientWidth,
    height: Math.min(document.documentElement.scrollHeight, 8_000),
  }))
  const clip = { x: 0, y: 0, width, height }
  await page.screenshot({ path, fullPage: true, clip, animations: 'disabled', timeout: 45_000 })
}

/** Every rule, whatever its impact and tag. */
async function expectNothingForAxe(page: Page, state: string) {
  // Handed over by the debugger, so the page's policy on scripts is neither in the way nor loosened.
  await page.evaluate(axe)
  if (!test.info().project.use.javaScriptEnabled) await page.evaluate(letTimersRun)
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  )
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help} ${nodes.map((node) => node.html).join(' ')}`)
  expect.soft(found, `axe on ${state}`).toEqual([])
}

/** Timers stand still where JavaScript is off, and axe takes its turns by them; promises do not. */
function letTimersRun() {
  const soon = (work: () => void, wait = 0) => {
    if (wait < 1000) void Promise.resolve().then(work) // a longer one is a limit to patience
    return 0
  }
  window.setTimeout = soon as typeof window.setTimeout
}

function save(name: string, html: string) {
  // Leptos marks places between texts with `<!>`, which browsers read as an empty comment, as meant.
  const unmarked = html.replaceAll('<!>', '')
  write(join(savedPages, `${test.info().project.name}--${name}.html`), unmarked)
}

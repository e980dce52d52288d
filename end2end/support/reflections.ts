import { expect, type Page } from '@playwright/test'

/** The shortest template: three questions. */
export const note = 'A quick note'
export const stays = 'What stays with you?'

/** Begins a reflection by way of the gate; the page is then the editor. */
export async function begin(page: Page, template = note) {
  await page.goto('/reflections/new')
  await page.getByRole('radio', { name: template, exact: true }).check()
  await page.getByRole('button', { name: 'Start writing' }).click()
  await expect(page).toHaveURL(/\/write$/)
}

export const answer = (page: Page, ask = stays) => page.getByRole('textbox', { name: ask })

/** The line that says whether what is written is saved. */
export const saveLine = (page: Page) => page.locator('[role=status][data-state]')

/** Saves by the button; the page is then the one that answers. */
export async function save(page: Page) {
  const answered = page.waitForEvent('domcontentloaded')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await answered
}

export const finish = (page: Page) => page.getByRole('button', { name: 'Save and finish' }).click()
export const hide = (page: Page) => page.getByRole('button', { name: 'Hide this now' }).click()

/** The script of the editor is there and listens. */
export async function listens(page: Page) {
  await expect(saveLine(page)).toContainText('Saves by itself')
}

/** None of these words, shown or hidden: not in the page, its title or its address. */
export async function expectNoWords(page: Page, ...words: string[]) {
  const everything = `${page.url()}\n${await page.title()}\n${await page.content()}`
  for (const word of words) expect(everything).not.toContain(word)
}

/** Nothing is left in the browser. */
export async function expectNothingStored(page: Page) {
  const kept = await page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }))
  expect(kept).toEqual({ local: 0, session: 0, databases: 0, caches: 0, workers: 0 })
}

import { expect, type Page } from '@playwright/test'
import { answer, begin, finish } from './reflections.ts'

/** There is nothing in it for the identifier check to find. */
export const safeWords = 'We asked what mattered most, and somebody wrote it down where the night team looks.'

/** Writes and finishes a reflection; the page is then the one to read it on. */
export async function reflect(page: Page, words: string) {
  await begin(page)
  await answer(page).fill(words)
  await finish(page)
  await expect(page.getByRole('article')).toContainText(words)
}

/** From a reflection to its words in a field, ready to be made safe. */
export async function startSharing(page: Page) {
  await page.getByRole('link', { name: 'Share something from this' }).click()
  await page.getByRole('checkbox').first().check()
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Make it safe to share')
}

export const words = (page: Page) => page.getByRole('textbox', { name: 'Your words' })

export const lookAtIt = (page: Page) => page.getByRole('button', { name: 'Show what others will see' }).click()

/** Answers what is asked at the end, and lets go. */
export async function letGo(page: Page, { quoted = false } = {}) {
  await page.getByRole('radio', { name: 'Home, hospice and community' }).check()
  await page.getByRole('radio', { name: quoted ? /^Yes, after a second person/ : /^No, please only count/ }).check()
  await page.getByRole('checkbox', { name: 'I have read this' }).check()
  await page.getByRole('button', { name: 'Share these words' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you. It waits now')
}

/** One item of the list of details that were found. */
export const detail = (page: Page, words: string) =>
  page.getByRole('listitem').filter({ has: page.locator('mark', { hasText: words }) })

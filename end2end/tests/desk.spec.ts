import { type Page } from '@playwright/test'
import { expectGoodPage } from '../support/checks.ts'
import { fillSignIn, newcomer, signInAs } from '../support/people.ts'
import { expectNoWords, hide } from '../support/reflections.ts'
import { expect, test } from '../support/test.ts'

const theWords = (page: Page) => page.getByRole('textbox', { name: 'The words' })

/** Chooses a sub-theme of the first theme. */
async function code(page: Page, subTheme: string, direction: string) {
  await page.getByText('Communication', { exact: true }).click()
  await page.getByLabel(subTheme, { exact: true }).selectOption({ label: direction })
}

test('a lead reads one point at a time, and two leads leave one decision', async ({ page, browser, portal }) => {
  const [one, two] = portal.people('safety lead')
  await signInAs(page, one!)
  await page.getByRole('link', { name: 'Desk', exact: true }).click()
  await expect(page.getByRole('main')).toContainText('Some points are waiting')
  await expectGoodPage(page, 'desk')
  await page.getByRole('link', { name: 'Read one' }).click()
  await expectGoodPage(page, 'desk-read')
  const typed = `${await theWords(page).inputValue()} And so it was.`
  await theWords(page).fill(typed)
  await page.getByRole('button', { name: 'Count it' }).click()
  await expect(page.getByRole('alert')).toContainText('Choose at least one sub-theme')
  await expect(theWords(page)).toHaveValue(typed)
  await code(page, 'Handover between staff', 'Made it harder')
  await expectGoodPage(page, 'desk-read-error')
  await theWords(page).fill(`${typed} Mrs Okafor told us.`)
  await page.getByRole('button', { name: 'Count it' }).click()
  await expect(page.getByRole('alert')).toContainText('Your changes add a detail')
  await expect(page.getByLabel('Handover between staff', { exact: true })).toHaveValue('harder')
  await theWords(page).fill(typed)

  // Somebody else is quicker: the desk picks at random, so the other lead reads until this one is theirs.
  const office = await (await browser.newContext({ baseURL: portal.url })).newPage()
  await signInAs(office, two!)
  const point = await page.locator('input[name=point]').inputValue()
  await expect(async () => {
    await office.goto('/desk/read')
    expect(await office.locator('input[name=point]').inputValue()).toBe(point)
  }).toPass({ timeout: 60_000, intervals: [0] })
  await office.getByText('Set it aside instead').click()
  await office.getByRole('button', { name: 'Set it aside' }).click()
  await expect(office.getByRole('alert')).toContainText('Choose one of the reasons')
  await expectGoodPage(office, 'desk-aside')
  await office.getByRole('radio', { name: 'It did not fit here' }).check()
  await office.getByRole('button', { name: 'Set it aside' }).click()
  await expect(office.getByRole('status')).toContainText('Your decision is kept')
  await office.context().close()

  await page.getByRole('button', { name: 'Count it' }).click()
  await expect(page.getByRole('main')).toContainText('A colleague has read it in the meantime')
  await expectGoodPage(page, 'desk-done-by-another')
  await page.getByRole('link', { name: 'Read the next one' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Read this')
})

test('a lead whose session is over, or who hides the page, loses nothing of their work', async ({ page, context, portal }) => {
  const lead = portal.people('safety lead')[0]!
  await signInAs(page, lead)
  await page.goto('/desk/read')
  const typed = `${await theWords(page).inputValue()} Harebells.`
  await theWords(page).fill(typed)
  await code(page, 'Handover between staff', 'Made it harder')
  await context.request.post('/lock', { headers: { 'sec-fetch-site': 'same-origin' } })
  await page.getByRole('button', { name: 'Count it' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You are signed out')
  await expectNoWords(page, 'Harebells')
  await expectGoodPage(page, 'desk-signed-out')
  const signingIn = context.waitForEvent('page')
  await page.getByRole('link', { name: 'Sign in in a new tab' }).click()
  await fillSignIn(await signingIn, lead)
  await page.getByRole('button', { name: 'Go on with this point' }).click()
  await expect(theWords(page)).toHaveValue(typed)
  await expect(page.getByLabel('Handover between staff', { exact: true })).toHaveValue('harder')

  await hide(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This is hidden')
  await expectNoWords(page, 'Harebells')
})

test('words are quoted only after a second lead has read them', async ({ page, browser, portal }) => {
  const [one, two] = portal.people('safety lead')
  await signInAs(page, one!)
  await page.goto('/desk/read')
  while (new URL(page.url()).pathname === '/desk/read') {
    await code(page, 'Asking what matters most', 'Made it easier')
    await page.getByRole('button', { name: 'Count it' }).click()
    await expect(page.getByRole('status')).toContainText('Your decision is kept')
    await page.goto('/desk/read')
  }
  await expect(page.getByRole('main')).toContainText('Nothing is waiting for you to read')
  await expectGoodPage(page, 'desk-empty')

  const office = await (await browser.newContext({ baseURL: portal.url })).newPage()
  await signInAs(office, two!)
  await office.goto('/desk/read')
  await expect(office.getByRole('heading', { level: 1 })).toHaveText('A second reading')
  await expectGoodPage(office, 'desk-second-reading')
  await office.getByRole('button', { name: 'Yes, quote them' }).click()
  await expect(office.getByRole('status')).toContainText('Your decision is kept')
  await office.context().close()
})

test('nobody else has a desk', async ({ page, context, portal }) => {
  await newcomer(context, portal)
  await page.goto('/')
  await expect(page.getByRole('link', { name: 'Desk' })).toHaveCount(0)
  for (const closed of ['/desk', '/desk/read', '/desk/second-look', '/sharing-rules']) {
    expect((await page.goto(closed))?.status(), closed).toBe(404)
  }
})

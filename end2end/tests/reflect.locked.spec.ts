import { expectGoodPage } from '../support/checks.ts'
import { fillSignIn, newcomer, signInAs } from '../support/people.ts'
import { answer, begin, expectNoWords, finish, listens, save, saveLine } from '../support/reflections.ts'
import { expect, test } from '../support/test.ts'
import type { BrowserContext } from '@playwright/test'

const words = 'She asked who would feed the cat.'

/** The session is locked without a word to its open pages, as by its idle minutes. */
async function lockElsewhere(context: BrowserContext) {
  await context.request.post('/lock', { headers: { 'sec-fetch-site': 'same-origin' } })
}

test('words from a page whose session was hidden meanwhile are kept beside the draft', async ({
  page,
  context,
  portal,
}) => {
  const person = await newcomer(context, portal)
  await begin(page)
  await answer(page).fill('Before the bell rang.')
  await save(page)
  await lockElsewhere(context)

  await answer(page).fill(words)
  await save(page)
  await expect(page.getByRole('main')).toContainText('What you wrote is kept. Sign in to see it.')
  await expectNoWords(page, words)
  await expectGoodPage(page, 'sign-in-kept')

  await fillSignIn(page, person)
  await page.getByRole('link', { name: 'Look at both' }).click()
  await expect(page.getByRole('main')).toContainText(/Before the bell rang\.[^]*She asked who would feed the cat\./)
})

test('words from a page that was signed out meanwhile wait in it, out of sight, until they can be saved', async ({
  page,
  context,
  browser,
  portal,
}) => {
  const person = await newcomer(context, portal)
  await begin(page)
  const home = await (await browser.newContext({ baseURL: portal.url })).newPage()
  await signInAs(home, person)
  await home.goto('/account')
  await home.getByRole('button', { name: 'Sign out everywhere' }).click()
  await expect(home).toHaveURL(/sign-in/)
  await home.context().close()

  await answer(page).fill(words)
  await finish(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You are signed out')
  await expect(page.getByRole('textbox')).toHaveCount(0)
  await expectNoWords(page, words)
  await expectGoodPage(page, 'held')

  await page.getByRole('button', { name: 'Save my words' }).click()
  await expect(page.getByRole('heading', { level: 1 }), 'nothing is lost by trying').toHaveText('You are signed out')

  const [tab] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('link', { name: 'Sign in in a new tab' }).click(),
  ])
  await fillSignIn(tab, person)
  await expect(tab.getByRole('heading', { level: 1 })).toHaveText('Take a moment')
  await tab.close()
  await page.getByRole('button', { name: 'Save my words' }).click()
  await expect(page).toHaveURL(/\/write/)
  await expect(answer(page)).toHaveValue(words)
  await page.reload()
  await expect(answer(page)).toHaveValue(words)
})

test('when somebody else signs in on the same browser, the words go to their writer alone', async ({
  page,
  context,
  portal,
}) => {
  const writer = await newcomer(context, portal)
  await begin(page)
  await lockElsewhere(context)
  const other = await context.newPage()
  const colleague = await newcomer(context, portal) // in the same browser, over the locked session
  await other.goto('/account')
  await expect(other.getByRole('main')).toContainText(colleague.email)

  await answer(page).fill(words)
  await save(page)
  await expect(page).toHaveURL(/\/$/)
  await expectNoWords(page, words)
  await page.goto('/reflections')
  await expect(page.getByRole('main')).toContainText('Nothing here yet')

  await context.clearCookies()
  await signInAs(page, writer)
  await page.goto('/reflections')
  await page.getByRole('main').getByRole('listitem').getByRole('link').click()
  await page.getByRole('link', { name: 'Look at both' }).click()
  await expect(page.getByRole('main')).toContainText(words)
})

test.describe('while it saves by itself', () => {
  test.skip(({ javaScriptEnabled }) => !javaScriptEnabled, 'nothing saves by itself without JavaScript')

  test('the line says that the words are kept, or that they are still only in the page', async ({
    page,
    context,
    portal,
    quiet,
  }) => {
    quiet.expect(/response: (401|409) .*autosave/) // how the page is told
    await context.clock.install()
    const person = await newcomer(context, portal)
    await begin(page)
    await listens(page)

    await test.step('hidden meanwhile: kept', async () => {
      await lockElsewhere(context)
      await answer(page).fill(words)
      await page.clock.fastForward('00:02')
      await expect(saveLine(page)).toContainText('Your words are kept for you')
      await expectGoodPage(page, 'write-locked')
    })

    await test.step('signed out meanwhile: still here', async () => {
      await context.request.post('/sign-out', { headers: { 'sec-fetch-site': 'same-origin' } })
      await answer(page).fill(`${words} And we did.`)
      await page.clock.fastForward('00:02')
      await expect(saveLine(page)).toContainText('your words are still here, sign in to save them')
      await expectGoodPage(page, 'write-signed-out')
    })

    await test.step('signed in again in another tab: saved by itself', async () => {
      const [tab] = await Promise.all([
        context.waitForEvent('page'),
        saveLine(page).getByRole('link', { name: 'Sign in in a new tab' }).click(),
      ])
      await fillSignIn(tab, person)
      await expect(tab.getByRole('heading', { level: 1 })).toHaveText('Take a moment')
      await tab.close()
      await page.clock.fastForward('00:45')
      await expect(saveLine(page)).toContainText(/Saved|Both versions are kept/)
      await page.goto(page.url().replace('/write', ''))
      await page.getByRole('link', { name: 'Look at both' }).click()
      await expect(page.getByRole('main')).toContainText('And we did.')
    })
  })
})

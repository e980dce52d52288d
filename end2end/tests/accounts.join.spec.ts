import { expectGoodPage } from '../support/checks.ts'
import { invited, password, signInAs } from '../support/people.ts'
import { expect, test } from '../support/test.ts'

test('an invited person joins by their letter, once, and sees their recovery code, once', async ({
  page,
  portal,
  quiet,
}) => {
  quiet.expect(/ERR_CACHE_MISS/) // the browser itself does not show the answer to a post again
  const { name, email, link } = await invited(portal)

  await page.goto(link)
  await page.reload()
  await expect(page.getByLabel('Your name'), 'opening the link uses nothing up').toHaveValue(name)
  await expectGoodPage(page, 'join')

  await page.getByLabel('Your name').fill('Robin of the night shift')
  await page.getByLabel('Choose a password').fill('short')
  await page.getByRole('button', { name: 'Join' }).click()
  await expect(page.getByRole('alert')).toContainText('at least 10 characters')
  await expect(page.getByLabel('Your name')).toHaveValue('Robin of the night shift')
  await expectGoodPage(page, 'join-error')

  await page.getByLabel('Choose a password').fill(password)
  await page.getByRole('button', { name: 'Join' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your recovery code')
  const code = await page.locator('.aw-code').innerText()
  expect(code.replaceAll(/\s/g, '')).toMatch(/^([0-9A-Z]{4}-){5}[0-9A-Z]{4}$/)
  await expectGoodPage(page, 'recovery-code')

  await page.getByRole('link', { name: 'I have written it down' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Take a moment')
  await page.goBack().catch(() => undefined)
  await expect(page.locator('.aw-code')).toHaveCount(0)

  const used = await page.goto(link)
  expect(used?.status()).toBe(410)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link no longer works')
  await expectGoodPage(page, 'join-link-used')

  await page.context().clearCookies()
  await signInAs(page, { email, password })
  await page.goto('/account')
  await expect(page.getByRole('main')).toContainText('Robin of the night shift')
})

test('a link that was never sent opens nothing', async ({ page }) => {
  for (const link of ['/join/made-up', '/reset/made-up']) {
    const answer = await page.goto(link)
    expect(answer?.status()).toBe(410)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link no longer works')
  }
})

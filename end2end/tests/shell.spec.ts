import { expectGoodPage } from '../support/checks.ts'
import { expect, test } from '../support/test.ts'

test('somebody who is not signed in meets the sign-in page', async ({ page }) => {
  await page.goto('/')
  await expect(page).toHaveURL(/\/sign-in/)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('')
  await expectGoodPage(page, 'sign-in')
})

test('an unknown page says so kindly', async ({ page }) => {
  const answer = await page.goto('/no-such-page')
  expect(answer?.status()).toBe(404)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expectGoodPage(page, 'unknown')
})

test('every link at the foot of a page leads to a page', async ({ page }) => {
  await page.goto('/sign-in')
  const links = await page.getByRole('contentinfo').getByRole('link').all()
  const addresses = await Promise.all(links.map((link) => link.getAttribute('href')))
  for (const address of addresses) {
    const answer = await page.goto(address ?? '')
    expect(answer?.status(), `${address}`).toBe(200)
    await expectGoodPage(page, `foot${address?.replaceAll('/', '-')}`)
  }
})

test('the first thing the keyboard reaches leads past the header', async ({ page }) => {
  await page.goto('/sign-in')
  await page.keyboard.press('Tab')
  await expect(page.locator(':focus')).toHaveText(/skip to/i)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/#/)
})

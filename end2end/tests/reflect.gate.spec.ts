import { expectGoodPage } from '../support/checks.ts'
import { newcomer } from '../support/people.ts'
import { expect, test } from '../support/test.ts'

test('the gate opens by keyboard alone, says where to turn, and asks the server nothing', async ({
  page,
  context,
  portal,
}) => {
  await newcomer(context, portal)
  await page.goto('/')
  await page.getByRole('link', { name: 'Log a reflection' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Is this the right place?')
  await expectGoodPage(page, 'gate')

  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  const entries = page.locator('summary')
  await expect(entries).toHaveCount(4)
  for (const entry of await entries.all()) {
    await entry.focus()
    await page.keyboard.press('Enter')
  }
  await expect(page.locator('details[open]')).toHaveCount(4)
  await expect(page.getByText('Please report it in your organisation')).toBeVisible()
  await expect(page.getByRole('link', { name: '116 123' }).first()).toHaveAttribute('href', 'tel:116123')
  expect(asked).toEqual([])
  await expectGoodPage(page, 'gate-open')

  await page.goto('/support')
  await expectGoodPage(page, 'support-signed-in')
})

import { expectGoodPage } from '../support/checks.ts'
import { fillSignIn, newcomer, password, signInAs } from '../support/people.ts'
import { expect, test } from '../support/test.ts'

const chosen = 'harbour-quill-thistle'

test('a person looks after their own account', async ({ page, context, browser, portal }) => {
  const person = await newcomer(context, portal)
  const elsewhere = await (await browser.newContext({ baseURL: portal.url, userAgent: 'Firefox on Windows' })).newPage()
  await signInAs(elsewhere, person)

  await test.step('they see their last sign-ins', async () => {
    await page.goto('/account')
    await expect(page.getByRole('row', { name: /Signed in/ })).toHaveCount(2)
    await expectGoodPage(page, 'account')
  })

  await test.step('a wrong or weak password changes nothing', async () => {
    await page.getByLabel('Your password now').fill('not the one I chose')
    await page.getByLabel('New password').fill('short')
    await page.getByRole('button', { name: 'Change password' }).click()
    await expect(page.getByRole('alert')).toContainText('at least 10 characters')
    await page.getByLabel('Your password now').fill('not the one I chose')
    await page.getByLabel('New password').fill(chosen)
    await page.getByRole('button', { name: 'Change password' }).click()
    await expect(page.getByRole('alert')).toContainText('not your password')
    await expectGoodPage(page, 'account-wrong-password')
  })

  await test.step('a new password signs every other browser out', async () => {
    await page.getByLabel('Your password now').fill(password)
    await page.getByLabel('New password').fill(chosen)
    await page.getByRole('button', { name: 'Change password' }).click()
    await expect(page.getByRole('status')).toContainText('Your password is changed')
    await elsewhere.goto('/account')
    await expect(elsewhere).toHaveURL(/sign-in/)
  })

  await test.step('a new recovery code is asked for with the password, and shown once', async () => {
    await page.getByLabel('Your password', { exact: true }).fill('not the one I chose')
    await page.getByRole('button', { name: 'Make a new recovery code' }).click()
    await expect(page.getByRole('alert')).toContainText('not your password')
    await page.getByLabel('Your password', { exact: true }).fill(chosen)
    await page.getByRole('button', { name: 'Make a new recovery code' }).click()
    await expect(page.locator('.aw-code')).not.toContainText(person.recoveryCode)
    await page.getByRole('link', { name: 'I have written it down' }).click()
    await expect(page).toHaveURL(/\/account$/)
  })

  await test.step('signing out everywhere reaches every browser', async () => {
    await fillSignInThere(chosen)
    await page.getByRole('button', { name: 'Sign out everywhere' }).click()
    await expect(page).toHaveURL(/sign-in/)
    for (const browser of [page, elsewhere]) {
      await browser.goto('/reflections')
      await expect(browser).toHaveURL(/sign-in/)
    }
  })

  async function fillSignInThere(password: string) {
    await fillSignIn(elsewhere, { ...person, password })
    await expect(elsewhere).toHaveURL(/\/account$/)
  }
  await elsewhere.context().close()
})

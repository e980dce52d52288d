import type { Page } from '@playwright/test'
import { expectGoodPage } from '../support/checks.ts'
import { letterTo, linkIn } from '../support/letters.ts'
import { newcomer, signInAs } from '../support/people.ts'
import { answer, begin, finish } from '../support/reflections.ts'
import { expect, test } from '../support/test.ts'

const chosen = 'harbour-quill-thistle'
const words = 'She asked for the window to be open.'

async function askForALink(page: Page, email: string) {
  await page.goto('/forgot')
  await page.getByLabel(/e-?mail address/i).fill(email)
  await page.getByRole('button', { name: 'Send me a link' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Look in your mail')
}

async function choose(page: Page, password: string, code = '') {
  await page.getByLabel('New password').fill(password)
  await page.getByLabel('Recovery code, if you have it').fill(code)
  await page.getByRole('button').last().click()
}

test('a forgotten password is reset; what was written opens again with the recovery code', async ({
  page,
  context,
  portal,
}) => {
  const person = await newcomer(context, portal)
  await begin(page)
  await answer(page).fill(words)
  await finish(page)
  const reflection = new URL(page.url()).pathname
  await context.clearCookies()

  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'I cannot sign in' }).click()
  await expectGoodPage(page, 'forgot')
  await page.getByLabel(/e-?mail address/i).fill('robin')
  await page.getByRole('button', { name: 'Send me a link' }).click()
  await expect(page.getByRole('alert')).toContainText('in full')
  await expect(page.getByLabel(/e-?mail address/i)).toHaveValue('robin')
  await expectGoodPage(page, 'forgot-error')
  await askForALink(page, 'nobody@larkfield.example')
  await askForALink(page, person.email)
  await expectGoodPage(page, 'forgot-sent')

  const link = linkIn(await letterTo(portal, person.email, /Choose a new password/))
  await page.goto(link)
  await expect(page.getByRole('main')).toContainText(person.email)
  await expectGoodPage(page, 'reset')
  await choose(page, 'short')
  await expect(page.getByRole('alert')).toContainText('at least 10 characters')
  await choose(page, chosen, 'AAAA-BBBB')
  await expect(page.getByRole('alert')).toContainText('not your recovery code')
  await expect(page.getByLabel('Recovery code, if you have it')).toHaveValue('AAAA-BBBB')
  await expectGoodPage(page, 'reset-error')
  await choose(page, chosen)
  await expect(page.getByRole('main')).toContainText(/stays closed until \d+/)
  await expectGoodPage(page, 'reset-done-closed')
  await letterTo(portal, person.email, /password was changed/)

  await signInAs(page, { ...person, password: chosen })
  await page.goto('/reflections')
  await expect(page.getByRole('main')).toContainText('closed for now')
  await expect(page.getByRole('main')).not.toContainText(words)
  await expectGoodPage(page, 'reflections-closed')
  expect((await page.goto(reflection))?.status()).toBe(403)
  await expectGoodPage(page, 'reflection-closed')

  await page.goto('/account')
  await expect(page.getByRole('main')).toContainText('Password reset by a link')
  await expectGoodPage(page, 'account-closed')
  await page.getByLabel('Recovery code').fill('AAAA-BBBB-CCCC')
  await page.getByRole('button', { name: 'Open my reflections' }).click()
  await expect(page.getByRole('alert')).toContainText('not your recovery code')
  await page.getByLabel('Recovery code').fill(` ${person.recoveryCode.toLowerCase().replaceAll('-', ' ')}`)
  await page.getByRole('button', { name: 'Open my reflections' }).click()
  await expect(page.getByRole('status')).toContainText('open again')
  await page.goto(reflection)
  await expect(page.getByRole('article')).toContainText(words)
})

test('with the recovery code nothing is closed, and the link works once', async ({ page, context, portal }) => {
  const person = await newcomer(context, portal)
  await askForALink(page, person.email)
  const link = linkIn(await letterTo(portal, person.email, /Choose a new password/))

  await page.goto(link)
  await choose(page, chosen, person.recoveryCode)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your password is changed')
  await expect(page.getByRole('main')).not.toContainText('closed')
  await expectGoodPage(page, 'reset-done')

  const used = await page.goto(link)
  expect(used?.status()).toBe(410)
  await expectGoodPage(page, 'reset-link-used')

  await page.goto('/account')
  await expect(page, 'the browser that joined is signed out too').toHaveURL(/sign-in/)
  await signInAs(page, { ...person, password: chosen })
})

import { expectGoodPage } from '../support/checks.ts'
import { letterTo, linkIn } from '../support/letters.ts'
import { fillSignIn, newcomer, signIn, signInAs } from '../support/people.ts'
import { expect, test } from '../support/test.ts'

test('an administrator invites somebody, and takes an invitation back', async ({ page, portal }) => {
  const email = `sam-${crypto.randomUUID().slice(0, 8)}@larkfield.example`
  await signIn(page, portal, 'administrator')
  await page.getByRole('link', { name: 'People', exact: true }).click()
  await page.getByRole('link', { name: 'Invite somebody' }).click()
  await expectGoodPage(page, 'invite')

  await page.getByLabel('Their name').fill('Sam Okafor')
  await page.getByLabel(/their e-?mail address/i).fill('sam at larkfield')
  await page.getByLabel('Educator').check()
  await page.getByRole('button', { name: 'Send the invitation' }).click()
  await expect(page.getByRole('alert')).toContainText('in full')
  await expect(page.getByLabel('Their name')).toHaveValue('Sam Okafor')
  await expect(page.getByLabel(/their e-?mail address/i)).toHaveValue('sam at larkfield')
  await expect(page.getByLabel('Educator')).toBeChecked()
  await expectGoodPage(page, 'invite-error')
  await page.getByLabel(/their e-?mail address/i).fill(portal.person('staff').email)
  await page.getByRole('button', { name: 'Send the invitation' }).click()
  await expect(page.getByRole('alert')).toContainText('already has an account')

  await page.getByLabel(/their e-?mail address/i).fill(email)
  await page.getByRole('button', { name: 'Send the invitation' }).click()
  await expect(page.getByRole('status')).toContainText('on its way')
  await expect(page.getByRole('main')).toContainText(`Sam Okafor (${email})`)
  await expectGoodPage(page, 'people')

  const link = linkIn(await letterTo(portal, email))
  await page.getByRole('listitem').filter({ hasText: email }).getByRole('button').click()
  await expect(page.getByRole('status')).toContainText('taken back')
  await expect(page.getByRole('main')).not.toContainText(email)
  expect((await page.goto(link))?.status()).toBe(410)
})

test('a suspended person is out at once, and comes back when given the account back', async ({
  page,
  context,
  browser,
  portal,
}) => {
  const person = await newcomer(context, portal)
  const office = await (await browser.newContext({ baseURL: portal.url })).newPage()
  await signIn(office, portal, 'administrator')
  await office.goto('/people')
  await office.getByRole('link', { name: person.name }).click()
  await expectGoodPage(office, 'person')

  await page.goto('/reflections')
  await office.getByRole('button', { name: 'Suspend this account' }).click()
  await expect(office.getByRole('row', { name: person.name })).toContainText('Suspended')
  await page.reload()
  await expect(page).toHaveURL(/sign-in/)
  await fillSignIn(page, person)
  await expect(page.getByRole('alert')).toContainText('suspended')

  await office.getByRole('link', { name: person.name }).click()
  await expectGoodPage(office, 'person-suspended')
  await office.getByRole('button', { name: 'Give the account back' }).click()
  await expect(office.getByRole('status')).toContainText('can be used again')
  await signInAs(page, person)

  await office.getByRole('link', { name: person.name }).click()
  await office.getByRole('button', { name: 'Send them a reset link' }).click()
  await expect(office.getByRole('status')).toContainText('reset link is on its way')
  const link = linkIn(await letterTo(portal, person.email, /Choose a new password/))
  await page.goto(link)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Choose a new password')
  await office.context().close()
})

test('an administrator has no way to change themselves out, and others have no way in', async ({ page, portal }) => {
  await signIn(page, portal, 'administrator')
  await page.goto('/people')
  await page.getByRole('link', { name: 'Jo Carter' }).click()
  await expect(page.getByRole('main')).toContainText('This is you')
  await expect(page.getByRole('main').getByRole('button')).toHaveCount(0)
  const address = page.url()

  await page.context().clearCookies()
  await signIn(page, portal, 'educator')
  for (const closed of ['/people', '/people/invite', address]) {
    expect((await page.goto(closed))?.status()).toBe(404)
  }
})

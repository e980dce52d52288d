import { expectGoodPage } from '../support/checks.ts'
import { fillSignIn, newcomer, signIn } from '../support/people.ts'
import { expect, test } from '../support/test.ts'

test('somebody who mistypes is told kindly, and gets in when it is right', async ({ page, context, portal }) => {
  const person = await newcomer(context, portal)
  await context.clearCookies()

  await page.goto('/reflections')
  await expect(page).toHaveURL(/\/sign-in\?then=/)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveTitle(/^Error: /)
  await expect(page.getByRole('alert')).toContainText(/enter your e-?mail address/i)
  await expectGoodPage(page, 'sign-in-empty')

  await fillSignIn(page, { ...person, password: 'not the one I chose' })
  const wrong = await page.getByRole('alert').innerText()
  await expect(page.getByLabel(/e-?mail address/i)).toHaveValue(person.email)
  await expect(page.getByLabel('Password')).toHaveValue('')
  await expectGoodPage(page, 'sign-in-wrong')

  await fillSignIn(page, { email: 'nobody@larkfield.example', password: 'not the one I chose' })
  expect(await page.getByRole('alert').innerText(), 'nobody learns who has an account').toBe(wrong)

  await fillSignIn(page, person)
  await expect(page, 'and is led where they wanted to go').toHaveURL(/\/reflections$/)
})

test('many wrong passwords ask for patience', async ({ page, portal }) => {
  const guess = { email: 'guessed@larkfield.example', password: 'one of many guesses' }
  for (let tries = 0; tries < 10; tries++) {
    await page.request.post('/sign-in', { form: guess, headers: { 'sec-fetch-site': 'same-origin' } })
  }

  await page.goto('/sign-in')
  await fillSignIn(page, guess)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Please wait a little')
  await expect(page.getByRole('main')).toContainText(/wait \d+ minutes/)
  await expectGoodPage(page, 'sign-in-wait')

  await signIn(page, portal, 'staff')
})

test('home has one thing to do, for each role', async ({ page, context, portal }) => {
  for (const role of ['staff', 'educator', 'safety lead', 'administrator'] as const) {
    await context.clearCookies()
    await signIn(page, portal, role)
    await expect(page.getByRole('link', { name: 'Log a reflection' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'People', exact: true })).toHaveCount(role === 'administrator' ? 1 : 0)
    if (role === 'staff') await expect(page.getByRole('link', { name: 'Carry on with your draft' })).toBeVisible()
    if (role === 'staff' || role === 'administrator') await expectGoodPage(page, `home-${role}`)
  }
})

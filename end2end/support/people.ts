import { expect, request, type BrowserContext, type Page } from '@playwright/test'
import { letterTo, linkIn } from './letters.ts'
import type { Person, Portal, Role } from './portal.ts'

/** Somebody who has joined in a test of their own. */
export type Newcomer = Person & { name: string; recoveryCode: string }

/** Nobody would guess it, and it needs no care: these people write nothing true. */
export const password = 'lantern-otter-meadow'

/** Signs in as a person would. */
export async function signInAs(page: Page, person: Person) {
  await page.goto('/sign-in')
  await fillSignIn(page, person)
  await expect(page).not.toHaveURL(/sign-in|locked/)
}

/** Fills in the sign-in page that is open, and sends it. */
export async function fillSignIn(page: Page, { email, password }: Person) {
  await page.getByLabel(/e-?mail address/i).fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** Signs a demo person in. */
export const signIn = (page: Page, portal: Portal, role: Role) => signInAs(page, portal.person(role))

type Invitation = { name: string; email: string; link: string }

/** Invitations that wait, by portal. They are made a dozen at a time, because letters go out together. */
const invitations = new WeakMap<Portal, Invitation[]>()

/** Somebody invited who has not joined. The link is the one in their letter. */
export async function invited(portal: Portal): Promise<Invitation> {
  if (!invitations.get(portal)?.length) invitations.set(portal, await inviteSome(portal, 12))
  return invitations.get(portal)!.pop()!
}

/** Somebody new, signed in in this browser: a test that changes an account changes only theirs. */
export async function newcomer(context: BrowserContext, portal: Portal): Promise<Newcomer> {
  const { name, email, link } = await invited(portal)
  const page = await post(context.request, link, { name, password })
  return { name, email, password, recoveryCode: codeIn(page) }
}

/** A form, posted as a browser would from our own page. */
async function post(api: BrowserContext['request'], url: string, form: Record<string, string>) {
  const answer = await api.post(url, { form, headers: { 'sec-fetch-site': 'same-origin' } })
  expect(answer.ok(), `${answer.status()} ${url}`).toBe(true)
  return answer.text()
}

async function inviteSome(portal: Portal, count: number): Promise<Invitation[]> {
  const api = await request.newContext({ baseURL: portal.url })
  await post(api, '/sign-in', portal.person('administrator'))
  const people = Array.from({ length: count }, () => {
    const mark = crypto.randomUUID().slice(0, 8)
    return { name: `Robin ${mark}`, email: `robin-${mark}@larkfield.example` }
  })
  for (const person of people) await post(api, '/people/invite', person)
  await api.dispose()
  return Promise.all(
    people.map(async (person) => ({ ...person, link: linkIn(await letterTo(portal, person.email)) })),
  )
}

/** The recovery code on the page that shows it. */
function codeIn(page: string): string {
  const code = /class="aw-code">(.*?)<\/p>/s.exec(page)?.[1]?.replaceAll(/<[^>]*>/g, '')
  if (!code) throw new Error('the page shows no recovery code')
  return code
}

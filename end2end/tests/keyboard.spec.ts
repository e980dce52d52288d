import type { Page } from '@playwright/test'
import { newcomer } from '../support/people.ts'
import { expect, test } from '../support/test.ts'

test('a whole reflection needs no mouse, and the focus is always seen', async ({ page, context, portal }) => {
  const person = await newcomer(context, portal)
  await context.clearCookies()
  await page.goto('/')

  await page.keyboard.press('Tab')
  await expect(page.locator(':focus')).toHaveText(/skip to/i)
  await page.keyboard.press('Enter')
  await tabTo(page, 'email')
  await page.keyboard.type(person.email)
  await tabTo(page, 'password')
  await page.keyboard.type(person.password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Take a moment')

  await tabTo(page, 'Log a reflection')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/new$/)
  await tabTo(page, 'template')
  await page.keyboard.press('ArrowUp') // round to the last one: a quick note
  await tabTo(page, 'Start writing')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/write$/)

  await tabTo(page, 'answer-stays')
  await page.keyboard.type('The porter waited with us.')
  await tabTo(page, 'how')
  await page.keyboard.press('ArrowUp')
  await tabTo(page, 'Save and finish')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('article')).toContainText('The porter waited with us.')
  await expect(page.getByRole('article')).toContainText('I would like to talk to someone')
})

/** Presses Tab until it comes to a field by its name or a button or link by its words. */
async function tabTo(page: Page, what: string) {
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press('Tab')
    const { name, seen, covered } = await page.evaluate(lookAtFocus)
    expect(seen, `the focus can be seen on "${name}"`).toBe(true)
    expect(covered, `nothing lies over "${name}"`).toBe(false)
    if (name === what) return
  }
  throw new Error(`Tab never came to ${what}`)
}

/** Runs in the page: what has the focus, whether that shows, and whether something hides it. */
function lookAtFocus() {
  const focused = document.activeElement as HTMLElement
  const name = focused.getAttribute('name') ?? focused.innerText.trim()
  // Radios draw their ring on the label's own mark.
  const marked = [focused, ...(focused as HTMLInputElement).labels ?? []]
  const seen = marked.some((element) =>
    [undefined, '::before'].some((part) => {
      const { outlineStyle, boxShadow } = getComputedStyle(element, part)
      return outlineStyle !== 'none' || boxShadow !== 'none'
    }),
  )
  const { left, top, width, height } = focused.getBoundingClientRect()
  const on = document.elementFromPoint(left + Math.min(width / 2, 20), top + Math.min(height / 2, 20))
  const covered = !on || !marked.some((element) => element.contains(on) || on.contains(element))
  return { name: focused.matches('button') ? focused.innerText.trim() : name, seen, covered }
}

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import type { Portal } from './portal.ts'

const folder = (portal: Portal) => join(portal.folder, 'data', 'mail')

/** The letters to somebody whose first line has these words. */
function lettersTo(portal: Portal, email: string, subject: RegExp): string[] {
  return readdirSync(folder(portal))
    .filter((name) => name.endsWith('.eml'))
    .map((name) => read(readFileSync(join(folder(portal), name), 'utf8')))
    .filter((letter) => letter.to.includes(email) && subject.test(letter.subject))
    .map((letter) => letter.body)
}

/** The one letter to somebody with these words in its first line, as soon as it is there. */
export async function letterTo(portal: Portal, email: string, subject = /./): Promise<string> {
  const letters = () => lettersTo(portal, email, subject)
  await expect.poll(() => letters().length, { message: `a letter to ${email}`, timeout: 20_000 }).toBe(1)
  return letters()[0]!
}

/** The address a letter asks to open. */
export function linkIn(letter: string): string {
  const link = /^https?:\S+$/m.exec(letter)?.[0]
  if (!link) throw new Error(`no link in:\n${letter}`)
  return link
}

/** A letter as it lies in the folder: headings, an empty line, words in 7bit or quoted-printable. */
function read(file: string) {
  const [head = '', ...rest] = file.replaceAll('\r\n', '\n').split('\n\n')
  const heading = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1] ?? ''
  const words = rest.join('\n\n')
  const body = /quoted-printable/i.test(heading('content-transfer-encoding'))
    ? words.replaceAll('=\n', '').replaceAll(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)))
    : words
  return { to: heading('to'), subject: heading('subject'), body }
}

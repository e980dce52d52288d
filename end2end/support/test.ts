import { test as base, expect } from '@playwright/test'
import { rememberPages } from './checks.ts'
import { Portal } from './portal.ts'
import { Postgres } from './postgres.ts'
import { Quiet } from './quiet.ts'

export type Setting = { database: 'sqlite' | 'postgres' }

/**
 * `portal` is a server that a worker has to itself, so a test may stop it and start it again;
 * `quiet` watches that nothing goes wrong unseen, in every test.
 */
export const test = base.extend<{ quiet: Quiet }, Setting & { portal: Portal }>({
  database: ['sqlite', { scope: 'worker', option: true }],

  portal: [
    async ({ database }, use, { project, workerIndex }) => {
      const postgres = database === 'postgres' ? Postgres.start() : undefined
      try {
        const portal = await Portal.start(`${project.name}-${workerIndex}`, await postgres?.database())
        await use(portal)
        await portal.remove()
      } finally {
        await postgres?.stop()
      }
    },
    { scope: 'worker', timeout: 90_000 },
  ],

  baseURL: ({ portal }, use) => use(portal.url),

  quiet: [
    async ({ context, portal }, use) => {
      rememberPages(context)
      const quiet = new Quiet(context, portal.url)
      await use(quiet)
      expect(quiet.noises, 'nothing is reported by the browser, and nobody else is asked').toEqual([])
    },
    { auto: true },
  ],
})

export { expect }

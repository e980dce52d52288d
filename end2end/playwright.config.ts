import { defineConfig } from '@playwright/test'
import type { Setting } from './support/test.ts'

// Every journey runs four times. Nothing a person must be able to do may need JavaScript, and both
// databases hold the same promises.
const settings = [
  { name: 'sqlite-islands', database: 'sqlite', javaScriptEnabled: true },
  { name: 'sqlite-no-javascript', database: 'sqlite', javaScriptEnabled: false },
  { name: 'postgres-islands', database: 'postgres', javaScriptEnabled: true },
  { name: 'postgres-no-javascript', database: 'postgres', javaScriptEnabled: false },
] as const

export default defineConfig<Setting>({
  outputDir: 'results/journeys',
  reporter: [['list'], ['json', { outputFile: '../target/browser-tests.json' }]],
  forbidOnly: !!process.env.CI,
  workers: 2,
  // A machine that is busy for a moment may be too slow once. `.ci/totals` says how many needed this.
  retries: process.env.CI ? 1 : 0,
  timeout: 90_000, // a journey looks closely at many pages, maybe on a busy machine
  expect: { timeout: 10_000 },
  globalSetup: './support/clear.ts',
  use: {
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    contextOptions: { reducedMotion: 'reduce' }, // colours are looked at when they have settled
    actionTimeout: 15_000,
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      // Not sandboxed, because root cannot be; only our own pages are opened. The rest keeps
      // Chromium from speaking to anybody else.
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    ...settings.map(({ name, ...use }) => ({ name, use, testDir: 'tests', teardown: 'html' })),
    // Last of all, and even where a journey ended badly: every page that was saved on the way.
    { name: 'html', testDir: 'support', testMatch: 'html.check.ts' },
  ],
})

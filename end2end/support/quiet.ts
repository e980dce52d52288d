import type { BrowserContext } from '@playwright/test'

/**
 * Listens for what a person would not see: messages in the browser's console (a violated content
 * security policy is one), errors in scripts, requests that came to nothing, requests to other hosts.
 */
export class Quiet {
  readonly noises: string[] = []
  private readonly expected: RegExp[] = []

  constructor(context: BrowserContext, host: string) {
    context.on('console', (message) => {
      if (!['error', 'warning'].includes(message.type())) return
      // Reported below, where it can be told a page's own status from a file that is missing.
      if (message.text().startsWith('Failed to load resource: the server responded')) return
      this.hear(`console: ${message.text()} (${message.location().url})`)
    })
    context.on('weberror', (error) => this.hear(`script: ${error.error().message}`))
    context.on('request', (request) => {
      const url = new URL(request.url())
      if (url.protocol.startsWith('http') && url.origin !== host) this.hear(`stranger: ${request.url()}`)
    })
    context.on('requestfailed', (request) => {
      // Leaving a page ends what it was still asking for.
      const reason = request.failure()?.errorText
      if (reason !== 'net::ERR_ABORTED') this.hear(`request: ${reason} ${request.url()}`)
    })
    context.on('response', (response) => {
      // A page may answer 404 or 422 and be right; what a page loads or asks for may not.
      if (response.status() < 400 || response.request().isNavigationRequest()) return
      this.hear(`response: ${response.status()} ${response.url()}`)
    })
  }

  /** For a test that brings trouble about: this noise is part of it. */
  expect(noise: RegExp) {
    this.expected.push(noise)
  }

  private hear(noise: string) {
    if (!this.expected.some((expected) => expected.test(noise))) this.noises.push(noise)
  }
}

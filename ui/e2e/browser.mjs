/** A browser on the page under test, and what it must never do: ask another host, or complain in its console. */
import { chromium } from 'playwright-core'
import { serve } from '../mock/server.mjs'

const FLAGS = [
  '--no-sandbox',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Without ACCALMIE_URL the mock is served. The address may end in `#key=…`, as the program prints it. */
export async function target() {
  const given = process.env.ACCALMIE_URL
  if (given) {
    const [url, key] = given.split('#key=')
    return { url: url.replace(/\/$/, ''), key: key ?? process.env.ACCALMIE_KEY, real: true, close: async () => {} }
  }
  const server = await serve()
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    key: 'exercise-first-key',
    real: false,
    close: async () => server.closeAllConnections() ?? server.close(),
  }
}

export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS })

/** What a browser says of an answer that the test itself asked for: a wrong password, a role that may not. */
const EXPECTED = /status of (401|403|404|409|429)/

/** A page that keeps what went wrong on it in `faults`. */
export async function open(context) {
  const page = await context.newPage()
  page.faults = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !EXPECTED.test(message.text())) page.faults.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => page.faults.push(`error: ${error.message}`))
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url())
    const inside = protocol === 'data:' || protocol === 'blob:' || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
    if (!inside) page.faults.push(`request: ${request.url()}`)
  })
  return page
}

export const PASSWORD = process.env.ACCALMIE_PASSWORD ?? 'exercise-password'

/** Signed in as the administrator, in a language; the state of one sign-in is used by all tests. */
let kept = null
export async function signedIn(browser, at, { lang = 'en', width = 1280, height = 800, ...rest } = {}) {
  if (!kept) {
    const context = await browser.newContext()
    const page = await open(context)
    await page.goto(`${at.url}/#key=${encodeURIComponent(at.key)}`)
    await page.waitForURL(/#\/(password|day)/)
    await page.locator('main :is(form, .day)').first().waitFor()
    kept = await context.storageState()
    await context.close()
  }
  const context = await browser.newContext({ storageState: kept, locale: lang, viewport: { width, height }, ...rest })
  const page = await open(context)
  await page.addInitScript((l) => localStorage.setItem('accalmie.lang', l), lang)
  return page
}

export async function idle(page) {
  await page.locator('.ground[data-idle="true"]').waitFor({ timeout: 30_000 })
}

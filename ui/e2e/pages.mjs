/** What holds for every view: no barrier that axe finds, the keyboard alone, a narrow screen, both themes, three languages, no fault. */
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { idle, signedIn } from './browser.mjs'

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const VIEWS = [
  'day',
  'truce',
  'roads',
  'roads?panel=place&place=Al+Hasakah',
  'roads?panel=closures',
  'review',
  'brief',
  'reports',
  'people',
  'password',
  'sign-in',
]

async function view(page, at, name) {
  await page.goto(`${at.url}/#/${name}`)
  await page.locator('main :is(h1, h2)').first().waitFor({ state: 'attached' })
  if (await page.locator('.ground').count()) await idle(page)
  await page.waitForLoadState('networkidle', { timeout: 3000 }).catch(() => {})
}

async function anIncident(page, at) {
  await page.goto(`${at.url}/#/day`)
  const row = page.locator('[id^="row-"]').first()
  await row.waitFor()
  return `incident/${(await row.getAttribute('id')).slice(4)}`
}

/** axe is run from its own file, since the page's policy lets no script in from elsewhere. */
async function barriers(page) {
  const session = await page.context().newCDPSession(page)
  const { readFileSync } = await import('node:fs')
  await session.send('Runtime.evaluate', { expression: `${readFileSync(AXE, 'utf8')};0` })
  return page.evaluate(async () => {
    const { violations, passes } = await window.axe.run(document)
    if (passes.length < 10) return [`axe looked at nothing: ${passes.length} rules passed`]
    return violations
      .filter((v) => v.impact === 'serious' || v.impact === 'critical')
      .map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => `${n.target} (${n.any[0]?.message ?? ''})`)}`)
  })
}

const axeTests = Object.fromEntries(
  [
    ['en', 'light'],
    ['ar', 'dark'],
  ].map(([lang, theme]) => [
    `axe finds nothing serious in any view (${lang}, ${theme})`,
    async (browser, at) => {
      const page = await signedIn(browser, at, { lang, colorScheme: theme })
      const found = []
      for (const name of [...VIEWS, await anIncident(page, at)]) {
        await view(page, at, name)
        for (const b of await barriers(page)) found.push(`${name}: ${b}`)
      }
      assert.deepEqual(found, [])
      return page
    },
  ]),
)

export default {
  ...axeTests,
  'nothing is wider than a screen of 360 px, in any language': async (browser, at) => {
    const wide = []
    let page = null
    for (const lang of ['en', 'fr', 'ar']) {
      await page?.context().close()
      page = await signedIn(browser, at, { lang, width: 360, height: 780 })
      for (const name of [...VIEWS, await anIncident(page, at)]) {
        await view(page, at, name)
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        if (over > 0) wide.push(`${lang} ${name}: ${over} px`)
      }
    }
    assert.deepEqual(wide, [])
    return page
  },
  'with the keyboard alone: from the door of the page into an incident and back': async (browser, at) => {
    const page = await signedIn(browser, at)
    await page.goto(`${at.url}/#/day`)
    await page.locator('[id^="row-"]').first().waitFor()
    await page.keyboard.press('Tab')
    assert.equal(await page.evaluate(() => document.activeElement.className.includes('skip')), true)
    await page.keyboard.press('Enter')
    assert.equal(await page.evaluate(() => document.activeElement.id), 'main')
    await page.keyboard.press('j')
    assert.equal(await page.evaluate(() => document.activeElement.tagName), 'A')
    await page.keyboard.press('Enter')
    await page.locator('article.page h1').waitFor()
    await page.goBack()
    await page.locator('[id^="row-"]').first().waitFor()
    return page
  },
  'the bars of the timeline are one stop of the Tab key, and arrows move in it': async (browser, at) => {
    const page = await signedIn(browser, at)
    await page.goto(`${at.url}/#/day`)
    await page.locator('.timeline .bar').first().waitFor()
    assert.equal(await page.locator('.timeline .bar[tabindex="0"]').count(), 1)
    await page.locator('.timeline .bar[tabindex="0"]').focus()
    await page.keyboard.press('ArrowRight')
    const at1 = await page.evaluate(() => [...document.querySelectorAll('.timeline .bar')].indexOf(document.activeElement))
    assert.equal(at1, 1)
    return page
  },
  'the switch of themes turns page and map, and is kept': async (browser, at) => {
    const page = await signedIn(browser, at, { colorScheme: 'light' })
    await page.goto(`${at.url}/#/day`)
    await page.locator('[id^="row-"]').first().waitFor()
    await idle(page)
    await page.getByRole('button', { name: 'Dark colours' }).click()
    await page.reload()
    await page.locator('[id^="row-"]').first().waitFor()
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark')
    await idle(page)
    return page
  },
  'the language can be changed where one is': async (browser, at) => {
    const page = await signedIn(browser, at)
    await page.goto(`${at.url}/#/roads`)
    await page.getByLabel('Language').selectOption('fr')
    await page.getByRole('heading', { name: 'Routes' }).waitFor()
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'fr')
    await page.getByLabel('Langue').selectOption('ar')
    assert.equal(await page.evaluate(() => document.documentElement.dir), 'rtl')
    return page
  },
  'the brief is shown as it came, with its links, and can be taken along': async (browser, at) => {
    const page = await signedIn(browser, at)
    await page.goto(`${at.url}/#/brief`)
    const frame = page.frameLocator('iframe')
    await frame.locator('h1').waitFor()
    assert.ok((await page.getByRole('link', { name: /^(md|html|json|pdf|docx)$/ }).count()) >= 4)
    return page
  },
  'news comes by itself and is told': async (browser, at) => {
    const page = await signedIn(browser, at)
    await page.goto(`${at.url}/#/day`)
    await page.locator('[id^="row-"]').first().waitFor()
    await page.waitForTimeout(400)
    const done = await page.evaluate(async () => {
      const { csrf } = await (await fetch('/api/v1/session')).json()
      const { items } = await (await fetch('/api/v1/incidents?limit=1')).json()
      const body = JSON.stringify({ field: 'weapon', value: 'drone', reason: 'exercise of the tests' })
      return (
        await fetch(`/api/v1/incidents/${items[0].id}/correct`, {
          method: 'POST',
          body,
          headers: { 'content-type': 'application/json', 'x-csrf': csrf },
        })
      ).status
    })
    assert.equal(done, 200)
    await page.getByText(/^\d+ changed$/).waitFor({ timeout: 8000 })
    return page
  },
}

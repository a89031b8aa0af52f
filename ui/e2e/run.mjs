/** Runs every file of tests beside it against ACCALMIE_URL, or the mock: `npm run e2e [part of a name]`. */
import { readdir } from 'node:fs/promises'
import { launch, target } from './browser.mjs'

const OWN = new Set(['run.mjs', 'browser.mjs'])
const wanted = process.argv[2] ?? ''
const files = (await readdir(new URL('.', import.meta.url))).filter((f) => f.endsWith('.mjs') && !OWN.has(f)).sort()
const at = await target()
const browser = await launch()
let passed = 0
let failed = 0
let skipped = 0

for (const file of files) {
  const { default: tests } = await import(`./${file}`)
  for (const [name, test] of Object.entries(tests)) {
    const whole = `${file.replace('.mjs', '')}: ${name}`
    if (!whole.includes(wanted)) continue
    const began = Date.now()
    try {
      const page = await test(browser, at)
      if (page === 'skipped') {
        skipped++
        console.log(`skip ${whole}`)
        continue
      }
      if (page?.faults.length) throw new Error(`the page complained:\n  ${page.faults.join('\n  ')}`)
      await page?.context().close()
      passed++
      console.log(`ok   ${whole} (${Date.now() - began} ms)`)
    } catch (e) {
      failed++
      console.log(`FAIL ${whole}\n${e.stack}`)
      await last(file, name)
    }
  }
}

/** What was to be seen when it failed. */
async function last(file, name) {
  const page = browser.contexts().at(-1)?.pages().at(-1)
  const path = new URL(`shots/${file}-${name.replace(/\W+/g, '-')}.png`, import.meta.url).pathname
  await page?.screenshot({ path }).catch(() => {})
  for (const context of browser.contexts()) await context.close()
}

await browser.close()
await at.close()
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
process.exit(failed ? 1 : 0)

/** The brief of the exercise, as a page that brings its own words; styles in it are in a sheet of its own, as the program's will be. */
import { shorts } from './ledger.mjs'

const TITLES = {
  en: ['Daily brief', 'What happened', 'What is not known'],
  fr: ['Point du jour', 'Ce qui s’est passé', 'Ce qu’on ignore'],
  ar: ['الموجز اليومي', 'ما حدث', 'ما لا يُعرف'],
}
const escaped = (s) => String(s).replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)

export function brief(q) {
  const lang = TITLES[q.get('lang')] ? q.get('lang') : 'en'
  const day = q.get('day') ?? '2019-11-12'
  const list = shorts().filter((i) => i.from && i.from <= day && (!q.get('since') || i.from >= q.get('since')))
  const format = q.get('format') ?? 'html'
  if (format === 'json') return { day, lang, incidents: list }
  const [title, what, unknown] = TITLES[lang]
  const lines = list.map((i) => [i.type.replaceAll(/[._]/g, ' '), i.place?.name ?? '—', i.from, i.id])
  if (format === 'md')
    return {
      text: `# ${title} · ${day}\n\n${lines.map((l) => `- ${l.join(' · ')}`).join('\n')}\n`,
      type: 'text/markdown; charset=utf-8',
    }
  const rows = lines
    .map(([a, b, c, id]) => `<li>${escaped(a)}, ${escaped(b)}, ${c} <a href="#/incident/${id}">[${id}]</a></li>`)
    .join('')
  const text = `<!doctype html><html lang="${lang}" dir="${lang === 'ar' ? 'rtl' : 'ltr'}"><head><meta charset="utf-8"><title>${title} ${day}</title></head><body><h1>${title} · ${day}</h1><h2>${what}</h2><ul>${rows}</ul><h2>${unknown}</h2><p>…</p></body></html>`
  return { text, type: 'text/html; charset=utf-8' }
}

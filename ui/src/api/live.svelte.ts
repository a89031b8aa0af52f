/** News from the server while the page is open: which incidents changed. A view reads `beat` and asks again. */
import { address } from './client'

export const live = $state({ beat: 0, changed: [] as string[], many: false, connected: false })

let source: EventSource | null = null
let held: ReturnType<typeof setTimeout> | null = null
const waiting = new Set<string>()

/** Many changes in one moment are one piece of news. */
const PAUSE_MS = 700

export function listen() {
  if (source) return
  source = new EventSource(address('/events'))
  source.addEventListener('hello', () => {
    live.connected = true
  })
  source.addEventListener('error', () => {
    live.connected = false
  })
  source.addEventListener('changed', (event) => {
    const { incidents } = JSON.parse((event as MessageEvent<string>).data) as { incidents?: string[] }
    // Without ids more changed than are named, or this page missed some.
    if (!incidents) live.many = true
    for (const id of incidents ?? []) waiting.add(id)
    if (held === null) held = setTimeout(tell, PAUSE_MS)
  })
}

function tell() {
  held = null
  live.changed = [...waiting]
  waiting.clear()
  live.beat++
}

export function hush() {
  source?.close()
  source = null
  live.connected = false
}

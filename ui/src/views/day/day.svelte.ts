/** What the day's map, list and timeline share: the filters of the address, what the server answered to them, what is looked at. */
import { Asked } from '../../api/asked.svelte'
import { get } from '../../api/client'
import type { Day, MapAnswer, Page, Short, Timeline } from '../../api/shapes'
import { choose, here } from '../../page/address.svelte'
import { type Filters, readFilters, writeFilters } from '../../page/filters'
import { session } from '../../page/session.svelte'
import { addDays } from './bins'

/** With more incidents than this the page opens on the last days instead of on everything. */
const MANY = 300
const RECENT_DAYS = 30
const PAGE = 60

export class DayState {
  list = new Asked<Page<Short>>()
  map = new Asked<MapAnswer>()
  timeline = new Asked<Timeline>()
  hovered = $state<string | null>(null)
  items = $state.raw<Short[]>([])

  filters: Filters = $derived.by(() => {
    const filters = readFilters(here.params)
    const { newest, incidents = 0 } = session.now ?? {}
    if (filters.from || filters.to || here.params.has('all') || !newest || incidents <= MANY) return filters
    return { ...filters, from: addDays(newest, 1 - RECENT_DAYS), to: newest }
  })
  /** What the server is asked, as one string: what it depends on changes only when this does. */
  asked = $derived(writeFilters(this.filters).toString())
  selected = $derived(here.params.get('sel'))

  /** First and last day shown. Reports may tell of days before the first report. */
  span: [Day, Day] | null = $derived.by(() => {
    const days = this.timeline.value?.days.map((d) => d.day).sort() ?? []
    const first = this.filters.from ?? days[0]
    const last = this.filters.to ?? days.at(-1)
    return first && last ? [first, last] : null
  })

  async askList() {
    const found = await this.list.ask(() => this.#page(null))
    if (found) this.items = found.items
  }

  async askMore() {
    const after = this.list.value?.next
    if (!after) return
    const found = await this.list.ask(() => this.#page(after))
    if (found) this.items = [...this.items, ...found.items]
  }

  #page(after: string | null): Promise<Page<Short>> {
    const params = new URLSearchParams(this.asked)
    params.set('limit', String(PAGE))
    params.set('order', here.params.get('order') === 'oldest' ? 'oldest' : 'newest')
    if (after) params.set('after', after)
    return get('/incidents', params)
  }

  /** `box` is what is in view; a box that was chosen as a filter goes before it. */
  askMap(box: string | null, zoom: number) {
    const params = new URLSearchParams(this.asked)
    if (box && !params.has('bbox')) params.set('bbox', box)
    params.set('zoom', String(Math.round(zoom)))
    return this.map.ask(() => get<MapAnswer>('/map', params))
  }

  askTimeline() {
    return this.timeline.ask(() => get<Timeline>('/timeline', new URLSearchParams(this.asked)))
  }

  select(id: string | null) {
    choose({ sel: id })
  }

  filter(change: Partial<Filters>) {
    const next = writeFilters({ ...readFilters(here.params), ...change })
    const kept = Object.fromEntries(
      ['from', 'to', 'bbox', 'type', 'standing', 'actor', 'harm', 'min', 'text', 'weapon'].map((k) => [k, null]),
    )
    const changes: Record<string, string | null | string[]> = { ...kept, sel: null }
    for (const key of new Set(next.keys())) changes[key] = next.getAll(key)
    if ('from' in change || 'to' in change) changes.all = change.from || change.to ? null : '1'
    choose(changes, true)
  }
}

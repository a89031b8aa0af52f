/** What the panels and the map of the roads share: the day, the closures, the ways asked for. The address holds every choice. */
import { Asked } from '../../api/asked.svelte'
import { get } from '../../api/client'
import type { Closure, CutOff, Journey, Passages, Reach, Roads } from '../../api/shapes'
import { choose, here } from '../../page/address.svelte'

export const PANELS = ['route', 'place', 'closures', 'cut'] as const
export type Panel = (typeof PANELS)[number]
export const BY = ['car', 'truck', 'ambulance', 'foot'] as const
export const WAYS = ['safest', 'fastest', 'least-risk'] as const
/** How many ways are asked for. */
const ALTERNATIVES = 2

export type Network = GeoJSON.FeatureCollection & { schematic?: boolean; left_out?: boolean }

export class RoadsState {
  network = new Asked<Network>()
  roads = new Asked<Roads>()
  journey = new Asked<Journey>()
  access = new Asked<Passages>()
  reach = new Asked<Reach>()
  cutOff = new Asked<CutOff[]>()
  focus = $state<string | null>(null)

  panel: Panel = $derived(PANELS.find((p) => p === here.params.get('panel')) ?? 'route')
  day = $derived(here.params.get('day'))
  from = $derived(here.params.get('from') ?? '')
  to = $derived(here.params.get('to') ?? '')
  by = $derived(BY.find((b) => b === here.params.get('by')) ?? 'car')
  mode = $derived(WAYS.find((w) => w === here.params.get('mode')) ?? 'safest')
  place = $derived(here.params.get('place') ?? '')
  minutes = $derived(Math.min(600, Math.max(5, Number(here.params.get('minutes')) || 60)))
  schematic = $derived(this.roads.value?.schematic ?? this.network.value?.schematic ?? false)

  closures: Closure[] = $derived(this.roads.value?.closures ?? [])

  askGround(bbox: string | null = null) {
    this.network.ask(() => get<Network>('/roads/network', { bbox }))
  }

  askDay() {
    const day = this.day
    this.roads.ask(() => get<Roads>('/roads', { day }))
    this.cutOff.ask(() => get<CutOff[]>('/roads/cut-off', { day }))
  }

  askWay() {
    const { from, to, by, mode, day } = this
    if (!from || !to) return this.journey.forget()
    this.journey.ask(() => get<Journey>('/roads/route', { from, to, by, mode, day, k: ALTERNATIVES }))
  }

  askPlace() {
    const { place, by, day, minutes } = this
    if (!place) {
      this.access.forget()
      return this.reach.forget()
    }
    this.access.ask(() => get<Passages>('/roads/access', { place, by, day }))
    this.reach.ask(() => get<Reach>('/roads/reach', { from: place, minutes, by, day }))
  }

  /** A click on the map: the first is where from, the second where to, the third begins anew. */
  point(lat: number, lon: number) {
    const at = `${lat.toFixed(5)},${lon.toFixed(5)}`
    if (this.panel === 'place') choose({ place: at })
    else if (!this.from || this.to) choose({ from: at, to: null, panel: null })
    else choose({ to: at, panel: null })
  }

  closure(id: string): Closure | undefined {
    return this.closures.find((c) => c.id === id)
  }
}

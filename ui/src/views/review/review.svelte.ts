/**
 * The queue of what is to be judged. A word is held back for a moment before it is sent, so that `u` can take it back: once in the ledger it
 * stays there.
 */
import { Asked } from '../../api/asked.svelte'
import { address, get, type Problem, send } from '../../api/client'
import type { Agreement, IncidentPage, ReviewItem } from '../../api/shapes'

export const HELD_MS = 4000
const PAGE = 20

export interface Word {
  word: 'accept' | 'correct' | 'reject'
  field?: string
  value?: unknown
  reason?: string
}

interface Answer {
  items: ReviewItem[]
  next: string | null
  left: number
}

export class ReviewState {
  queue = new Asked<Answer>()
  agreement = new Asked<Agreement>()
  items = $state.raw<ReviewItem[]>([])
  at = $state(0)
  left = $state(0)
  held = $state.raw<{ item: ReviewItem; word: Word; index: number } | null>(null)
  sent = $state(0)
  problem = $state.raw<Problem | null>(null)
  #timer: ReturnType<typeof setTimeout> | undefined

  current: ReviewItem | null = $derived(this.items[this.at] ?? null)

  async ask() {
    const found = await this.queue.ask(() => get<Answer>('/review', { limit: PAGE }))
    if (!found) return
    this.items = found.items
    this.left = found.left
    this.at = 0
  }

  askAgreement() {
    return this.agreement.ask(() => get<Agreement>('/review/agreement'))
  }

  async more() {
    const after = this.queue.value?.next
    const found = await this.queue.ask(() => get<Answer>('/review', { limit: PAGE, after }))
    if (found) {
      const known = new Set(this.items.map((i) => i.record.id))
      this.items = [...this.items, ...found.items.filter((i) => !known.has(i.record.id))]
      this.left = found.left
    }
  }

  step(by: number) {
    this.at = Math.max(0, Math.min(this.items.length - 1, this.at + by))
  }

  /** Judges the item that is shown and goes on to the next. */
  async judge(word: Word) {
    await this.flush()
    const item = this.current
    if (!item) return
    this.held = { item, word, index: this.at }
    this.#take(item)
    this.#timer = setTimeout(() => this.flush(), HELD_MS)
  }

  #take(item: ReviewItem) {
    this.items = this.items.filter((i) => i !== item)
    this.left = Math.max(0, this.left - 1)
    this.at = Math.max(0, Math.min(this.at, this.items.length - 1))
    if (this.items.length === 0 && this.left > 0) this.more()
  }

  undo() {
    if (!this.held) return
    clearTimeout(this.#timer)
    const { item, index } = this.held
    this.items = [...this.items.slice(0, index), item, ...this.items.slice(index)]
    this.left++
    this.at = index
    this.held = null
  }

  async flush() {
    clearTimeout(this.#timer)
    const { held } = this
    if (!held) return
    this.held = null
    try {
      const { item } = held
      let { word } = held
      if (word.word === 'correct' && word.value === null && item.incident) {
        // A review's word has a value; that something is not known is said to the incident itself.
        await send('POST', `/incidents/${encodeURIComponent(item.incident.id)}/correct`, {
          field: word.field,
          value: null,
          reason: word.reason,
        })
        word = { word: 'accept', reason: word.reason }
      }
      const answer = await send<{ left: number }>('POST', `/review/${encodeURIComponent(item.record.id)}`, word)
      this.problem = null
      this.sent++
      if (answer) this.left = answer.left
      this.askAgreement()
    } catch (e) {
      this.problem = e as Problem
      this.items = [held.item, ...this.items]
      this.at = 0
    }
  }

  /** Joins the incident of the item to another, or takes the record out of it. Both are kept at once and have no way back but the other. */
  async tie(what: 'join' | 'split', body: Record<string, unknown>) {
    await this.flush()
    const item = this.current
    if (!item?.incident) return
    try {
      await send('POST', `/incidents/${encodeURIComponent(item.incident.id)}/${what}`, body)
      this.problem = null
      this.sent++
      const page = await get<IncidentPage>(`/incidents/${encodeURIComponent(item.incident.id)}`)
      const next = page.absorbed_into ?? item.incident.id
      this.items = this.items.map((i) => (i === item && i.incident ? { ...i, incident: { ...i.incident, id: next } } : i))
    } catch (e) {
      this.problem = e as Problem
    }
  }

  overrides(lang: string): string {
    return address('/review/overrides', { lang })
  }
}

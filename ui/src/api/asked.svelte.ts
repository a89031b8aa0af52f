/** Something asked of the server: what came, what is under way, what was refused. The last one asked wins. */
import { Problem } from './client'

export class Asked<T> {
  value = $state.raw<T | null>(null)
  problem = $state.raw<Problem | null>(null)
  busy = $state(false)
  #turn = 0

  async ask(question: () => Promise<T>): Promise<T | null> {
    const turn = ++this.#turn
    this.busy = true
    try {
      const value = await question()
      if (turn !== this.#turn) return null
      this.value = value
      this.problem = null
      return value
    } catch (e) {
      if (turn !== this.#turn) return null
      this.problem = e instanceof Problem ? e : new Problem(-1, 'about:blank', '', String(e))
      return null
    } finally {
      if (turn === this.#turn) this.busy = false
    }
  }

  forget() {
    this.#turn++
    this.value = null
    this.problem = null
    this.busy = false
  }
}

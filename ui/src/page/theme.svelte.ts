/** Light or dark: as the machine has it, unless one chose. */
import type { Theme } from '../marks/palette'

const KEPT = 'accalmie.theme'
const asked = matchMedia('(prefers-color-scheme: dark)')

function chosen(): Theme | null {
  const kept = localStorage.getItem(KEPT)
  return kept === 'light' || kept === 'dark' ? kept : null
}

export const theme = $state<{ now: Theme }>({ now: chosen() ?? (asked.matches ? 'dark' : 'light') })

export function followTheme() {
  asked.addEventListener('change', () => {
    theme.now = chosen() ?? (asked.matches ? 'dark' : 'light')
  })
}

export function turnTheme() {
  theme.now = theme.now === 'dark' ? 'light' : 'dark'
  localStorage.setItem(KEPT, theme.now)
}

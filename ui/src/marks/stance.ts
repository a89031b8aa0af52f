/**
 * A stance is how surely something is so, as it is drawn: suspected (dashed, empty), reported (hatched), corroborated (filled),
 * contested (half filled), retracted (crossed out).
 */

export const STANCES = ['suspected', 'reported', 'corroborated', 'contested', 'retracted'] as const
export type Stance = (typeof STANCES)[number]

export function stanceOf(standing: string, status: string): Stance {
  if (standing === 'retracted' || standing === 'contested' || standing === 'corroborated') return standing
  return status === 'hedged' || status === 'hypothetical' || status === 'intended' ? 'suspected' : 'reported'
}

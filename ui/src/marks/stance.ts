/**
 * A stance is how surely something is so, as it is drawn: suspected (dashed, empty), reported (hatched), corroborated (filled),
 * contested (half filled), retracted (crossed out).
 */

export const STANCES = ['suspected', 'reported', 'corroborated', 'contested', 'retracted'] as const
export type Stance = (typeof STANCES)[number]

export function stanceOf(standing: string, status: string): Stance {
  if (standing === 'retracted' || standing === 'contested') return standing
  // Of an incident that every source tells with a doubt, the doubt is what is corroborated.
  if (status === 'hedged' || status === 'hypothetical' || status === 'intended') return 'suspected'
  return standing === 'corroborated' ? 'corroborated' : 'reported'
}

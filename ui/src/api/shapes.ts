/** What the server answers, as docs of the HTTP contract give it. Unknown is null or absent, never 0. */

export type Day = string
export type Role = 'reader' | 'reviewer' | 'editor' | 'administrator'

export interface Session {
  person: { name: string; role: Role } | null
  profile: 'full' | 'public'
  csrf: string | null
  version: string
  newest: Day | null
  oldest: Day | null
  incidents: number
  reports: number
  needs_password: boolean
  shares: string[]
  pmtiles?: boolean
}

export interface Range {
  low: number
  best: number
  high: number | null
}

export interface ShortPlace {
  name: string
  lat: number | null
  lon: number | null
  radius_km: number | null
  precision: number | string | null
}

export interface Short {
  id: string
  type: string
  family: string
  kind: string
  status: string
  standing: string
  from: Day | null
  to: Day | null
  precision: string | null
  place: ShortPlace | null
  harm: Record<string, Range>
  actors: { name: string; role: string; stated: boolean }[]
  weapon: string | null
  targets: string[]
  origins: number
  reports: number
  sensitivity: string
  corrected: boolean
  confidence: number
  review: string
}

export interface Page<T> {
  items: T[]
  next: string | null
  as_of?: number
}

export interface Figure {
  report: string
  record: string
  source: string | null
  said_by?: string
  published: string | null
  min: number
  max: number | null
  who: string
  status: string
  text: string
  left_out?: string
}

export interface Toll extends Range {
  civilians: Range | null
  combatants: Range | null
  by_source: Figure[]
}

export interface Place {
  text: string
  relation: string
  name: string | null
  id: string | null
  lat: number | null
  lon: number | null
  precision: number | null
  candidates?: { name: string; id: string; lat: number; lon: number }[]
}

export interface Period {
  text: string
  from: string | null
  to: string | null
  precision: string
  open_end: boolean
  relative: string | null
}

export interface Incident {
  incident: string
  type: string
  other_types?: string[]
  kind: string
  status: string
  standing: string
  origins: number
  places: Place[]
  time: Period | null
  actors: { role: string; name: string; id: string | null; stated: boolean; by: string[] }[]
  targets: string[]
  weapon: string | null
  harm: Record<string, Toll>
  sensitivity: string
  confidence: number
  records: string[]
  reports: string[]
  why: string[]
  near?: { incident: string; why: string }[]
}

export interface Evidence {
  in: 'title' | 'text'
  start: number
  end: number
  text: string
}

export interface Told {
  id: string
  kind: string
  type: string
  status: string
  actors: { role: string; text: string; name: string | null; id: string | null; basis: string }[]
  targets: { text: string; class: string }[]
  weapon: { text: string; class: string } | null
  places: Place[]
  time: Period | null
  harm: { outcome: string; min: number; max: number | null; text: string; who: string }[]
  attribution: { text: string; name: string | null } | null
  evidence: Evidence[]
  confidence: number
  sensitivity: string
  why: string[]
  incident?: string | null
}

export interface ReportHead {
  id: string
  key: string
  source: string | null
  published: string | null
  lang: string | null
}

export interface ReportItem extends ReportHead {
  records: number
  incidents: string[]
}

export interface ReportText extends ReportHead {
  title?: string | null
  text: string
  records: Told[]
  problems: { what: string; start?: number; end?: number }[]
}

export interface Verdict {
  incident: string
  agreement: string
  clause: string | null
  clause_kind: string | null
  words: Record<string, string>
  outcome: string
  reason: string | null
  missing: string[]
  leaning: string | null
  notes: string[]
  place: {
    zone: string
    place: string | null
    distance_km: number | null
    error_km: number | null
    lies: string
    name_open: boolean
  } | null
  time: {
    from: string | null
    to: string | null
    start: string | null
    end: string | null
    deadline: string | null
    margin_hours: number | null
    lies: string
    due: string
  } | null
  who: {
    name: string
    is: string
    party: string | null
    link?: { in_text: boolean; held_by: string[]; disputed_by: string[] } | null
  }[]
  origins: number
  readings: { held_by: string[]; zone: string | null; outcome: string; reason: string | null }[]
  sources: string[]
  said?: string
}

export interface IncidentPage {
  incident: Incident
  records: { record: Told; report: ReportHead; current: boolean }[]
  corrected: string[]
  verdicts: Verdict[]
  history: { seq: number; at: string; author: string; reason: string | null; title: string }[]
  absorbed_into: string | null
}

export interface Timeline {
  days: { day: Day; incidents: number; families: Record<string, number>; reports: number }[]
  undated: number
}

export interface MapAnswer extends GeoJSON.FeatureCollection<GeoJSON.Point | null> {
  as_of: number
  unplaced: number
  newest: Day | null
}

export interface TruceItem {
  name: string
  title: Record<string, string>
  signed: Day
  /** Of the newest incident near its zones since it was signed. */
  latest: Day | null
  clauses: number
}

export interface BoardRow {
  day: Day
  zone: string | null
  parties: string[]
  clause: string
  alleged: number
  corroborated: number
  verified: number
  contested: number
  inconsistent: number
  undeterminable: number
  incidents: string[]
}

export interface Counted {
  first: Day
  last: Day
  rows: BoardRow[]
  undated: string[]
  coverage: { zone: string; days_with_reports: number; reports: number; days_without: Day[] }[]
}

export interface Board {
  agreement: string
  period: Counted
  previous: Counted | null
  obligations: { clause: string; bound: string[]; deadlines: string[]; kept: string; incidents: string[] }[]
}

export interface Clause {
  id: string
  kind: string
  text?: Record<string, string>
  words?: Record<string, string>
  parties?: string[]
  bound?: string[]
}

export interface Truce {
  agreement: { title?: Record<string, string>; clauses: Clause[]; ambiguities?: string[]; signed?: Day }
  title?: Record<string, string>
  board: Board | Board[]
  verdicts: { incident: Short; verdicts: Verdict[] }[]
}

export interface Lull {
  zone: string
  weapon: string
  state: string
  probability: number
  probability_broken: number
  began: { most_probable: Day; between: [Day, Day] } | null
  broke: { most_probable: Day; between: [Day, Day] } | null
  ratio: { low: number; middle: number; high: number } | null
  why_cannot_tell: string | null
}

export interface Spot {
  name: string
  id?: string | null
  lat: number
  lon: number
}

export type Stretch =
  | { on: 'between'; from: Spot; to: Spot }
  | { on: 'around'; at: Spot; km: number }
  | { on: 'toward'; to?: Spot; at?: Spot }
  | { on: 'road'; road?: string; name?: string }

export interface Closure {
  id: string
  cause: string
  evidence: string
  confirmed_area: boolean | null
  stretches: Stretch[]
  holder: string | null
  since: Day | null
  last: Day | null
  origins: number
  confidence: number
  contested: boolean
  hedged: boolean
  reports: string[]
  records: string[]
  state?: 'closed' | 'suspected' | 'unknown' | 'open' | null
  unlaid?: string | null
  lifted_by?: string | null
  age_days?: number | null
  geometry?: [number, number][][]
}

export interface Roads {
  day: Day
  schematic: boolean
  closures: Closure[]
  validity: Record<string, number> | [string, number][] | null
}

export interface Trip {
  minutes: number
  km: number
  passes: string[]
  roads: { road: string; name: string; from_km: number; to_km: number }[]
  geometry: [number, number][]
}

export interface Journey {
  from: Spot
  to: Spot
  day: Day
  schematic: boolean
  routes: Trip[]
  connected: boolean
  cut_by: string[]
  opens: string[]
  least_risk: Trip | null
  closures: Closure[]
}

export interface Side {
  passage: string
  since: Day | null
  age_days: number | null
  by: number[]
  constraints: number[]
}

export interface Passages {
  place: Spot
  day: Day
  exit: Side
  aid: Side
  hospitals: Reached[]
  crossings: Reached[]
  schematic: boolean
  closures: Closure[]
}

export interface Reached {
  name: string
  clear_minutes: number | null
  risky_minutes: number | null
}

export interface CutOff {
  place: string
  lat: number
  lon: number
  out: boolean
  into: boolean
  by: string[]
  hangs_on: string[]
}

export interface Reach {
  places: { name: string; kind: string; minutes: number; clear: boolean; lat?: number; lon?: number }[]
  geometry?: GeoJSON.MultiLineString | null
}

export interface NamedPlace {
  name: string
  id: string
  lat: number
  lon: number
  kind: string
  within?: string | null
  country?: string | null
}

export interface ReviewItem {
  record: Told
  report: ReportHead
  sentence: string
  before: string
  after: string
  incident: Short | null
  why: string[]
  words: { reviewer: string; word: string; at: string; field?: string; value?: unknown }[]
}

export interface Agreement {
  records: number
  agreed: number
  kappa: number | null
  pairs: { a: string; b: string; records: number; agreed: number; kappa: number | null }[]
}

export interface Person {
  name: string
  role: Role
  disabled?: boolean
  needs_password?: boolean
  made?: string | null
  seen?: string | null
}

export interface LogEntry {
  seq: number
  at: string
  author: string
  reason: string | null
  title: string
  digest: string
}

/** One agreement of the exercise, in our own words, with verdicts and a board. */

import { addDays, dayRange } from './days.mjs'
import { incidents, shorts } from './ledger.mjs'

export const NAME = 'exercise-2019-10-22'
const title = {
  en: 'Memorandum of the exercise, 22 October 2019',
  fr: 'Mémorandum de l’exercice, 22 octobre 2019',
  ar: 'مذكرة التمرين، 22 تشرين الأول 2019',
}
const CLAUSES = [
  [
    'EX-1',
    'prohibition',
    ['turkey', 'russia'],
    'Nobody fires artillery or drones into the belt of 30 km.',
    'Nul ne tire d’artillerie ni de drone dans la bande de 30 km.',
    'لا يطلق أحد مدفعية أو مسيّرات داخل الشريط البالغ 30 كم.',
  ],
  [
    'EX-2',
    'obligation',
    ['russia'],
    'Joint patrols run along the border.',
    'Des patrouilles conjointes longent la frontière.',
    'تسيَّر دوريات مشتركة على طول الحدود.',
  ],
  [
    'EX-3',
    'declaration',
    ['turkey', 'russia'],
    'Control of the ground does not change.',
    'Le contrôle du terrain ne change pas.',
    'لا تتغير السيطرة على الأرض.',
  ],
]
const words = ([, , , en, fr, ar]) => ({ en, fr, ar })

export const truces = () => [{ name: NAME, title, signed: '2019-10-22', latest: '2019-11-08', clauses: CLAUSES.length }]

const OUTCOMES = {
  'explosive.shelling': (i) => (i.origins > 1 ? 'breach_corroborated' : 'undeterminable'),
  'explosive.drone_strike': (i) => (i.standing === 'contested' ? 'contested' : 'breach_alleged'),
  'force.patrol': () => 'obligation_met',
  'battle.armed_clash': () => 'outside_zone',
}

export function verdictsOf(incident) {
  const outcome = OUTCOMES[incident.type]?.(incident)
  if (!outcome) return [bare(incident)]
  const clause = CLAUSES[outcome === 'obligation_met' ? 1 : 0]
  const [at] = incident.places
  const author = incident.actors.map((a) => ({
    name: a.name,
    id: a.id,
    role: a.role,
    stated: a.stated,
    is: 'bound',
    party: a.name.startsWith('Turk') ? 'turkey' : 'russia',
    link: null,
  }))
  const missing = outcome === 'undeterminable' ? ['actor'] : []
  return [
    {
      incident: incident.incident,
      agreement: NAME,
      clause: clause[0],
      clause_kind: clause[1],
      words: words(clause),
      outcome,
      reason: missing[0] ?? null,
      missing,
      leaning: missing.length ? 'breach_alleged' : null,
      notes: author.some((a) => !a.stated) ? ['actor_suspected'] : [],
      place: at
        ? {
            zone: 'belt_30km',
            place: at.name,
            distance_km: outcome === 'outside_zone' ? 7.5 : -3.2,
            error_km: at.precision === 1 ? 3.6 : 25.2,
            lies: outcome === 'outside_zone' ? 'outside' : 'inside',
            name_open: false,
          }
        : null,
      time: {
        from: `${incident.time.from?.slice(0, 10)}T00:00:00Z`,
        to: null,
        start: '2019-10-22T09:00:00Z',
        end: null,
        deadline: null,
        margin_hours: 318,
        lies: 'within',
        due: 'no_deadline',
      },
      who: author,
      origins: incident.origins,
      readings:
        outcome === 'undeterminable'
          ? [
              { held_by: ['one side'], zone: 'belt_30km', outcome: 'breach_alleged', reason: null },
              { held_by: ['the other side'], zone: 'belt_10km', outcome: 'outside_zone', reason: null },
            ]
          : [],
      sources: ['exercise'],
      said: null,
    },
  ]
}

function bare(incident) {
  return {
    incident: incident.incident,
    agreement: NAME,
    clause: null,
    clause_kind: null,
    words: {},
    outcome: 'no_applicable_clause',
    reason: null,
    missing: [],
    leaning: null,
    notes: [],
    place: null,
    time: null,
    who: [],
    origins: incident.origins,
    readings: [],
    sources: [],
  }
}

const COUNTS = {
  breach_alleged: 'alleged',
  breach_corroborated: 'corroborated',
  breach_verified: 'verified',
  contested: 'contested',
  inconsistent_with_implied_term: 'inconsistent',
  undeterminable: 'undeterminable',
}
const REPORTED = new Set(['2019-11-04', '2019-11-05', '2019-11-06', '2019-11-08', '2019-11-10', '2019-11-12'])

function counted(first, last) {
  const rows = []
  for (const i of incidents()) {
    const [v] = verdictsOf(i)
    const key = COUNTS[v.outcome]
    const day = i.time?.from?.slice(0, 10)
    if (!key || !day || day < first || day > last) continue
    rows.push({
      day,
      zone: 'belt_30km',
      parties: [...new Set(v.who.map((w) => w.party))],
      clause: v.clause,
      alleged: 0,
      corroborated: 0,
      verified: 0,
      contested: 0,
      inconsistent: 0,
      undeterminable: 0,
      incidents: [i.incident],
      [key]: 1,
    })
  }
  const days = dayRange(first, last)
  const without = days.filter((d) => !REPORTED.has(d))
  rows.sort((a, b) => a.day.localeCompare(b.day))
  return {
    first,
    last,
    rows,
    undated: [],
    coverage: [
      {
        zone: 'belt_30km',
        days_with_reports: days.length - without.length,
        reports: days.length - without.length,
        days_without: without,
      },
    ],
  }
}

export function truce(from, to) {
  const length = dayRange(from, to).length
  const list = shorts()
  return {
    agreement: {
      id: NAME,
      title,
      signed: '2019-10-22',
      clauses: CLAUSES.map((c) => ({ id: c[0], kind: c[1], text: words(c), parties: c[2] })),
      ambiguities: ['The text gives no coordinates.'],
    },
    board: {
      agreement: NAME,
      period: counted(from, to),
      previous: counted(addDays(from, -length), addDays(from, -1)),
      obligations: [
        {
          clause: 'EX-2',
          bound: ['russia'],
          deadlines: ['2019-10-29T15:00:00Z'],
          kept: 'met',
          incidents: incidents()
            .filter((i) => i.type === 'force.patrol')
            .map((i) => i.incident),
        },
      ],
    },
    verdicts: incidents()
      .filter((i) => verdictsOf(i)[0].clause)
      .map((i) => ({
        incident: list.find((s) => s.id === i.incident),
        verdicts: verdictsOf(i).map((v) => ({ ...v, said: `${v.clause}: ${v.outcome.replaceAll('_', ' ')}.` })),
      })),
  }
}

export const lull = () => [
  {
    zone: 'belt_30km',
    weapon: 'all',
    state: 'cannot_tell',
    probability: 0.41,
    probability_broken: 0.02,
    began: null,
    broke: null,
    ratio: null,
    why_cannot_tell: 'short_baseline',
  },
  {
    zone: 'belt_30km',
    weapon: 'artillery',
    state: 'lull',
    probability: 0.93,
    probability_broken: 0.01,
    began: { most_probable: '2019-11-09', between: ['2019-11-08', '2019-11-11'] },
    broke: null,
    ratio: { low: 0.2, middle: 0.4, high: 0.66 },
    why_cannot_tell: null,
  },
]

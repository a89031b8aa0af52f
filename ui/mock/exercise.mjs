// exercise: everything told in this file is invented; the places are real and nothing of this happened.
// Reports with what a reader makes of them. A sentence is found in its text, so that spans are always of these bytes.

export const PLACES = {
  'tell-tamer': ['Tall Tamr', 36.6556, 40.3708, 'تل تمر'],
  keif: ['Um Elkeif', 36.6812, 40.3296, 'أم الكيف'],
  ras: ["Ra's al 'Ayn", 36.8503, 40.0706, 'رأس العين'],
  issa: ["'Ayn 'Isa", 36.3855, 38.8623, 'عين عيسى'],
  hasakah: ['Al Hasakah', 36.5024, 40.7477, 'الحسكة'],
  qamishli: ['Al Qamishli', 37.052, 41.231, 'القامشلي'],
  amuda: ['Amuda', 37.1026, 40.9313, 'عامودا'],
  manajir: ['Al-Manajir', 36.6875, 40.1972, 'المناجير'],
  hol: ['Al Hawl', 36.3905, 41.1506, 'الهول'],
  raqqa: ['Ar Raqqah', 35.9528, 39.0079, 'الرقة'],
  province: ['Al-Hasakah (province)', 36.4, 40.9, 'محافظة الحسكة'],
}

export const REPORTS = [
  {
    key: 'exercise/2019-11-04-bulletin.txt',
    source: 'bureau d’accès (exercice)',
    published: '2019-11-04',
    lang: 'fr',
    title: 'Accès autour de Tell Tamer',
    text: `Exercice : rien de ceci n'a eu lieu.

Depuis dimanche, des combats sont signalés sur la route M4 entre Aïn Issa et Tell Tamer. La route de Ras al-Aïn à Tell Tamer est fermée depuis samedi, à la hauteur de Manajir. Des mines y auraient été posées sur le bas-côté.

À Hassaké, 120 familles sont arrivées depuis vendredi. La station d'Alouk ne pompe plus depuis une semaine et les camions-citernes ne suffisent pas.`,
    tells: [
      {
        type: 'battle.armed_clash',
        say: ['Depuis dimanche, des combats sont signalés sur la route M4 entre Aïn Issa et Tell Tamer.'],
        at: ['issa', 5, 'road_between'],
        from: '2019-11-03',
        open: true,
        into: 'clash-m4',
      },
      {
        type: 'access.road_closed',
        kind: 'condition',
        say: ['La route de Ras al-Aïn à Tell Tamer est fermée depuis samedi, à la hauteur de Manajir.'],
        at: ['manajir', 5, 'at'],
        from: '2019-11-02',
        open: true,
        into: 'road-ras',
      },
      {
        type: 'hazard.suspected_area',
        kind: 'condition',
        status: 'hedged',
        say: ['Des mines y auraient été posées sur le bas-côté.'],
        at: ['manajir', 2, 'near'],
        from: '2019-11-04',
        open: true,
        weapon: 'mine',
        into: 'mines-manajir',
      },
      {
        type: 'displacement.flight',
        say: ['À Hassaké, 120 familles sont arrivées depuis vendredi.'],
        at: ['hasakah', 1, 'at'],
        from: '2019-11-01',
        open: true,
        harm: [['displaced', 120, 120, '120 familles', 'unknown']],
        targets: ['civilians'],
        into: 'flight',
      },
      {
        type: 'service.cut',
        kind: 'condition',
        say: ["La station d'Alouk ne pompe plus depuis une semaine et les camions-citernes ne suffisent pas."],
        at: ['province', 4, 'within'],
        from: '2019-10-28',
        open: true,
        targets: ['water'],
        into: 'water',
      },
    ],
  },
  {
    key: 'exercise/2019-11-05-dispatch.txt',
    source: 'news agency (exercise)',
    published: '2019-11-05',
    lang: 'en',
    title: 'Shelling north-west of Tell Tamer',
    text: `Exercise: nothing of this happened.

Artillery shelled the village of Umm al-Kayf on Monday evening. Twelve shells fell on the village and wounded five people, including two children. A bakery and four houses were destroyed. The SDF accused Turkey; Turkey’s defence ministry denied any shelling.

On Tuesday morning a pickup truck hit a mine on the track between Umm al-Kayf and Manajir. Two members of a displaced family were killed and three others were injured.

Six fighters were killed overnight in clashes around Ayn Issa, according to a local monitor.`,
    tells: [
      {
        type: 'explosive.shelling',
        say: [
          'Artillery shelled the village of Umm al-Kayf on Monday evening.',
          'Twelve shells fell on the village and wounded five people, including two children.',
          'A bakery and four houses were destroyed.',
        ],
        at: ['keif', 1, 'at'],
        from: '2019-11-04T18:00',
        to: '2019-11-04T23:59',
        precision: 'part_of_day',
        harm: [
          ['injured', 5, 5, 'five people', 'unknown'],
          ['injured', 2, 2, 'two children', 'children', 'part of a total'],
        ],
        weapon: 'artillery',
        targets: ['civilians', 'food', 'housing'],
        actors: [['initiator', 'Turkish Military', 'suspected', 'state_forces:turkish-military']],
        into: 'shelling',
      },
      {
        type: 'explosive.landmine',
        say: [
          'On Tuesday morning a pickup truck hit a mine on the track between Umm al-Kayf and Manajir.',
          'Two members of a displaced family were killed and three others were injured.',
        ],
        at: ['keif', 5, 'road_between'],
        from: '2019-11-05T06:00',
        to: '2019-11-05T11:59',
        precision: 'part_of_day',
        harm: [
          ['killed', 2, 2, 'Two members of a displaced family', 'civilians'],
          ['injured', 3, 3, 'three others', 'civilians'],
        ],
        weapon: 'mine',
        targets: ['civilians'],
        into: 'mine',
      },
      {
        type: 'battle.armed_clash',
        say: ['Six fighters were killed overnight in clashes around Ayn Issa, according to a local monitor.'],
        at: ['issa', 2, 'around'],
        from: '2019-11-04',
        to: '2019-11-05',
        precision: 'day',
        harm: [['killed', 6, 6, 'Six fighters', 'combatants']],
        actors: [['side', 'Syrian Democratic Forces', 'inferred', 'rebels:syrian-democratic-forces']],
        said_by: 'a local monitor',
        into: 'clash-issa',
      },
    ],
  },
  {
    key: 'exercise/2019-11-06-depeche.txt',
    source: 'agence de presse (exercice)',
    published: '2019-11-06',
    lang: 'fr',
    title: null,
    text: `Exercice : rien de ceci n'a eu lieu.

Lundi soir, une quinzaine d'obus étaient tombés sur Oum el-Keif et avaient fait quatre blessés. Mercredi, un drone a frappé une voiture près d'Aïn Issa ; on ignore s'il y a des victimes. Le commandement turc dément toute frappe.

Une patrouille russe a longé la frontière entre Amouda et Qamichli.`,
    tells: [
      {
        type: 'explosive.shelling',
        say: ["Lundi soir, une quinzaine d'obus étaient tombés sur Oum el-Keif et avaient fait quatre blessés."],
        at: ['keif', 1, 'at'],
        from: '2019-11-04T18:00',
        to: '2019-11-04T23:59',
        precision: 'part_of_day',
        harm: [['injured', 4, 4, 'quatre blessés', 'unknown']],
        weapon: 'artillery',
        into: 'shelling',
      },
      {
        type: 'explosive.drone_strike',
        say: ["Mercredi, un drone a frappé une voiture près d'Aïn Issa ; on ignore s'il y a des victimes."],
        at: ['issa', 2, 'near'],
        from: '2019-11-06',
        to: '2019-11-06',
        precision: 'day',
        weapon: 'drone',
        targets: ['transport'],
        actors: [['initiator', 'Turkish Military', 'stated', 'state_forces:turkish-military']],
        into: 'drone',
      },
      {
        type: 'force.patrol',
        say: ['Une patrouille russe a longé la frontière entre Amouda et Qamichli.'],
        at: ['amuda', 5, 'road_between'],
        from: '2019-11-06',
        to: '2019-11-06',
        precision: 'day',
        actors: [['initiator', 'Russian Military', 'stated', 'state_forces:russian-military']],
        into: 'patrol',
      },
    ],
  },
  {
    key: 'exercise/2019-11-08-murasil.txt',
    source: 'مراسل محلي (تمرين)',
    published: '2019-11-08',
    lang: 'ar',
    title: 'قصف على ريف تل تمر',
    text: `تمرين: لم يحدث شيء من هذا.

قُتل مدنيان وأصيب ثلاثة آخرون بينهم طفل، مساء الخميس، جراء قصف مدفعي على قرية الدردارة بريف تل تمر. ولم تُعرف هوية المصابين.

وسقطت قذائف على أم الكيف مساء الاثنين فأصيب خمسة مدنيين. وبطائرة مسيّرة استُهدفت سيارة على الطريق بين القامشلي وعامودا دون وقوع إصابات.

ولا يزال أهالي القرية ممنوعين من العودة إلى بيوتهم.`,
    tells: [
      {
        type: 'explosive.shelling',
        say: ['قُتل مدنيان وأصيب ثلاثة آخرون بينهم طفل، مساء الخميس، جراء قصف مدفعي على قرية الدردارة بريف تل تمر.'],
        at: ['tell-tamer', 2, 'near'],
        from: '2019-11-07T18:00',
        to: '2019-11-07T23:59',
        precision: 'part_of_day',
        harm: [
          ['killed', 2, 2, 'مدنيان', 'civilians'],
          ['injured', 3, 3, 'ثلاثة آخرون', 'civilians'],
        ],
        weapon: 'artillery',
        targets: ['civilians'],
        into: 'dardara',
      },
      {
        type: 'explosive.shelling',
        say: ['سقطت قذائف على أم الكيف مساء الاثنين فأصيب خمسة مدنيين.'],
        at: ['keif', 1, 'at'],
        from: '2019-11-04',
        to: '2019-11-04',
        precision: 'day',
        harm: [['injured', 5, 5, 'خمسة مدنيين', 'civilians']],
        weapon: 'artillery',
        into: 'shelling',
      },
      {
        type: 'explosive.drone_strike',
        say: ['بطائرة مسيّرة استُهدفت سيارة على الطريق بين القامشلي وعامودا دون وقوع إصابات.'],
        at: ['amuda', 5, 'road_between'],
        from: '2019-11-08',
        to: '2019-11-08',
        precision: 'day',
        weapon: 'drone',
        targets: ['transport'],
        into: 'drone-amuda',
      },
      {
        type: 'access.movement_banned',
        kind: 'condition',
        say: ['لا يزال أهالي القرية ممنوعين من العودة إلى بيوتهم.'],
        at: null,
        from: null,
        open: true,
        precision: 'unknown',
        into: 'ban',
      },
    ],
  },
  {
    key: 'exercise/2019-11-10-access-note.txt',
    source: 'access desk (exercise)',
    published: '2019-11-10',
    lang: 'en',
    title: 'Access note, M4 and Hasakah',
    text: `Exercise: nothing of this happened.

The M4 between Tell Tamer and Ayn Issa stays closed to aid convoys. A convoy of 14 trucks reached Hasakah from Qamishli on Saturday; the road is reported open. A homemade bomb was found near al-Hol on Saturday and defused.

Shepherds said that mines may have been laid along the track from Manajir to Ras al-Ayn.

An arrest campaign is said to go on somewhere in the countryside; no place was given.`,
    tells: [
      {
        type: 'access.aid_blocked',
        kind: 'condition',
        say: ['The M4 between Tell Tamer and Ayn Issa stays closed to aid convoys.'],
        at: ['issa', 5, 'road_between'],
        from: '2019-11-10',
        open: true,
        into: 'aid-m4',
      },
      {
        type: 'aid.delivered',
        say: ['A convoy of 14 trucks reached Hasakah from Qamishli on Saturday; the road is reported open.'],
        at: ['hasakah', 1, 'at'],
        from: '2019-11-09',
        to: '2019-11-09',
        precision: 'day',
        into: 'convoy',
      },
      {
        type: 'hazard.clearance',
        say: ['A homemade bomb was found near al-Hol on Saturday and defused.'],
        at: ['hol', 2, 'near'],
        from: '2019-11-09',
        to: '2019-11-09',
        precision: 'day',
        weapon: 'ied',
        into: 'defused',
      },
      {
        type: 'hazard.suspected_area',
        kind: 'condition',
        status: 'hedged',
        say: ['Shepherds said that mines may have been laid along the track from Manajir to Ras al-Ayn.'],
        at: ['manajir', 5, 'road_toward'],
        from: '2019-11-10',
        open: true,
        weapon: 'mine',
        into: 'mines-manajir',
      },
      {
        type: 'arrest.arrest',
        status: 'hedged',
        say: ['An arrest campaign is said to go on somewhere in the countryside; no place was given.'],
        at: null,
        from: '2019-11-10',
        open: true,
        into: 'arrests',
      },
    ],
  },
  {
    key: 'exercise/2019-11-12-monitor.txt',
    source: 'ceasefire monitor (exercise)',
    published: '2019-11-12',
    lang: 'en',
    title: null,
    text: `Exercise: nothing of this happened.

On 4 November artillery fired from the Turkish-held area hit Umm al-Kayf; five civilians were wounded. A strike of 6 November near Ayn Issa hit a car; two people were reported killed, which the command denies.

A protest in Qamishli on 11 November ended without incident.`,
    tells: [
      {
        type: 'explosive.shelling',
        say: ['On 4 November artillery fired from the Turkish-held area hit Umm al-Kayf; five civilians were wounded.'],
        at: ['keif', 1, 'at'],
        from: '2019-11-04',
        to: '2019-11-04',
        precision: 'day',
        harm: [['injured', 5, 5, 'five civilians', 'civilians']],
        weapon: 'artillery',
        targets: ['civilians'],
        into: 'shelling',
      },
      {
        type: 'explosive.drone_strike',
        say: ['A strike of 6 November near Ayn Issa hit a car; two people were reported killed, which the command denies.'],
        at: ['issa', 2, 'near'],
        from: '2019-11-06',
        to: '2019-11-06',
        precision: 'day',
        harm: [['killed', 2, 2, 'two people', 'unknown']],
        weapon: 'drone',
        targets: ['transport'],
        into: 'drone',
      },
      {
        type: 'unrest.protest',
        say: ['A protest in Qamishli on 11 November ended without incident.'],
        at: ['qamishli', 1, 'at'],
        from: '2019-11-11',
        to: '2019-11-11',
        precision: 'day',
        into: 'protest',
      },
    ],
  },
]

/** What the merging would say of some of them. */
export const SAID_OF = {
  drone: { standing: 'contested' },
  shelling: {
    near: [
      ['mine', 'reported on different days'],
      ['dardara', 'reported on different days; other villages'],
    ],
  },
  'clash-issa': { near: [['clash-m4', 'one is a road, the other a town; no more in common than the day']] },
  protest: { standing: 'retracted' },
}

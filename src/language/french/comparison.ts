/** What is said of runs that are compared. */
export const COMPARISON: Readonly<Record<string, string>> = {
  'No rule is broken.': 'Aucune règle n’est enfreinte.',
  'A change is larger than allowed, beyond what chance explains.':
    'Une variation dépasse ce qui est permis, au-delà de ce que le hasard explique.',
  'A change may be larger than allowed, or chance: run longer, or more often.':
    'Une variation dépasse peut-être ce qui est permis, ou tient au hasard : tirer plus longtemps, ou plus souvent.',
  'A run is no measurement, so nothing can be said of what changed.':
    'Un tir n’est pas une mesure : rien ne peut être dit de ce qui a changé.',
  'No rule was given (--fail-if): changes are shown, nothing is judged.':
    'Aucune règle n’est donnée (--fail-if) : les variations sont montrées, rien n’est jugé.',
  pass: 'réussi',
  fail: 'échoué',
  inconclusive: 'non concluant',
  interrupted: 'interrompu',
  kept: 'respectée',
  broken: 'enfreinte',
  throughput: 'débit',
  errors: 'erreurs',
  'all steps': 'toutes les étapes',
  'too little to tell': 'trop peu pour le dire',
  noise: 'bruit',
  more: 'plus',
  fewer: 'moins',
  higher: 'plus élevé',
  lower: 'plus bas',
  slower: 'plus lent',
  faster: 'plus rapide',
  'Change of the new side against the base, and the interval in which it lies with 95 % confidence, by drawing blocks of seconds, and of several runs the runs, anew (bootstrap). Noise is what chance makes among so many figures (false discovery rate 5 %).':
    'Variation du nouveau côté par rapport à la référence, et intervalle où elle se situe à 95 % de confiance, en tirant de nouveau au sort des blocs de secondes et, s’il y a plusieurs tirs, les tirs (bootstrap). Le bruit est ce que le hasard produit parmi tant de chiffres (taux de fausses découvertes 5 %).',
  'the load differs in {0}': 'la charge diffère : {0}',
  '{0} ({1} against {2}, {3}, {4})': '{0} ({1} face à {2}, {3}, {4})',
  'Comparison of load tests': 'Comparaison de tests de charge',
  '{0}: new against base': '{0} : nouveau face à la référence',
  'Both sides in one chart, each over all of its runs. Read a line at a percentile: that share of the requests was answered within the time at its height.':
    'Les deux côtés sur un même graphique, chacun sur tous ses tirs. Lire une courbe à un centile : cette part des requêtes a reçu sa réponse dans le temps indiqué par sa hauteur.',
  'Made by tatami-load {0}.': 'Produit par tatami-load {0}.',
  comparison: 'comparaison',
  Rules: 'Règles',
  "Broken only if all of the interval is beyond the rule's bound, kept only if none of it is.":
    'Enfreinte seulement si tout l’intervalle dépasse la limite de la règle, respectée seulement si rien ne la dépasse.',
  ' (felt)': ' (ressenti)',
  'Latency by percentile of {0}, base and new': 'Latence par centile de {0}, référence et nouveau',
  'Load test compared: {0}': 'Tests de charge comparés : {0}',
  'Nothing changed beyond noise.': 'Rien n’a changé au-delà du bruit.',
  'All {0}': 'Les {0}',
  'new ': 'nouveau',
  'Rules: broken if all of the interval is beyond, kept if none of it':
    'Règles : enfreinte si tout l’intervalle est au-delà, respectée si rien ne l’est',
  'a side of one run does not show how runs of the same differ, which is often more than its seconds do: give three or more of each side to be sure':
    'un côté d’un seul tir ne montre pas combien des tirs identiques diffèrent, souvent plus que ses secondes : en donner trois ou plus de chaque côté pour en être sûr',
  '{0} a side hardly show how runs of the same differ: give three or more':
    '{0} par côté ne montrent guère combien des tirs identiques diffèrent : en donner trois ou plus',
  '{0} is invalid, so its figures say nothing: run it again':
    '{0} est invalide, ses chiffres ne disent rien : refaire ce tir',
  '{0} is interrupted, so its figures say nothing: run it again':
    '{0} est interrompu, ses chiffres ne disent rien : refaire ce tir',
}

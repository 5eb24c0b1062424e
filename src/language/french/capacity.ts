/** What is said of a search for the capacity: its verdict, steps, charts and witness. */
export const CAPACITY: Readonly<Record<string, string>> = {
  Held: 'Tenu',
  'Not held': 'Non tenu',
  Undecided: 'Indécis',
  held: 'tenu',
  'not held': 'non tenu',
  undecided: 'indécis',
  invalid: 'invalide',
  'Capacity search': 'Recherche de capacité',
  'How many users the platform holds': 'Combien d’utilisateurs tient la plateforme',
  'Capacity: {0}': 'Capacité : {0}',
  capacity: 'capacité',
  'Made by tatami-load {0} on Node {1}.': 'Produit par tatami-load {0} sous Node {1}.',
  'Load steps': 'Paliers',
  'Throughput by users': 'Débit selon les utilisateurs',
  'Time in the tiers by users': 'Temps dans les étages selon les utilisateurs',
  'How busy the tiers were': 'Occupation des étages',
  'Tiers, the one that gives way first on top': 'Étages, celui qui cède le premier en tête',
  'What if': 'Et si',
  Doubts: 'Réserves',
  Witness: 'Témoin',
  Scaling: 'Passage à l’échelle',
  outcome: 'issue',
  'req/s': 'req/s',
  'response p50': 'réponse p50',
  ', {0} busy': ', occupé à {0}',
  '{0} runs': '{0} tirs',
  'took {0}': 'durée {0}',
  'steps of {0} users': 'paliers de {0} utilisateurs',
  'up to {0} users to {1}': 'jusqu’à {0} utilisateurs, à {1} près',
  '{0}, {1} users a second between steps': '{0}, {1} utilisateurs par seconde entre les paliers',
  'In brackets the 95 % confidence interval: held where all of it keeps the bound, not held where all of it misses it.':
    'Entre parenthèses, l’intervalle de confiance à 95 % : tenu là où il respecte entièrement la limite, non tenu là où il la manque entièrement.',
  'Times of tiers are means over all requests, exclusive of the tiers behind; service is without the wait for the generator.':
    'Les temps des étages sont des moyennes sur toutes les requêtes, sans les étages en aval ; le service exclut l’attente du générateur.',
  cheapest: 'étape la moins coûteuse',
  dearest: 'étape la plus coûteuse',
  '{0} of the {1} ({2}) on {3} connections{4}': '{0} sur l’{1} ({2}) avec {3} connexions{4}',
  ', {0} failed': ', {0} en échec',
  ', and ': ', et ',
  'in a closed loop autocannon got {0}; the search got up to {1} of all steps together, {2}':
    'en boucle fermée, autocannon a obtenu {0} ; la recherche a obtenu jusqu’à {1} toutes étapes confondues, {2}',
  'which is below both: a mix has dearer steps than those that can be asked for alone, or people waited before the platform was full':
    'ce qui est au-dessous des deux : un mélange a des étapes plus coûteuses que celles que l’on peut demander seules, ou l’on a attendu avant que la plateforme soit pleine',
  'which lies between them': 'ce qui se situe entre les deux',
  'which is above both: the witness, one session on few connections, brackets nothing here':
    'ce qui est au-dessus des deux : le témoin, une seule session sur peu de connexions, n’encadre rien ici',
  'at {0} users': 'à {0} utilisateurs',
  '{0} the generator was late (schedule lag p99 {1}, limit {2}): this step says nothing of the platform':
    '{0} le générateur était en retard (retard d’émission p99 {1}, limite {2}) : ce palier ne dit rien de la plateforme',
  '{0} times still moved when the step ended': '{0} les temps bougeaient encore à la fin du palier',
  '{0} too few samples to be sure of {1}': '{0} trop peu de mesures pour être sûr de {1}',
  'The target of {0} users lies beyond this chart.': 'La cible de {0} utilisateurs est hors de ce graphique.',
  'Mean time of a request in each tier, by users':
    'Temps moyen d’une requête dans chaque étage, selon les utilisateurs',
  'shard {0} of the generator {1}': 'le shard {0} du générateur : {1}',
  'the run broke off: {0}': 'le tir s’est interrompu : {0}',
  'it was interrupted after its last step, so the answer stands':
    'elle a été interrompue après son dernier palier : la réponse reste valable',
  'it was interrupted before it was done': 'elle a été interrompue avant d’être terminée',
  'no step was valid, so nothing is known of the platform':
    'aucun palier n’est valide : rien n’est connu de la plateforme',
  '{0} gives way first': '{0} cède en premier',
  'no tier shows that it gives way first': 'aucun étage ne montre qu’il cède en premier',
  'no number of {0} nodes is enough by the plan': 'selon le plan, aucun nombre de nœuds {0} ne suffit',
  'add {0} (grade {1})': 'ajouter {0} (note {1})',
  'the evidence is too thin to name a tier: {0}': 'les indices sont trop minces pour désigner un étage : {0}',
  'at {0} users {1} stayed undecided': 'à {0} utilisateurs, {1} est resté indécis',
  'and more time is unlikely to decide it': 'et plus de temps ne trancherait sans doute pas',
  'a step of about {0} would decide it (--longest-step)': 'un palier d’environ {0} trancherait (--longest-step)',
  'throughput stops growing with users from about {0} on, before any SLO is missed':
    'le débit cesse de croître avec les utilisateurs à partir d’environ {0}, avant qu’aucun SLO soit manqué',
  'throughput falls beyond about {0} users by the Universal Scalability Law, before any SLO is missed':
    'le débit baisse au-delà d’environ {0} utilisateurs d’après l’Universal Scalability Law, avant qu’aucun SLO soit manqué',
  'nothing is known of the {0} users asked for': 'rien n’est connu des {0} utilisateurs demandés',
  'does not hold {0} of the {1} users asked for, and fewer were not held either':
    'ne tient pas {0} des {1} utilisateurs demandés, et moins n’ont pas été tenus non plus',
  'holds the {0} users asked for': 'tient les {0} utilisateurs demandés',
  'holds {0} of the {1} users asked for': 'tient {0} des {1} utilisateurs demandés',
  'holds {0} of the {1} users asked for, and not {2}': 'tient {0} des {1} utilisateurs demandés, et pas {2}',
  'more were not shown to be too many': 'rien ne montre que davantage seraient de trop',
  'the most users that the search was allowed were held: --max-users says how far it goes':
    'le plus grand nombre d’utilisateurs permis à la recherche a été tenu : --max-users dit jusqu’où elle va',
  'not even the fewest users that were tried met every SLO: see whether the SLOs fit the platform at all':
    'même le plus petit nombre d’utilisateurs essayé ne tient pas tous les SLO : vérifier que les SLO conviennent à la plateforme',
  'the generator was late twice at the same load, which is its own limit and not the platform’s: more cores, more shards or fewer users go further':
    'le générateur a été en retard deux fois à la même charge, ce qui est sa limite et non celle de la plateforme : plus de cœurs, plus de shards ou moins d’utilisateurs vont plus loin',
  'the search ended before the limit was known to the resolution':
    'la recherche s’est terminée avant que la limite soit connue à la résolution voulue',
}

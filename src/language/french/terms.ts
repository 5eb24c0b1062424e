/** Terms of the reports, what errors and tiers mean, and notes below tables. */
export const TERMS: Readonly<Record<string, string>> = {
  Pass: 'Réussi',
  Fail: 'Échoué',
  Inconclusive: 'Non concluant',
  Invalid: 'Invalide',
  Interrupted: 'Interrompu',
  'Every SLO was met.': 'Tous les SLO sont tenus.',
  'The platform missed what was asked of it.': 'La plateforme n’a pas tenu ce qui lui était demandé.',
  'There is too little evidence to say whether the SLOs are met.':
    'Il y a trop peu d’éléments pour dire si les SLO sont tenus.',
  'The measurement itself failed, so its figures say nothing about the platform.':
    'La mesure elle-même a échoué : ses chiffres ne disent rien de la plateforme.',
  'The run did not come to its end; what was measured before is shown.':
    'Le tir n’est pas allé à son terme ; ce qui a été mesuré avant est présenté.',
  'Every SLO was met, {0} of {1} on too few samples to be sure.':
    'Tous les SLO sont tenus, dont {0} sur {1} avec trop peu de mesures pour en être sûr.',
  'too few samples': 'trop peu',
  'The target was the stack embedded in tatami-load: a front and models of the tiers on one machine. The figures prove the test, not the platform.':
    'La cible était la plateforme embarquée dans tatami-load : un frontal et des modèles des étages sur une seule machine. Les chiffres éprouvent le test, pas la plateforme.',
  'the answer was the login page: the session was gone':
    'la réponse était la page de connexion : la session était perdue',
  'the answer had another status than the step expects':
    'la réponse avait un autre statut que celui attendu par l’étape',
  'the answer had another content type or JSON shape than the step expects':
    'la réponse avait un autre type de contenu ou une autre forme JSON que ceux attendus par l’étape',
  'the answer was empty where it must not be': 'la réponse était vide là où elle ne doit pas l’être',
  "the user's own post was in neither of the two polls that followed it":
    'le message de l’utilisateur n’était dans aucune des deux interrogations qui l’ont suivi',
  'words of posts known to exist found nothing: Tatami answers so when Elasticsearch fails':
    'des mots de messages existants n’ont rien trouvé : Tatami répond ainsi quand Elasticsearch est en échec',
  "no complete answer within the request's time-out": 'pas de réponse complète dans le délai accordé à la requête',
  'no connection could be opened': 'aucune connexion n’a pu être ouverte',
  'the TLS handshake failed': 'la négociation TLS a échoué',
  'the connection was closed before the answer was complete': 'la connexion a été fermée avant la fin de la réponse',
  'the answer was no HTTP that could be understood': 'la réponse n’était pas du HTTP compréhensible',
  'between client and nginx: network, TLS records, the client itself':
    'entre le client et nginx : réseau, enregistrements TLS, le client lui-même',
  'in nginx, without what it waited for the application nodes': 'dans nginx, sans son attente des nœuds applicatifs',
  'in the application node, without its stores': 'dans le nœud applicatif, sans ses bases',
  'waiting for Cassandra': 'en attente de Cassandra',
  'waiting for Elasticsearch': 'en attente d’Elasticsearch',
  'where the value of an endless run would lie, by drawing the seconds of this one anew (bootstrap); met or missed is only what all of it meets or misses':
    'là où se situerait la valeur d’un tir sans fin, en tirant de nouveau au sort les secondes de celui-ci (bootstrap) ; n’est tenu ou manqué que ce que l’intervalle entier tient ou manque',
  "counts from a request's first byte written, so without waiting for a connection":
    'compté depuis le premier octet émis de la requête, donc sans l’attente d’une connexion',
  'of the requests that could have reached the tier, the share whose time there is known':
    'parmi les requêtes qui ont pu atteindre l’étage, la part dont le temps y est connu',
  'differences of two clocks that came out negative and were set to zero':
    'différences de deux horloges qui étaient négatives et ont été ramenées à zéro',
  'Figures of this run, each held against a source that is independent of it. One that does not fit makes the run invalid.':
    'Des chiffres de ce tir, chacun confronté à une source qui en est indépendante. Un seul qui ne concorde pas rend le tir invalide.',
  "Told by the servers themselves, whoever asked them. A percentile behind ≤ is the bound of the bucket that it lies in; one in brackets is of the server's own sample, which forgets slowly, so it is of no known time. Means are sums over counts; of Elasticsearch they are per shard, not per search.":
    'Déclaré par les serveurs eux-mêmes, qui que ce soit qui les ait sollicités. Un centile précédé de ≤ est la borne de la classe où il se trouve ; entre parenthèses, il vient de l’échantillon du serveur, qui oublie lentement, donc d’aucune période connue. Les moyennes sont des sommes divisées par des nombres ; pour Elasticsearch, par shard et non par recherche.',
  'Implied: by what each call of Tatami is known to cost with warm caches and {0} followers an author; what caches lack comes on top. Told: by the application, in Server-Timing\'s desc="n=7". Counted: by the tier\'s own servers, whoever asked them. The difference is of the last two that are known.':
    'Attendu : d’après ce que coûte chaque appel de Tatami avec des caches chauds et {0} abonnés par auteur ; ce qui manque aux caches s’y ajoute. Déclaré : par l’application, dans le desc="n=7" de Server-Timing. Compté : par les serveurs de l’étage, qui que ce soit qui les ait sollicités. L’écart est celui des deux derniers connus.',
  "nginx's clock ticks in milliseconds, so a single time in network or nginx may be off by up to 2 ms either way.":
    'L’horloge de nginx compte en millisecondes : un temps isolé dans network ou nginx peut être faux de 2 ms au plus, dans un sens ou dans l’autre.',
  'On loopback there is hardly a network: its row is mostly the lateness of the client itself.':
    'En boucle locale il n’y a guère de réseau : sa ligne est surtout le retard du client lui-même.',
  'Cross-check': 'Recoupement',
  "a figure of the run against an independent source: nginx's own count of requests, Little's law (how many are there at a time is how many come times how long they stay), the operations that the scenarios are known to cause, and whether the traced requests are like all others.":
    'un chiffre du tir confronté à une source indépendante : le compteur de requêtes de nginx, la loi de Little (le nombre de présents est le débit d’arrivée multiplié par la durée de présence), les opérations que les scénarios doivent causer, et la ressemblance des requêtes tracées avec toutes les autres.',
  'from when a request was due by the plan to the last byte of its answer, connection and TLS handshake included. A platform that stalls cannot hide by slowing the test down.':
    'de l’instant où le plan prévoyait la requête au dernier octet de sa réponse, connexion et négociation TLS comprises. Une plateforme qui se fige ne peut pas se cacher en ralentissant le test.',
  'Service time': 'Temps de service',
  'from the first byte of a request written to the last byte of its answer.':
    'du premier octet émis de la requête au dernier octet de sa réponse.',
  'login: arrival to the time-line shown. timeline: one poll. post: sending a post to the poll that shows it. search: the last key-up to its answer.':
    'login : de l’arrivée à l’affichage de la ligne de temps. timeline : une interrogation. post : de l’envoi d’un message à l’interrogation qui le montre. search : de la dernière frappe à sa réponse.',
  'p95, p99': 'p95, p99 (95e et 99e centiles)',
  'the time within which 95 or 99 of 100 were answered. Failed requests have no part in it; they count as errors, and against an SLO if they took longer than its bound.':
    'le temps dans lequel 95 ou 99 requêtes sur 100 ont reçu leur réponse. Les requêtes en échec n’y entrent pas ; elles comptent comme erreurs, et contre un SLO si elles ont dépassé sa limite.',
  'Order statistics': 'Statistiques d’ordre',
  'order statistics': 'stat. d’ordre',
  value: 'valeur',
  bootstrap: 'bootstrap',
  'how an SLO is decided over less than two minutes: by its value, which is weak on fewer samples than the percentile needs for 95 % confidence.':
    'comment un SLO est jugé sur moins de deux minutes : par sa valeur, fragile s’il y a moins de mesures que le centile n’en demande pour une confiance de 95 %.',
  'Too few samples': 'Trop peu de mesures',
  'fewer than the percentile needs for 95 % confidence.':
    'moins que le centile n’en demande pour une confiance de 95 %.',
  'how late the generator itself wrote a request. Latency is to be trusted only while this is small; the limit of its p99 is {0}.':
    'de combien le générateur lui-même a émis une requête en retard. La latence n’est fiable que s’il reste petit ; la limite de son p99 est {0}.',
  'a tenth of the tightest latency SLO, at least {0}; {1} without such an SLO':
    'un dixième du SLO de latence le plus strict, au moins {0} ; {1} sans un tel SLO',
  'a layer of the platform behind its address: nginx, the application nodes (jetty), the stores (cassandra, elasticsearch), and network for the way there.':
    'une couche de la plateforme derrière son adresse : nginx, les nœuds applicatifs (jetty), les bases (cassandra, elasticsearch), et network pour le chemin jusque-là.',
}

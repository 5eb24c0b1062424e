/** What to know before trusting the numbers. */
export const WARNINGS: Readonly<Record<string, string>> = {
  '{0} was decided on {1}, too few for its quantile at 95 % confidence; run longer or with more users':
    '{0} a été jugé sur {1}, trop peu pour son quantile à 95 % de confiance ; tirer plus longtemps ou avec plus d’utilisateurs',
  "the generator's schedule lag p99 of {0} is near the limit of {1} ({2}); response times contain it, so use more shards or a larger machine":
    'le retard d’émission p99 du générateur, {0}, approche la limite de {1} ({2}) ; les temps de réponse le contiennent : prendre plus de shards ou une machine plus grande',
  'a generator process used over 90 % of its core in {0} of its seconds; latency in these is partly its own, so use more shards or a larger machine':
    'un processus du générateur a utilisé plus de 90 % de son cœur pendant {0} de ses secondes ; la latence y est en partie la sienne : prendre plus de shards ou une machine plus grande',
  "the plan's peak asks for {0}, and this machine made {1} when it was calibrated, less than {2} times that; what is slow may be the generator, so use a larger machine or more of them":
    'le maximum du plan demande {0}, et cette machine faisait {1} lors de son étalonnage, moins de {2} fois cela ; ce qui est lent est peut-être le générateur : prendre une machine plus grande ou davantage',
  '{0} could not be sent by this machine; the load was lower than planned, so raise descriptor and port limits or spread over more addresses':
    '{0} n’ont pu être envoyées par cette machine ; la charge était plus faible que prévu : relever les limites de descripteurs et de ports ou répartir sur plus d’adresses',
  '{0} had no answer when the run ended; no latency figure tells of that, so allow a longer ramp-down':
    '{0} n’avaient pas de réponse à la fin du tir ; aucun chiffre de latence n’en parle : allonger la descente',
  '{0} lay outside 0 to 1 h and went in at the nearer end; look for a clock that was set during the run':
    '{0} hors de 0 à 1 h, comptées à la borne la plus proche ; chercher une horloge réglée pendant le tir',
  "{0} of the run's folder could not be read; counts and percentiles lack them, so check the disk and repeat the run":
    '{0} du dossier du tir n’ont pu être lues ; nombres et centiles en sont privés : vérifier le disque et refaire le tir',
  'only {0} of the planned users were logged in over the hold; the figures are those of fewer users, so look at failed logins first':
    'seuls {0} des utilisateurs prévus étaient connectés pendant le plateau ; les chiffres sont ceux de moins d’utilisateurs : regarder d’abord les connexions en échec',
  'nobody walked {0}; nothing is known of them, so see that accounts have groups, posts to find and people to follow':
    'personne n’a suivi {0} ; rien n’en est connu : vérifier que les comptes ont des groupes, des messages à trouver et des personnes à suivre',
  'name nginx access logs that hold the trace header, tiers.nginxLogs':
    'nommer des journaux d’accès nginx qui contiennent l’en-tête de trace, tiers.nginxLogs',
  'let the application send Server-Timing': 'faire envoyer Server-Timing par l’application',
  'times in {0} are known for {1} of the requests they could be known for; they may not be typical, so check that all nodes are instrumented and all logs are read':
    'les temps dans {0} sont connus pour {1} des requêtes possibles ; ils peuvent ne pas être représentatifs : vérifier que tous les nœuds sont instrumentés et tous les journaux lus',
  '{0} of {1} times in {2} came out negative and were set to zero; its low percentiles are too high, so rely on the sum of it and its neighbour':
    '{0} temps sur {1} dans {2} étaient négatifs et ont été ramenés à zéro ; ses centiles bas sont trop hauts : se fier à la somme de cet étage et de son voisin',
  "the tiers' mean times add up to {0} of a mean service time of {1}; the rest is spent where no source looks, so treat the split as a lower bound":
    'la somme des temps moyens des étages est de {0} pour un temps de service moyen de {1} ; le reste passe là où aucune source ne regarde : prendre la répartition comme un minimum',
  '{0} counted {1} {2} in {3}, where this run caused at least {4}; its figures are of a part of the tier, so name every node under tiers':
    '{0} a compté {1} {2} dans {3}, où ce tir en a causé au moins {4} ; ses chiffres sont ceux d’une partie de l’étage : nommer chaque nœud sous tiers',
  'no source told the time in {0}; to see it, {1}': 'aucune source n’a fourni le temps dans {0} ; pour le voir, {1}',
  '{0}; who asked for that waited in vain, so look at this tier first':
    '{0} ; qui l’avait demandé a attendu en vain : regarder d’abord cet étage',
  '{0} ({1}) did not answer between {2} and {3} of the run; its counts and times lack that part, all others are whole':
    '{0} ({1}) n’a pas répondu entre {2} et {3} du tir ; ses nombres et temps sont privés de cette partie, tous les autres sont complets',
  '{0} ({1}) was started anew between {2} and {3} of the run; its counts and times lack that part, all others are whole':
    '{0} ({1}) a été redémarré entre {2} et {3} du tir ; ses nombres et temps sont privés de cette partie, tous les autres sont complets',
  '{0} ({1}) answered what could not be read between {2} and {3} of the run; its counts and times lack that part, all others are whole':
    '{0} ({1}) a répondu de façon illisible entre {2} et {3} du tir ; ses nombres et temps sont privés de cette partie, tous les autres sont complets',
  '{0} ({1}) did not answer between {2} and {3} of the run; it went on afterwards, so that no figure lacks that part, but who asked it meanwhile had to wait':
    '{0} ({1}) n’a pas répondu entre {2} et {3} du tir ; il a repris ensuite, si bien qu’aucun chiffre n’est privé de cette partie, mais qui le sollicitait entre-temps a dû attendre',
  "{0} of nginx's logs had no room on the disk, so that lines are missing: make room where they are":
    'journaux de nginx sans place sur le disque : {0} ; des lignes manquent, y faire de la place',
  '{0} told of {1}': '{0} a signalé {1}',
  '{0} refused {1} since a queue was full': '{0} a refusé {1}, une file étant pleine',
  '{0} refused {1} since a queue was full ({2})': '{0} a refusé {1}, une file étant pleine ({2})',
  '{0} threw away {1} that had waited for too long': '{0} a jeté {1} qui avaient trop attendu',
  '{0} threw away {1} that had waited for too long ({2})': '{0} a jeté {1} qui avaient trop attendu ({2})',
  '{0} gave up {1} after a time-out': '{0} a abandonné {1} après un délai',
  '{0} gave up {1} after a time-out ({2})': '{0} a abandonné {1} après un délai ({2})',
  '{0} had too few replicas for {1}': '{0} avait trop peu de répliques pour {1}',
  '{0} had too few replicas for {1} ({2})': '{0} avait trop peu de répliques pour {1} ({2})',
  '{0} failed {1} operation': '{0} a mis en échec {1} opération',
  '{0} failed {1} operations': '{0} a mis en échec {1} opérations',
  '{0} failed {1} operation ({2})': '{0} a mis en échec {1} opération ({2})',
  '{0} failed {1} operations ({2})': '{0} a mis en échec {1} opérations ({2})',
  '{0} closed {1} at a limit': '{0} a fermé {1} à une limite',
  '{0} closed {1} at a limit ({2})': '{0} a fermé {1} à une limite ({2})',
  '{0} were never sent': '{0} jamais envoyés',
  '{0} had no answer': '{0} sans réponse',
  '{0} were refused': '{0} refusés',
  '{0} took {1} of {2}: {3}; its own curves of the run have gaps, this report has none, so look at the server and its network':
    '{0} a pris {1} sur {2} : {3} ; ses propres courbes du tir ont des trous, ce rapport n’en a pas : regarder le serveur et son réseau',
  "Riemann's index at {0} could not be heard for {1}; what changed on the platform then is not in this report, so see that its WebSocket server stays up and can read the query":
    'l’index de Riemann à {0} n’a pu être entendu pendant {1} ; ce qui a changé alors sur la plateforme n’est pas dans ce rapport : vérifier que son serveur WebSocket reste en service et sait lire la requête',
  "Riemann's index at {0} told {1} of state than a report bears; those are left out, so narrow riemann.query":
    'l’index de Riemann à {0} a annoncé {1} d’état, plus qu’un rapport n’en porte ; ils ne sont pas repris : resserrer riemann.query',
  "Riemann's index at {0} sent {1} that are no events; see that riemann.subscribe is its WebSocket server":
    'l’index de Riemann à {0} a envoyé {1} qui ne sont pas des événements ; vérifier que riemann.subscribe est son serveur WebSocket',
  "{0} counted {1} times {2} in {3}, {4} {5}, {6} apart; one of them does not see all nodes, or somebody else's work as well, so name every node for both":
    '{0} a compté {1} fois {2} dans {3}, {4} {5}, à {6} d’écart ; l’un d’eux ne voit pas tous les nœuds, ou voit aussi le travail d’autrui : nommer chaque nœud pour les deux',
  "nginx's log has no place for the trace header, so its times are told by method and route, {0} of them, and the network's are unknown: requests of others on the same front cannot be told from ours ({1} lines more than we asked)":
    'le journal de nginx n’a pas de place pour l’en-tête de trace : ses temps sont rapprochés par méthode et route, {0} au total, et ceux du réseau sont inconnus ; les requêtes d’autrui sur le même frontal ne se distinguent pas des nôtres (lignes en plus de nos requêtes : {1})',
  '{0} lines of nginx\'s log have no request time or no upstream time, as in stock combined: they tell nothing of nginx and the network until the format ends with rt=$request_time urt="$upstream_response_time" tp="$http_traceparent"':
    'lignes du journal de nginx sans durée de requête ou d’amont, comme dans le format combined d’origine : {0} ; rien n’y est dit de nginx ni du réseau tant que le format ne finit pas par rt=$request_time urt="$upstream_response_time" tp="$http_traceparent"',
  "{0} lines of nginx's log are in no format that is known, or are cut":
    'lignes du journal de nginx dans un format inconnu, ou coupées : {0}',
  "{0} lines of nginx's log are too long and were left out":
    'lignes du journal de nginx trop longues et non reprises : {0}',
  "{0} looks at nginx's log failed": 'lectures du journal de nginx en échec : {0}',
  "{0} times nginx's log was emptied and no copy of it found, so that lines may be missing":
    '{0} fois, le journal de nginx a été vidé sans copie trouvée : des lignes peuvent manquer',
  '{0} syslog messages were lost before they were read: raise net.core.rmem_max, or log fewer requests':
    'messages syslog perdus avant d’être lus : {0} ; relever net.core.rmem_max, ou journaliser moins de requêtes',
  'the clock of {0} was set, or drifts, so that its lines may be counted in other seconds than their own':
    'l’horloge de {0} a été réglée, ou dérive : ses lignes peuvent être comptées dans d’autres secondes que les leurs',
}

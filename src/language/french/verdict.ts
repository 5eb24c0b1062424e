/** Reasons of a verdict and cross-checks, as a run's evidence gave them. */
export const VERDICT: Readonly<Record<string, string>> = {
  'the run was interrupted by a signal': 'le tir a été interrompu par un signal',
  'the run was cut {0} after its start and recorded no end':
    'le tir a été coupé {0} après son début et n’a pas enregistré de fin',
  'the run was aborted: {0}': 'le tir a été arrêté : {0}',
  'there is no SLO, so nothing was judged': 'il n’y a pas de SLO, donc rien n’a été jugé',
  '{0}, but a part of its window has no sample to judge':
    '{0}, mais une partie de sa fenêtre n’a aucune mesure à juger',
  '; run about {0} longer': ' ; prolonger le tir d’environ {0}',
  '{0}, but on too few samples ({1}){2}': '{0}, mais avec trop peu de mesures ({1}){2}',
  '{0}, but with 95 % confidence it lies {1}, on both sides of the bound; more time is unlikely to decide it':
    '{0}, mais à 95 % de confiance la valeur se situe de part et d’autre de la limite : {1} ; plus de temps ne trancherait sans doute pas',
  '{0}, but with 95 % confidence it lies {1}, on both sides of the bound; run about {2} longer to decide it':
    '{0}, mais à 95 % de confiance la valeur se situe de part et d’autre de la limite : {1} ; prolonger le tir d’environ {2} pour trancher',
  '{0}: measured {1}': '{0} : mesuré {1}',
  '{0}: there is not a single sample': '{0} : il n’y a aucune mesure',
  '{0}: {1}, so there is no latency to judge': '{0} : {1}, donc il n’y a pas de latence à juger',
  '{0}: held for {1}, last at {2}': '{0} : vérifié pendant {1}, en dernier à {2}',
  'accounting broken: {0} requests due, but {1} sent + {2} dropped = {3}: {4}':
    'comptes faux : {0} requêtes prévues, mais {1} envoyées + {2} abandonnées = {3} : {4}',
  'accounting broken: {0} requests sent, but {1} ok + {2} failed + {3} timed out + {4} in flight = {5}: {6}':
    'comptes faux : {0} requêtes envoyées, mais {1} réussies + {2} en échec + {3} hors délai + {4} en cours = {5} : {6}',
  'samples were lost on their way from a shard, so no figure is whole; run again, and report it if it stays':
    'des mesures se sont perdues en venant d’un shard, aucun chiffre n’est complet ; refaire le tir, et le signaler si cela persiste',
  'the run broke off: {0}; {1}': 'le tir s’est interrompu : {0} ; {1}',
  'no shard was left': 'il ne restait aucun shard',
  'the users could not be started: {0}': 'les utilisateurs n’ont pas pu être lancés : {0}',
  'the generator was late: schedule lag p99 is {0}, over the limit of {1} ({2}): {3}':
    'le générateur était en retard : le retard d’émission p99 est de {0}, au-dessus de la limite de {1} ({2}) : {3}',
  'a shard stood still; see to that first, then run again':
    'un shard est resté figé ; y remédier d’abord, puis refaire le tir',
  'the generator started {0} of {1} planned arrivals ({2}): it was too slow for the plan; use more shards or a larger machine':
    'le générateur a lancé {0} des {1} arrivées prévues ({2}) : il était trop lent pour le plan ; prendre plus de shards ou une machine plus grande',
  'the generator could not send {0} of {1} due requests: {2}':
    'le générateur n’a pas pu envoyer {0} des {1} requêtes prévues : {2}',
  'this machine ran out of open files, local ports or memory for sockets; raise the limit (docs/limits.md), or use more shards or source addresses':
    'cette machine n’avait plus de fichiers ouverts, de ports locaux ou de mémoire de sockets ; relever la limite (docs/limits.md), ou prendre plus de shards ou d’adresses source',
  'the host of this machine took away {0} of its CPU time; run elsewhere, or again at another time':
    'l’hôte de cette machine lui a pris {0} de son temps CPU ; tirer ailleurs, ou à un autre moment',
  ', {0} of that by the generator itself': ', dont {0} par le générateur lui-même',
  'all cores of this machine were busy ({0}{1}); end what runs beside it, or use more cores, fewer users or --plain':
    'tous les cœurs de cette machine étaient occupés ({0}{1}) ; arrêter ce qui tourne à côté, ou prendre plus de cœurs, moins d’utilisateurs ou --plain',
  'garbage collection stopped a shard for up to {0}; use more shards, so that each holds less':
    'le ramasse-miettes a arrêté un shard jusqu’à {0} ; prendre plus de shards, pour que chacun porte moins',
  ' and once held up for {0}': ' et une fois retenu {0}',
  'shard {0} used a core of its own up ({1}){2} while others were idle; use more shards, and look for scenario modules that compute for long':
    'le shard {0} a épuisé un cœur à lui seul ({1}){2} alors que d’autres étaient libres ; prendre plus de shards, et chercher des modules de scénario qui calculent longtemps',
  'the event loop of shard {0} stood still for up to {1}':
    'la boucle d’événements du shard {0} est restée figée jusqu’à {1}',
  '{0} while it computed; look for scenario modules that compute for long':
    '{0} pendant qu’elle calculait ; chercher des modules de scénario qui calculent longtemps',
  '{0} without using its core: it waited or was stopped; look for scenario modules that read files or wait, for swapping, and for a CPU limit of the container':
    '{0} sans utiliser son cœur : elle attendait ou était arrêtée ; chercher des modules de scénario qui lisent des fichiers ou attendent, de la pagination sur disque, et une limite CPU du conteneur',
  'the use of its cores': 'l’usage de ses cœurs',
  "the shards' own health": 'l’état des shards eux-mêmes',
  ', of which {0} was not told': ', dont ne sont pas fournis : {0}',
  'nothing stands out in what is known of this machine{0}; run again, and if it stays use more shards or a larger machine':
    'rien ne ressort de ce qui est connu de cette machine{0} ; refaire le tir, et si cela persiste prendre plus de shards ou une machine plus grande',
  '{0}: measured {1}, but there the generator was late itself, by {2} (limit {3}), so that the platform cannot be blamed; run again, with more shards or on a quieter machine':
    '{0} : mesuré {1}, mais le générateur y était lui-même en retard, de {2} (limite {3}), si bien que la plateforme n’est pas en cause ; refaire le tir, avec plus de shards ou sur une machine plus calme',
  "look at memory (the kernel's out-of-memory killer, dmesg) and at who ended it, then run again":
    'regarder la mémoire (out-of-memory killer du noyau, dmesg) et qui l’a arrêté, puis refaire le tir',
  'look for what stops processes (SIGSTOP, a debugger), for swapping and for a CPU limit of the container, then run again':
    'chercher ce qui arrête des processus (SIGSTOP, un débogueur), de la pagination sur disque et une limite CPU du conteneur, puis refaire le tir',
  'shard {0} died {1} after the start ({2}): its users are missing from then on':
    'le shard {0} s’est arrêté {1} après le début ({2}) : ses utilisateurs manquent dès lors',
  'shard {0} died {1} after the start ({2}): its {3} is missing from then on':
    'le shard {0} s’est arrêté {1} après le début ({2}) : il y manque dès lors {3}',
  'shard {0} died {1} after the start ({2}): its {3} are missing from then on':
    'le shard {0} s’est arrêté {1} après le début ({2}) : il y manque dès lors {3}',
  'the first of them, {0}, {1} after the start ({2})': 'le premier d’entre eux, {0}, {1} après le début ({2})',
  '{0} shards died, {1}: their {2} users are missing; {3}':
    '{0} shards se sont arrêtés, {1} : il manque leurs {2} utilisateurs ; {3}',
  '{0}; {1}': '{0} ; {1}',
  '{0}: it was stopped or starved; {1}': '{0} : il a été arrêté ou privé de CPU ; {1}',
  '{0} stood still {1} times, for {2} in all': '{0} sont restés figés {1} fois, {2} en tout',
  '{0}; the longest: {1}: it was stopped or starved; {2}':
    '{0} ; le plus long : {1} : il a été arrêté ou privé de CPU ; {2}',
  'from {0} to {1} after the start': 'de {0} à {1} après le début',
  'shard {0} stood still for {1} ({2}) with its {3}': 'le shard {0} est resté figé {1} ({2}) avec ses {3}',
  'ended by {0}': 'arrêté par {0}',
  'ended with exit code {0}': 'terminé avec le code de sortie {0}',
  '{0} was ended by {1}': '{0} a été arrêté par {1}',
  '{0} ended with exit code {1}': '{0} s’est terminé avec le code de sortie {1}',
  '{0} cannot be started: {1}': '{0} ne peut pas être démarré : {1}',
  'it had said nothing for {0} and was ended by this run': 'il n’avait rien dit depuis {0} et a été arrêté par ce tir',
  'cross-check of {0} failed: {1} found, {2} expected{3}: {4}':
    'recoupement en échec ({0}) : {1} constatés, {2} attendus{3} : {4}',
  ' ({0} to {1})': ' ({0} à {1})',
  'either somebody else used this nginx or the counts of this run are wrong; keep others away from it and repeat the run':
    'soit quelqu’un d’autre a utilisé ce nginx, soit les comptes de ce tir sont faux ; en écarter les autres et refaire le tir',
  'nginx logged requests of this run that nobody counted; see that each log is named once, and repeat the run':
    'nginx a journalisé des requêtes de ce tir que personne n’a comptées ; vérifier que chaque journal est nommé une seule fois, et refaire le tir',
  "nginx's own count does not fit the request times in its log; see that all its logs and status pages are named, each once":
    'le compteur de nginx ne concorde pas avec les durées de son journal ; vérifier que tous ses journaux et pages d’état sont nommés, chacun une fois',
  "the count of users and the sessions' own times disagree, so neither can be trusted; repeat the run and report it if it stays":
    'le nombre d’utilisateurs et les durées des sessions se contredisent, aucun n’est donc fiable ; refaire le tir et le signaler si cela persiste',
  'Server-Timing does not speak of the requests that it should, so the times of this tier are not those of the plan; check how the nodes are instrumented':
    'Server-Timing ne parle pas des requêtes qu’il devrait, les temps de cet étage ne sont donc pas ceux du plan ; vérifier l’instrumentation des nœuds',
  'traced requests are not typical, so times in nginx and network are not those of all; check what the trace header changes on the way':
    'les requêtes tracées ne sont pas représentatives, les temps dans nginx et network ne sont donc pas ceux de toutes ; vérifier ce que l’en-tête de trace change en chemin',
  none: 'aucune',
  'requests in nginx at a time': 'requêtes présentes dans nginx',
  'requests at nginx': 'requêtes à nginx',
  'requests at {0}': 'requêtes à {0}',
  'traced lines of nginx': 'lignes tracées de nginx',
  'traced requests, p{0}': 'requêtes tracées, p{0}',
  'users over time': 'utilisateurs au cours du temps',
  'too few looks ({0}) or timed requests ({1})': 'trop peu de coups d’œil ({0}) ou de requêtes chronométrées ({1})',
  "of {0} requests without an answer nginx's time is not known":
    'requêtes sans réponse dont le temps de nginx n’est pas connu : {0}',
  'too few to decide: {0} found in {1} looks, {2} late each, {3} expected, known within ± {4} only':
    'trop peu pour trancher : {0} constatées en {1} coups d’œil, chacun en retard de {2}, {3} attendues, connu à ± {4} près seulement',
  "5 % or nginx's clock tick of 1 ms, and ± {0} by chance, late looks and the ends of the hold":
    '5 % ou le pas de 1 ms de l’horloge de nginx, et ± {0} par hasard, coups d’œil tardifs et bords du plateau',
  '{0} without an answer': '{0} sans réponse',
  '{0} sent twice': '{0} envoyées deux fois',
  '{0} failed readings of the count': 'lectures du compteur en échec : {0}',
  'no request was made that is sure to touch it': 'aucune requête faite ne l’atteint à coup sûr',
  'Server-Timing told of it in {0} of the answers that it could have':
    'Server-Timing n’en a parlé que dans {0} des réponses possibles',
  '{0}, and {1} that failed': '{0}, et {1} en échec',
  'only {0} requests were traced': 'requêtes tracées : {0} seulement',
  'p{0} to p{1} of all, give or take 5 % or 0.5 ms': 'p{0} à p{1} de toutes, à 5 % ou 0,5 ms près',
  'the access logs hold no line of this run': 'les journaux d’accès n’ont aucune ligne de ce tir',
  'the access logs that were read hold only {0} of the traced requests':
    'les journaux d’accès lus ne contiennent que {0} des requêtes tracées',
  '{0} and {1} without an answer': '{0} et {1} sans réponse',
  'nobody was logged in': 'personne n’était connecté',
  'the run was too short, or users came and went too fast, for a gauge that is read once a second':
    'le tir était trop court, ou les utilisateurs allaient et venaient trop vite, pour une jauge lue une fois par seconde',
  'the run was cut before its end was recorded': 'le tir a été coupé avant l’enregistrement de sa fin',
  'a shard died, and what it did is not known in full':
    'un shard s’est arrêté, et ce qu’il a fait n’est pas entièrement connu',
  'a shard stood still, and how many users it had then was not counted':
    'un shard est resté figé, et le nombre de ses utilisateurs n’a alors pas été compté',
  "nginx's count of requests could not be read": 'le compteur de requêtes de nginx n’a pas pu être lu',
  'no count of nginx is known to be of this run alone, and no access log is read':
    'aucun compteur de nginx n’est sûr d’être celui de ce seul tir, et aucun journal d’accès n’est lu',
  'there was no hold': 'il n’y a pas eu de plateau',
  'nobody looked at how many requests nginx had in hand': 'personne n’a regardé combien de requêtes nginx traitait',
  "sessions' own times were not recorded": 'les durées des sessions n’ont pas été enregistrées',
  'Server-Timing was not read': 'Server-Timing n’a pas été lu',
  'no answer had a Server-Timing': 'aucune réponse n’avait de Server-Timing',
  'no response times of traced requests were recorded': 'aucun temps de réponse de requête tracée n’a été enregistré',
}

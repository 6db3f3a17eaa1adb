# What a person reads, in English. A message is one line, `name = text`; `{ $x }` stands for what it is told.
# `$number` is `one` or `other`: of a verb with `$who` or `$first` as its subject, `$other_number` with `$second`.
# `$count` is a number. In English [1] says as much as [one], and asks for no plural rules.

## Numbers, lists and marks

# The ten digits, what stands between thousands, and the decimal sign.
number-signs = 0123456789,.
join-comma = {", "}
join-semicolon = {"; "}
join-sentences = {" "}
join-and = {" and "}
join-or = {" or "}
join-together = {" together with "}
join-and-seen = {" and "}
join-alternatives = {", or "}
join-terms = {"; or "}
join-sum = {" + "}
join-against = {" against "}
join-chain = {" ← "}
join-nouns = {" "}
list-and = { $first } and { $last }
list-or = { $first } or { $last }
list-nor = { $first } or { $last }
sentence-start = { UPPER($words) }

## Agreement with who speaks; only this language asks for it so

s = { $number ->
    [one] s
   *[other] {""}
}
s-other = { $other_number ->
    [one] s
   *[other] {""}
}
is = { $number ->
    [one] is
   *[other] are
}

## Things with their numbers

claims = { $count ->
    [1] { $count } claim
   *[other] { $count } claims
}
origins = { $count ->
    [0] no identified origin
    [1] { $count } independent origin
   *[other] { $count } independent origins
}
files = { $count ->
    [1] { $count } file
   *[other] { $count } files
}
triples = { $count ->
    [1] { $count } triple
   *[other] { $count } triples
}
relations = { $count ->
    [1] { $count } relation
   *[other] { $count } relations
}
verdicts = { $count ->
    [1] { $count } verdict
   *[other] { $count } verdicts
}
counts = { $count ->
    [1] { $count } count
   *[other] { $count } counts
}
updates = { $count ->
    [1] { $count } update
   *[other] { $count } updates
}
contradictions = { $count ->
    [1] { $count } contradiction
   *[other] { $count } contradictions
}
disputes = { $count ->
    [1] { $count } dispute
   *[other] { $count } disputes
}
tensions = { $count ->
    [1] { $count } tension
   *[other] { $count } tensions
}
chains = { $count ->
    [1] { $count } report chain
   *[other] { $count } report chains
}
common-boxes = { $count ->
    [1] { $count } common box
   *[other] { $count } common boxes
}
positions = { $count ->
    [1] { $count } position
   *[other] { $count } positions
}
more-sources = { $count } more { $count ->
    [1] source
   *[other] sources
}
other-sources = { $count } other sources
articles = { $count ->
    [1] { $count } article
   *[other] { $count } articles
}
reviews = { $count ->
    [1] { $count } review
   *[other] { $count } reviews
}
records = { $count ->
    [1] { $count } record
   *[other] { $count } records
}
proposals = { $count ->
    [1] { $count } proposal
   *[other] { $count } proposals
}
rows = { $count ->
    [1] { $count } row
   *[other] { $count } rows
}
bytes = { $count ->
    [1] { $count } byte
   *[other] { $count } bytes
}
characters = { $count ->
    [1] { $count } character
   *[other] { $count } characters
}
rdf-files = { $count ->
    [1] { $count } RDF file
   *[other] { $count } RDF files
}

## Counts and units

count-at-least = at least { $low }
count-at-most = at most { $high }
count-more-than = more than { $low }
count-fewer-than = fewer than { $high }
count-none = none
count-range = { $low }–{ $high }
count-exact = { $number }
count-about = about { $number }
count-with-unit = { $number }{ $unit }
count-final = { $number } in all
unit-percent = %
unit-km = {" "}km
unit-kilometre = {" "}km
unit-kilometer = {" "}km
unit-m = {" "}m
unit-metre = {" "}m
unit-meter = {" "}m
unit-kg = {" "}kg
unit-kilogram = {" "}kg
unit-tonne = {" "}t
unit-second = {" "}s
unit-minute = {" "}min
unit-hour = {" "}h
unit-day = {" "}days
unit-litre = {" "}l
unit-liter = {" "}l
unit-usd = {" "}USD
unit-eur = {" "}EUR
unit-gbp = {" "}GBP
unit-irr = {" "}IRR

## Times

time-any = at any time
time-from = from { $time } onwards
time-until = until { $time }
time-close = { $first }–{ $last }
time-apart = { $first } – { $last }
time-hours = { $first }–{ $last } on { $day }{ $zone }
time-clock = { $hour } on { $day }
time-day = { $day } { $year }
# The month as it stands by itself, and, as `$month_of_day`, as it stands beside a day.
time-day-of-year = { $day } { $month }
time-month = { $month } { $year }
zone-utc = , UTC
zone-ahead = , UTC+{ $hours }
zone-behind = , UTC−{ $hours }
when = { $form ->
    [open] { $time }
    [clock] at { $time }
    [day] on { $time }
    [period] between { $time }
   *[span] in { $time }
}
time-between = { $first } and { $last }
time-hours-between = { $first } and { $last } on { $day }{ $zone }

## Relations and stances

relation-contradicts = contradiction
relation-tension = tension
relation-opposes = opposed aims
relation-corroborates = agreement
relation-refines = more detail
relation-supersedes = taken back or replaced
relation-updates = update
relation-supports = support
relation-challenges = challenge
relation-fulfils = borne out
relation-breaches = not borne out
stance-asserts = asserts
stance-denies = denies
stance-neither-confirms-nor-denies = neither confirms nor denies
stance-predicts = predicts
stance-demands = demands
stance-refuses = refuses
stance-commits = commits to
stance-threatens = threatens
stance-assesses = believes
stance-doubts = doubts
stance-asks = asks
stances-asserts = assert
stances-denies = deny
stances-neither-confirms-nor-denies = neither confirm nor deny
stances-predicts = predict
stances-demands = demand
stances-refuses = refuse
stances-commits = commit to
stances-threatens = threaten
stances-assesses = believe
stances-doubts = doubt
stances-asks = ask
asks-presupposing = { $number ->
    [one] asks, presupposing that
   *[other] ask, presupposing that
}
certainty-certain = certain
certainty-probable = probable
certainty-possible = possible
certainty-hearsay = unattributed report
modifier-adversarial = between opponents
modifier-self-contradiction = self-contradiction
modifier-affiliated = within one body
modifier-hedged = said to be only possible
modifier-probable = said to be probable
modifier-unidentified = a voice is not identified
modifier-in-part = in part
modifier-soft = rests on a vague number
modifier-conditional = said under a condition
condition-if = on condition
condition-until = until
condition-unless = unless
rating-true = true
rating-mostly-true = mostly true
rating-mixed = mixed
rating-misleading = misleading
rating-mostly-false = mostly false
rating-false = false
rating-unproven = unproven

## Slots, and how two values compare

slot-stance = stance
slot-kind = kind
slot-agent = agent
slot-target = target
slot-instrument = instrument
slot-place = place
slot-time = time
slot-measure = measure
slot-population = counted among
slot-count = count
slot-value = value
slot-event = event
slot-said-by = said by
slot-as-of = counted as of
as-to-kind = what it was
as-to-agent = who did it
as-to-target = what the target was
as-to-instrument = what was used
as-to-place = where
as-to-time = when
as-to-measure = what was counted
as-to-population = who was counted
as-to-count = the figure
as-to-value = which value is right
as-to-event = which event it was
as-to-said-by = who said it
as-to-as-of = when it was counted
asked-kind = What was it
asked-agent = Who did it
asked-target = What was the target
asked-instrument = With what
asked-place = Where
asked-time = When
asked-measure = What was counted
asked-population = Among whom was it counted
asked-count = Which figure is right
asked-value = Which value is right
asked-event = Which event was it
asked-said-by = Who said it
asked-as-of = When was each of them counted
comparison-equal = the same
comparison-narrower = A is narrower
comparison-broader = B is narrower
comparison-overlaps = they overlap in part
comparison-disjoint = they exclude each other
comparison-unknown = not known
comparison-to-others-narrower = A is narrower than each of the others
comparison-to-others-broader = the others are narrower than A

## What is said of a proposition

value-any = any
value-unsaid = not said
value-only = only { $words }
value-up-to = up to { $time }
that = that { $clause }
said-that = { $who } said that { $clause }
after-agent = {" "}by { $value }
after-target = {" "}directed at { $value }
after-target-alone = {" "}at { $value }
after-instrument = {" "}with { $value }
after-place = {" "}in { $value }
after-time = , { $value }
after-event = {" "}(event: { $value })
after-value = : { $value }
after-state-target = {" "}({ $value })
after-state-value = : { $value }
after-state-agent = , held by { $value }
after-sentence-agent = , by { $value }
after-sentence-target = , at { $value }
after-sentence-event = {" "}({ $value })
with-count = { $words }: { $count }
clause-state = this is so: { $words }
clause-named-event = this happened: { $words }
clause-event = there { $tense ->
    [present] { NUMBER($kind) ->
        [other] are
       *[one] is
    }
   *[past] { NUMBER($kind) ->
        [other] were
       *[one] was
    }
} { ARTICLE($kind) }{ $words }
counted-population = { counted-words }
counted-measure = { counted-words }
counted-both = { counted-words }
# Labels have no singular: “people killed: 1”.
counted-words = { $form ->
    [one] { FIRST_NUMBER($what) ->
        [other] { $what }: { $number }
       *[one] { $number } { $what }
    }
    [none] { FIRST_NUMBER($what) ->
        [other] no { $what }
       *[one] none { $what }
    }
    [figure] { $what } { $number }
   *[other] { $number } { $what }
}
counted-final = { $words } in all
counted-as-of = { $words }, as of { $time }

## Who says it, and on what background

told = { $who } { $stance }: { $statement }
told-question = { $who } { $stance } { $statement }
nobody = nobody
named = { DEFINITE($label) }
described = { BRACKETED($label) }
jointly = { $first } (with { $others })
views = { $views }
view = { LOWER($label) }
bridge-part-of = “{ $subject }” is part of “{ $object }”
bridge-commanded-by = “{ $subject }” is commanded by “{ $object }”
bridge-within = “{ $subject }” lies in “{ $object }”
bridge-broader = “{ $subject }” is a kind of “{ $object }”
bridge-distinct-from = “{ $subject }” is distinct from “{ $object }”
bridge-same-as = “{ $subject }” is the same as “{ $object }”
bridge-other = { $subject } – { $relation } – { $object }

## Headlines

headline-contradicts = { $first } contradict{ s } { $second }{ $about }
headline-tension = what { $first } say{ s } is in tension with what { $second } say{ s-other }{ $about }
headline-opposes = { $first } oppose{ s } { $second }
headline-corroborates = what { $first } say{ s } agrees with what { $second } say{ s-other }
headline-refines = { $first } give{ s } more detail than { $second }{ $about }
headline-supersedes = { $first } correct{ s } what { $second } had said
headline-updates = { $first } give{ s } a later count than { $second }
headline-supports = what { $first } say{ s } supports the assessment by { $second }
headline-challenges = what { $first } say{ s } challenges the assessment by { $second }
headline-fulfils = what { $first } report{ s } bears out the word of { $second }
headline-breaches = what { $first } report{ s } goes against the word of { $second }
headline-own-contradicts = two statements by { $first } contradict each other{ $about }
headline-own-tension = two statements by { $first } are in tension{ $about }
headline-own-refines = one statement by { $first } is more detailed than another{ $about }
headline-own-supersedes = { $first } take{ s } back or replace{ s } an earlier statement
headline-doubt-supports = what { $first } say{ s } bears out the doubt expressed by { $second }
headline-doubt-challenges = { $second } doubt{ s-other } what { $first } say{ s }
headline-presupposition-contradicts = what { $first } take{ s } for granted contradicts what { $second } say{ s-other }{ $about }
headline-presupposition-tension = what { $first } take{ s } for granted is in tension with what { $second } say{ s-other }{ $about }
headline-attribution-contradicts = the report of what { $first } said contradicts what { $second } say{ s-other }{ $about }
headline-attribution-tension = the report of what { $first } said is in tension with what { $second } say{ s-other }{ $about }
headline-fulfils-commits = by the account of { $first }, the commitment by { $second } is kept
headline-fulfils-threatens = by the account of { $first }, the threat by { $second } is carried out
headline-fulfils-refuses = by the account of { $first }, the refusal by { $second } is stood by
headline-fulfils-predicts = by the account of { $first }, the forecast by { $second } came true
headline-breaches-commits = by the account of { $first }, the commitment by { $second } is broken
headline-breaches-threatens = by the account of { $first }, the threat by { $second } is not carried out
headline-breaches-refuses = by the account of { $first }, the refusal by { $second } is given up
headline-breaches-predicts = by the account of { $first }, the forecast by { $second } did not come true
headline-aim-demands = a demand by { $first } is refused by { $second }
headline-aim-commits = a commitment by { $first } is refused by { $second }
headline-in-part = what { $first } say{ s } agrees in part with what { $second } say{ s-other }
headline-denials = the denial by { $first } agrees with that by { $second }
headline-opinions = the assessment by { $first } is in tension with the doubt expressed by { $second }{ $about }
headline-take-back-report = { UPPER($who) } take{ s } back the report that { $told }
headline-hedged = { $summary } (only a possibility, according to { $who })
headline-as-to = {" "}on { $named }
headline-several = { UPPER($noun) } between statements of { $everybody }
headline-parts = The parts counted by { $parts } add up to more than the whole counted by { $whole }
headline-not-all-true = What is said by { $everybody } cannot all be true
headline-on-condition = { $summary }, { $condition }
between-adversarial = { $summary } (opponents)
between-affiliated = { $summary } (within one body)
between-self-contradiction = { $summary } (itself)
condition-none = from every standpoint
condition-unknown = under no known standpoint
condition-and-unless = { $needed }, { $unless }
condition-if-held = if you accept { $views }
condition-unless-held = unless you accept { $views }

## How a number changed

count-change = The { $unit ->
    [no] number { COUNTED($what) }
   *[yes] { $what }
}{ $at } { $rose ->
    [rose] rose
    [fell] fell
   *[changed] changed
} from { $old } ({ $then }) to { $new } ({ $now })
count-replaced = { UPPER($who) } { $rose ->
    [rose] raised
    [fell] lowered
   *[changed] changed
} the { $unit ->
    [no] number { COUNTED($what) }
   *[yes] figure for the { $what }
}{ $at } from { $old } ({ $then }) to { $new } ({ $now })
count-of-whom = { $population } { $measure }
count-at = {" "}({ $event })
count-by-at = { $who }, { $when }
count-more-times = { $count } more
count-time-unknown = date not known
count-period = { $first } to { $last }

## Cards

card-implied-reported = { $short }: { $speaker } is reported to have said that { $content }
card-presupposes = presupposes
card-reported-have-said = is reported to have said
card-counts-none = says: none
card-opposite = opposite
card-same = the same
card-different = different
card-denies-any = none
card-place-of-target = { $derived } (not said: where the target lies)
card-see-rule = see the rule
card-not-known-which-later = not known which is later
card-count-of-opponent = no update: the count of an opponent
card-one-later = one is later
card-not-compared = not compared
card-parts-add-up = the parts add up to more than A
card-took-back-its-report = { $who } took this report back
card-since-corrected-by = since corrected by { $who }
card-only-possible = only a possibility: takes no part here
card-counted-at-another-time = takes no part here: counted at another time
card-takes-no-part-here = takes no part here
card-presupposes-this = presupposes this
card-its-condition = makes this its condition
card-words-of-source = gives this as its source's words
card-something-else = says something else of it
card-register-undisputed = register, undisputed
card-dropped = { $label } (A: { $ours }; B: { $theirs })
card-generalised = { $label }: both “{ $ours }” and “{ $theirs }” belong to “{ $outer }”
card-implied = { $short } { $number ->
    [one] presupposes
   *[other] presuppose
} that { $clause }
card-total = { $letters }: { $lows } = at least { $total }; A: { $whole }
card-numbers = { $claims }, { $origins }
card-contested = contested: { $standpoint }
card-contested-held = contested: { $standpoint }, held by { $holders }

## Readings that dissolve a relation

reading-one-does-not-hold = You do not accept that { $fact }; this is contested.
reading-one-holds = You accept { $settled }; that settles what is open here.
reading-what-denied-are-words = Only the wording is denied: the same was said in other words.
reading-who-asks-does-not = Who asks does not grant what the question takes up; it only passes on what is said.
reading-word-presupposes-article-not = The word that presupposes it is the article's and not the speaker's.
reading-words-presuppose-less-than = The words presuppose less than their annotator took them to.
reading-somebody-else-said-name = Somebody else said it, in the name of { $speaker }.
reading-said-on-another-occasion = It was said on an occasion other than the one the denial is about.
reading-each-true-at-another = Each is true at another moment: the state changed within the time they share.
reading-one-speaks-state-law = One speaks of the state in law, the other of the state in fact.
reading-two-mean-different-parts = The two mean different parts of “{ $label }”.
reading-both-had-part-neither = Both had a part in it, and neither names all who had.
reading-one-names-who-gave = One names who gave the order, the other who carried it out.
reading-belong-together-one-stands = “{ $a }” and “{ $b }” belong together: one stands under the other.
reading-each-names-as-exactly = Each names the { $label } as exactly as it saw fit: “{ $ours }” and “{ $theirs }” are the same in this case.
reading-one-gives-time-event = One gives the time of the event, the other that of the report of it.
reading-lasted-one-gives-its = It lasted: one gives its beginning, the other its end.
reading-one-names-where-came = One names where it came from, the other where it arrived.
reading-took-place-both-neither = It took place in both: neither names every place.
reading-one-names-what-aimed = One names what was aimed at, the other what was hit.
reading-both-were-targets-neither = Both were targets, and neither account names all of them.
reading-both-were-used-neither = Both were used, and neither account names everything.
reading-one-names-weapon-other = One names the weapon, the other what it fired or what carried it.
reading-both-one-after-other = It was both, one after the other or one because of the other: { $a } and { $b }.
reading-one-them-infers-what = One of them only infers what it was from its effects.
reading-only-meant-something-narrower = “Only { $value }” is meant of something narrower, and leaves room for others ({ $label }).
reading-they-do-not-count = They do not count the same thing: the period, area or group differs.
reading-one-numbers-older-count = One of the figures is older, and the count went on after it.
reading-higher-number-counted-later = The higher figure was counted later; then it is an update, and both are right for their time.
reading-what-given-as-number = The figure given as the total covers only a part, or was an early estimate.
reading-they-do-not-count-update = They do not count the same thing; then the later figure says nothing about the earlier one.
reading-later-number-only-told = The later figure was only reported later; it was not counted later than the other.
reading-later-statement-leaves-earlier = The later statement leaves the earlier one standing: they are about different matters or times.
reading-whoever-takes-back-does = Whoever takes it back does not speak for those who said it.
reading-who-holds-something-only = Whoever calls a thing only possible is not refuted if it turns out otherwise: both statements can stand.
reading-another-one-than-meant = Of “{ $words }”, it was not the one the other side means.
reading-not-the-same = “{ $words }” and “{ $theirs }” are not the same ({ $label }).
reading-parts-overlap-somebody-counted = The parts overlap: somebody is counted in more than one of them.
reading-whole-counted-earlier-than = The whole was counted earlier than the parts, or leaves out what they include.
reading-this-conflict-aims-not = This is a conflict of aims, not of facts: both statements may be reported truly.
reading-condition-one-them-makes = The condition that one of them makes is met, and the opposition ends.
reading-what-refused-less-than = What is refused is less than what is wanted: another time, place or manner would do.
reading-what-foresaw-meant-another = The forecast by { $word } was about another time, place or scale.
reading-report-wrong-or-made = The report is wrong, or was made before the time that was foreseen was over.
reading-came-about-without-or = It came about without { $word }, or for other reasons.
reading-deed-not-or-time = The deed is not that of { $word }, or the time for keeping the word is not over.
reading-condition-under-which-said = The condition under which it was said did not come about: then nothing is kept or broken.
reading-what-announced-what-done = What was announced and what was done are different matters.
reading-what-say-itself-doubt = What { $fact } say{ s } may itself be wrong; then it neither supports nor weakens anything.
reading-rests-on-other-grounds = The { $what ->
    [doubt] doubt
   *[view] view
} expressed by { $view } rests on other grounds, or is about another time.
reading-their-origins-belong-one = Their origins belong to one another, and one of them speaks for both.
reading-one-them-only-repeats = One of them only repeats the other: then they are one voice.
reading-they-agree-only-because = They agree only because something was left out ({ $gone }), and mean different events.
reading-without = “{ $outer }” without “{ $inner }”
reading-denial-meant-more-narrowly = The denial is meant more narrowly than written: { $without }.
reading-names-no = ; the denial names no { $missing }
reading-denial-speaks-another-occasion = The denial by { $b } is about another occasion than the one { $a } speak{ s } of{ $gap }.
reading-both-are-true-leave = Both are true: { $who } leave{ s } open { $as_to }, and it is not “{ $outer }”.
reading-both-are-true-another = Both are true: “{ $inner }” did not mean “{ $outer }” here.
reading-both-are-true-outside = Both are true: “{ $inner }” lies, wholly or in part, outside “{ $outer }” ({ $label }).
reading-time-set-by-its = The time of { $short } ({ $when }), set by its annotator, is wrong; basis: “{ $basis }”.
reading-taken-for-one-event = The two are about different events; whoever annotated them took them for one ({ $label }).
reading-they-speak-different-events = They are about different events.
reading-number-vague-may-mean = The figure given by { $who } is approximate ({ $figure }) and may be higher or lower.
reading-misquoted = A source was misquoted or misunderstood{ $told }{ $passed_on }.
reading-passed-on-by = ; passed on by { $by }
reading-told = : the words of { $claims } are the article's, not the speaker's

## Questions

question-taken-one-two-back = { $number ->
    [one] Has
   *[other] Have
} { $who } taken one of the two back?
question-if-so-which-words = If so, in which words, and to whom?
question-do-these-speak-same = Do these speak of the same event: { $a }; and: { $b }?
question-about = { $inside ->
    [yes] { $about }
   *[no] { UPPER($about) }
}. { $asked }
question-among-what-only-meant = Does “only” rule out “{ $named }”?
question-when-each-them-counted = When was each of them counted: { $count1 } ({ $a }) and { $count2 } ({ $b })?
question-do-both-numbers-count = Do the two figures ({ $count1 } and { $count2 }) count the same thing, and is there a later one?
question-did-say-so-at = Did { $who } say so at all ({ $stance }: { $statement })?
question-stand-by = { $number ->
    [one] Does
   *[other] Do
} { $who } still say so ({ $stance }: { $statement })?
question-anybody-counted-more-than = Is anybody counted in more than one of these: { $listing }? If not: is the whole larger than said, or one of the parts smaller: { $whole }?
question-had-condition-come-about = Had the condition come about by then: { $terms }?
question-will-this-come-about = Has this come about: { $wish }?
question-condition-met = Has the condition set by { $who } been met: { $terms }?
question-do-know-this-independently = Are these sources independent of each other – { $a }; { $b } – on this: { $box }?
question-fact = Is it true that { $fact }?
bridge-asked-part-of = Is “{ $subject }” part of “{ $object }”?
bridge-asked-commanded-by = Is “{ $subject }” commanded by “{ $object }”?
bridge-asked-within = Is “{ $subject }” in “{ $object }”?
bridge-asked-broader = Is “{ $subject }” a kind of “{ $object }”?
bridge-asked-distinct-from = Is “{ $subject }” distinct from “{ $object }”?
bridge-asked-same-as = Is “{ $subject }” the same as “{ $object }”?
question-did-say = Did { $speaker } say that { $said }?
question-did-say-this = Did { $speaker } say this: { $said }?
question-is-this-so = Is this true: { $words }?
question-or = { $question }: { $a } or { $b }?
question-can-only-have-denied = { UPPER($who) } can only have denied what was { $end }: is { $when } meant, too?
question-of-was-it = By “{ $outer }”, was “{ $inner }” meant?
question-mark = { $question }?
question-does-come-under = { $slot ->
    [kind] Is “{ $inner }” a kind of “{ $outer }”
    [place] Is “{ $inner }” in “{ $outer }”
   *[other] Does “{ $inner }” belong to “{ $outer }”
}?
question-which-not-true = Which of these is not true: { $listing }?
question-if-so = If so: { LOWER($question) }
question-meant = { $form ->
    [one-of] Which of “{ $words }” was it
   *[who] Who or what is meant by “{ $words }”
}?
question-meant-is-it = { $form ->
    [one-of] Of “{ $words }”, was it “{ $theirs }”
   *[who] By “{ $words }”, is “{ $theirs }” meant
}?
question-or-inside = { $question }: { $a } or { $b }, or does one of them belong to the other?
question-counting = { $words } – { $nouns }
question-names-none = { UPPER($who) } { $number ->
    [one] does
   *[other] do
} not say { $as_to }: was it { $said }?
question-same-as-to = { UPPER($a) } speak{ s } of “{ $inner }” and { $b } of “{ $outer }”: do they mean the same?
question-happened = { NUMBER($kind) ->
    [other] Were
   *[one] Was
} there { SOME($kind) }{ $agent }{ $target }{ $instrument }{ $place }{ $time }?
part-agent = {" "}by { $value }
part-target-alone = {" "}at { $value }
part-target = {" "}directed at { $value }
part-instrument = {" "}with { $value }
part-place = {" "}in { $value }
part-time = {" "}{ $value }

## Verdicts

verdict-verdicts = Verdicts
verdict-verdict = Verdict
verdict-follows = What follows from it
verdict-follows-all = What follows from the verdicts
verdict-together = What follows from several together
verdict-disagree = Where reviewers disagree
verdict-nothing = nothing for other claims
verdict-evidence = Evidence
verdict-published = Published review
verdict-stated = in the reviewer's words: “{ $name }”
verdict-partner = sent by { $name }
verdict-unaccepted = nobody here has accepted it
verdict-revised = revised by a later verdict
verdict-true = true
verdict-false = false
verdict-true-by = true by
verdict-false-by = false by
verdict-because = because of
verdict-on = on
verdict-on-claim = { $who } on { $claim }
verdict-because-of = because of { $grounds }
verdict-only-if = only for those who hold: { $views }
verdict-note = A verdict is its reviewer's, and what follows from it is computed: if something is so, all that is said more generally is so; if not, nothing more specific is. Where reviewers disagree, both are shown.

## What keeps a rule from applying

why-found = What is found
why-nothing = Nothing is found between them.
why-keeps = What keeps the other rules from applying
why-weaker = nothing stronger, because
why-others = Rules about other stances
why-settled = Known to those who hold: { $views }
why-with-settled = { $reason } { $settled }.
why-one-position = They take the same position: one repeats the other, or bears it out.
why-slot = Slot
why-comparison = Comparison
why-rule = rule
why-by-rule = { $relation } (rule { $rule })
why-both-assert = both assert
why-not-compared = not compared
needs-denial = one asserts and the other denies
needs-presupposition = one takes for granted what the other denies
needs-attribution = one is reported to have said what the other denies was said
needs-assessment = one of them is an opinion
needs-opposed-aims = one demands or commits to what the other refuses
needs-word-and-deed = one commits, threatens, refuses or predicts, and the other reports
needs-corroboration = both assert, or both deny
reason-stances = It looks at two of which { $needs }.
reason-utterance = One is about what somebody said, the other about what is so: they are not compared.
reason-kind = Kind: neither “{ $a }” nor “{ $b }” lies inside the other. If one is a kind of the other, write it in the register (broader).
reason-apart = { $slot }: “{ $a }” and “{ $b }” exclude each other. If they do not, write in the register how they belong together, or mend the claim.
reason-apart-time = Time: { $a } and { $b } do not meet. If one of the dates is wrong, mend it.
reason-apart-event = Event: “{ $a }” and “{ $b }” are two. If they are one, name it in both claims, or write same_as.
reason-ratio = A share is compared in the same scope only: { $slot } is “{ $a }” and “{ $b }”.
reason-idle = A number from nothing up (“up to …”) does not say that there was anybody.
reason-left-out = { $slot }: { $who } gives a number and leaves the { $slot } out, which makes no tension with a denial. If the words name it, write it.
reason-outside = { $slot }: “{ $a }” and “{ $b }” are not nested the way this rule needs ({ $comparison }).
reason-unsaid = { $slot }: not said by { $who }. If the words or the event name it, write it.
reason-open = { $slot }: it is not known how “{ $a }” and “{ $b }” stand to each other. Write it in the register, or, where it is disputed, in a standpoint.
reason-not-functional = Nothing says that an event of this kind has only one { $slot }. If so, write functional: { $name } at the kind that covers both.
reason-not-same = { $slot }: “{ $a }” and “{ $b }” are not the same.
reason-nested = { $slot }: “{ $a }” and “{ $b }” lie one inside the other: one is only more exact.
reason-overlapping = { $slot }: “{ $a }” and “{ $b }” have a part in common: both may be right.
reason-same-value = { $slot }: both give the same.
reason-state = One of them is a state, no event.
reason-event-not-state = These are events, not states.
reason-event = They do not both name one event. If they speak of one, declare it and name it in both.
reason-unnamed-event = It is not said of both which event they speak of. If it is one, name it in both.
reason-counted = One of them gives a number: there the slots say what is counted.
reason-nowhere = Neither target nor place of the one lies inside that of the other, or they are not said.
reason-not-distinct = The register does not hold “{ $a }” and “{ $b }” to be distinct. If no event is both, write distinct_from.
reason-same-kind = Both say the same of what it was, or one only says it more exactly.
reason-any-of = { $slot }: it is not said which of several it was (“{ $a }”, “{ $b }”).
reason-described = { $slot }: “{ $a }” or “{ $b }” is not identified. If somebody says who or what it was, write it in a standpoint (same_as).
reason-only = Neither says that nothing else is meant. If the words do, write it (only).
reason-not-apart = { $slot }: “{ $a }” and “{ $b }” do not exclude each other.
reason-no-number = One denies a number only, of which the other says nothing.
reason-not-of-event = Kind: “{ $a }” or “{ $b }” is not of the kind of the event.
reason-two-acts = Kind: both are narrower than the kind of the event, and may be two acts in it.
reason-runs-back = Kind: “{ $a }” and “{ $b }” run the other way: neither of the two is the more exact.
reason-one-only = { $slot }: there is one only, and it is the very thing in which they differ.
reason-wider-kind = Kind: what is counted (“{ $a }”) is wider than what is denied (“{ $b }”).
reason-beside-count = { $slot }: the one counts “{ $a }”, the other “{ $b }”, which only have a part in common.
reason-no-count = They do not both give a number.
reason-measure = “{ $a }” and “{ $b }” do not measure the same. If one is part of the other, write it (broader).
reason-numbers-fit = Both numbers can be right: { $a } and { $b }.
reason-no-upper-bound = The lower number is a lower bound only: { $a } and { $b } can both be right.
reason-scope = { $slot }: what the higher number counts (“{ $a }” or “{ $b }”) does not lie inside what the other counts.
reason-later = One count is later: it updates the other. If the earlier one is of the whole, write final: true.
reason-when = It is not known which count is later. Write when each was taken (as_of, with a clock time).
reason-event-alone = All that they share is that there was the event that both name.
reason-one-voice = They are one voice, or one speaks for the other: that makes no second witness.
reason-own-count = They are one voice, whose later count takes the place of the earlier one.
reason-possible = What is held only possible commits nobody.
reason-left = Claim { $claim } no longer counts: it was corrected, or its voice has counted again.
reason-condition = The two do not meet its condition.
reason-corrects = Neither takes the other back. If the words do, write it (corrects).
reason-stronger = Something stronger holds between them.
hint = { $where }: hint: { $first } and { $second } ({ $also }) are one slot short of a contradiction ({ $rule }). { $told }

## Disputes

dispute-dispute = Dispute { $a }
dispute-side = Side { $a }
dispute-chains = { $a } without a source in common
dispute-choke-points = all go through { $a }
dispute-circular = circular: { $a }
dispute-disputed-if = disputed only if you accept { $views }
dispute-left-corrections = { $a } takes back { $b }
dispute-left-counts = { $a } counts anew what { $b } counted
dispute-beside = also there, contradicting nobody here: { $a }
dispute-astride = { $a } stands on more than one side ({ $b }) without a contradiction of its own
dispute-said-so = that { $a } said so
dispute-nothing = nothing
dispute-more = … and { $a } more
dispute-conflicts = What cannot all be true
dispute-if = , if { $a }
dispute-held-by = held by { $a }
dispute-contested = contested: { $a }
dispute-recorded = other contested facts may do as well
dispute-give-up = Fewest positions to drop
dispute-give-up-bridges = Least to drop, if what is contested may be dropped, too
dispute-that = that { $a }
dispute-unique = no other choice is as small
dispute-others = other choices are as small
dispute-bound = weight { $a }; not known to be the least, which is at least { $b }
dispute-check-first = What to check first
dispute-settles = settles { $a ->
    [1] 1 position
   *[other] { $a } positions
} if true, { $b } if false
dispute-seen = Seen with: { $a }
dispute-seen-from-none = Seen from no standpoint
dispute-together = can be held together
dispute-too-many = what can be held together: too many ways to list
dispute-in-every-one = in all of them
dispute-survives = survives in all of them
dispute-survives-not = nothing on which two positions agree survives in all of them
dispute-undecided = not known to survive or not: { $a }
dispute-title = { $dispute } { $name } ({ $contradictions })
dispute-title-conditional = { $dispute } { $name } ({ $contradictions }, only from some standpoints)
agreements = Who agrees with whom
agreements-source = source
agreements-relation = relation
agreements-other = other source
agreements-always = always
agreements-conditionally = conditionally
agrees-contradicts = contradicts
agrees-tension = tension
agrees-opposes = opposes
agrees-corroborates = corroborates
agrees-refines = refines
agrees-supersedes = supersedes
agrees-updates = updates
agrees-supports = supports
agrees-challenges = challenges
agrees-fulfils = fulfils
agrees-breaches = breaches
brief-dispute = { $dispute }:
brief-hangs-on = It hangs on
brief-ask = Ask:
brief-tensions = {" "}{ $tensions }.
brief-nothing = Nothing is in dispute: no two positions exclude each other.{ $tensions }
brief-and-tensions = , and { $tensions }
brief-all = { $disputes } with { $contradictions }{ $conditional }{ $tensions }.
brief-conditional = {" "}({ $count } of them only from some standpoints)
brief-more-sides = { $count ->
    [1] { $count } more side
   *[other] { $count } more sides
}
brief-about = { $sides } – { $statement }
brief-with-counts = { $who } ({ $counts })
brief-whether = whether { $fact }, which is contested
brief-happened-at-all = whether it happened at all
brief-said-at-all = whether it was said at all
brief-which-is-so = which of the statements is true
brief-whether-said = whether { $clause }
brief-one-voice = statements ascribed to { $who }
edge-denies-words = denies having said it
edge-denies-presupposed = denies what is presupposed
edge-contradicts = contradicts

## Counts over time

tally-counts = How the counts grew
tally-number = No.
tally-as-of = As of
tally-voice = Who counts
tally-count = Count
tally-how = Relates to
tally-claim = Claim
tally-no-time = time not known
tally-updates = updates { $numbers }
tally-updated = updated by { $numbers }
tally-supersedes = takes the place of { $numbers }
tally-superseded = left for { $numbers }
tally-contradicts = ✗ contradicts { $numbers }
tally-tension = ? in tension with { $numbers }
tally-numbers = { $counts }, { $updates }, { $contradictions }
tally-caption = Time runs from left to right, the count upwards. A line joins the counts of one voice; a dotted line leads from a count to another voice’s that updates it.
tally-said = when it was said
tally-published = when the article appeared
tally-contradicted = cannot both be true
tally-conditional = cannot both be true, only from some standpoint
tally-about = about, or given as a range
tally-not-asserted = expected or believed, not asserted
tally-denied = denied or doubted
tally-final = complete, not just so far
tally-others = other voices
tally-clocks = Times of day{ $zone }
tally-logarithmic = The axis of numbers is logarithmic: each step is a multiple.
tally-begins = The axis of numbers begins at { $number }, not at zero.
tally-cut = Time in which nothing was counted is cut out where the axis is broken.
tally-joined = Counts that lie too close to be told apart are one circle with their number; the table has each.
tally-unlinked = { $count } contradictions are too many for lines: the counts that take part are ringed.
tally-by-utterance = { $count ->
    [1] { $count } count gives no time of its own and stands at the time when it was said or published.
   *[other] { $count } counts give no time of their own and stand at the time when they were said or published.
}
## Places on a map

map-title = Where
map-caption = The places of the register that have coordinates, on a bare grid of degrees: no border is drawn, north is up.
map-place = Place
map-coordinates = Coordinates
map-said = What is said of it
map-asserted = something is said to have happened there
map-denied = denied or doubted only
map-both = said by some, denied or doubted by some
map-other = neither said to have happened there nor denied
map-joined = Places that lie too close to be told apart are one circle with their number; the table has each.
map-unplaced = Not on the map, for want of undisputed coordinates: { $places }
map-degrees = { $degrees }°
map-north = { $degrees }° N
map-south = { $degrees }° S
map-east = { $degrees }° E
map-west = { $degrees }° W
map-scale = { $length } km (at { $latitude })
tally-population = { $measure } ({ $population })
tally-title = { $subject }: { $measure }
tally-of-whom = { $count } { $population }

## The faces of a card: what they share, the terminal, Markdown

face-slot = Slot
face-comparison = Comparison
face-pairs = Between whom
face-bridges = Rests on
face-readings = This does not hold if
face-question = What would settle it
face-common = Both agree on
face-direct = in quotation marks
face-told = in the article's words
face-translation = translation
face-gloss = gloss
face-condition = on condition
face-total = Sum
face-dropped = dropped
face-generalised = generalised
face-origin = origin
face-article = article
face-from = {" "}←{" "}
face-said = date of statement
face-rule = rule
face-hash = input hash
text-more-pairs = … and { $count } more
text-conflict = CONFLICT
text-unknown = UNKNOWN
text-implied = Compared as A
text-chain = chain
text-relation = relation
text-version = version
text-rule = rule
quote-at = [{ $language }, { $start }–{ $end }]
title-quoted = “{ $title }”
text-none = nothing but the words themselves
text-more = … and { $count } more
text-left-out = … { $count } more; --all or --limit shows them
text-empty = No relations.
text-one-voice = one voice
text-repeats = repeats
text-nothing = No relation: what they say is compatible as it stands, or is not about the same.
markdown-none = Nothing but the words themselves.
markdown-implied = What is compared as A
markdown-conflict = ✗ conflict
markdown-unknown = ? unknown
markdown-chain = Chain
markdown-version = version
markdown-relation = relation

## What two standpoints see

compare-numbers = { $first } sees { $ones } relations, { $second } sees { $others }; both see { $both } of them.
compare-only = Only { $name }:
compare-nothing = nothing
compare-no-standpoint = whoever holds no standpoint (none)
compare-view = { $labels } ({ $name })

## What differs between two versions

diff-none = Nothing differs.
diff-articles = Articles
diff-claims = Claims
diff-entries = Register
diff-facts = Background facts
diff-opponents = Opponents
diff-standpoints = Standpoints
diff-verdicts = Verdicts
diff-contradictions = Contradictions
diff-others = Other relations
diff-added = { $count } added
diff-withdrawn = { $count } withdrawn
diff-changed = { $count } changed
diff-renamed = { $count } renamed
diff-appeared = { $count } appeared
diff-dissolved = { $count } dissolved
diff-because = because { $words }
diff-more = … and { $count } more reasons
diff-unknown = why is not known
diff-instead = now: { $words }
diff-before = before: { $words }
diff-condition = holds { $words }
diff-yes = yes
diff-no = no
diff-nothing = nothing
diff-all-of = { $words } together
diff-either = one of { $words }
diff-register = the register
diff-on = on { $words }
cause-claim-added = claim { $name } was added
cause-claim-withdrawn = claim { $name } was withdrawn
cause-claim-changed = claim { $name } changed
cause-article-changed = article { $name } changed
cause-entry-changed = the register says otherwise of “{ $name }”
cause-standpoint-changed = “{ $name }” changed
cause-rule-changed = the rule { $name } changed
fact-added-standpoint = { $fact } is held now in “{ $holder }”
fact-withdrawn-standpoint = { $fact } is no longer held in “{ $holder }”
fact-added-register = { $fact } is in the register now
fact-withdrawn-register = { $fact } is no longer in the register
field-sha256 = text, by its SHA-256
field-text-withheld = text withheld
field-language = language
field-publisher = publisher
field-published = published
field-published-basis = why this date
field-url = address
field-licence = licence
field-shareable = may be passed on
field-source = source
field-via = chain
field-stance = stance
field-certainty = certainty
field-direct = in quotation marks
field-said = said
field-said-basis = why said then
field-basis = why this time
field-presupposes = presupposition
field-condition = condition
field-quotation = quotation
field-cue = cue
field-gloss = gloss
field-section = section
field-type = type
field-label = label
field-same-as = same as
field-functional = one value for
field-timeless = timeless
field-opponents = opponents
field-held-by = held by
field-excludes = excludes
field-claim = claim
field-rating = rating
field-explanation = explanation
field-evidence = evidence
field-reviewer = reviewer
field-date = date
field-stated = in the reviewer's words
field-partner = sent by
field-version = version
field-claims = claims
field-positions = positions
field-slots = comparison
field-conflict = in conflict
field-unknown = unknown
field-bridges = rests on
field-modifiers = remarks
field-common = both agree on
field-implied = what is compared as A
field-pairs = between the voices
field-only = nothing but
field-condition-form = how it hangs on the condition
field-corrects = takes back
field-title = title
field-timezone = time zone
field-article = declared for the article
field-changes = how its numbers change
field-ratio = a share
field-unit = unit
field-phrase = how it is told
field-unidentified = not identified
field-event = the event
field-lat = degrees north
field-lon = degrees east

## A partner's bundle

verify-whole = The bundle is whole.
verify-failed = { $count ->
    [1] One thing is wrong:
   *[other] { $count } things are wrong:
}
verify-producer = made by
verify-edition = , edition { $count }
verify-signature = signature
verify-articles = articles
verify-checked = checked
verify-bytes = { $count } by their bytes; what they say was not looked at
verify-quotations = { $compared } of { $count } quotations held against the text
verify-no-text = none of { $count } quotations could be held against the text, which is not in the bundle; --text FILE gives it
verify-other-shapes = judged by the rules of this version, which are not those the producer had
signature-none = none: nothing shows from whom the bundle is
signature-named = valid, by the key you named
signature-unnamed = valid, by a key you did not name; compare its fingerprint with the producer's
signature-invalid = invalid
signature-other = valid, but by another key than the one you named

## What partners sent, and what was decided about it

quoted = '{ $text }'
caution = CAUTION: { $text }
imports-none = Nothing was imported.
import-status-in-force = in force
import-status-quarantined = in quarantine
import-status-superseded = superseded
import-status-retracted = retracted
import-signed = signed by { $key }
import-unsigned = not signed
import-calls-itself = calls itself { $label }
import-articles = articles: { $articles }
import-revises = a revision of { $imports }
import-until = until { $when }
import-left-out = LEFT OUT, since nobody could use it: { $records }
import-long-text = { $text }… ({ $count } characters)
import-again = it was in already, as { $name }: nothing has changed
import-nothing-used = Nothing of it is used until these are mended; it is kept apart.
import-flagged = { $name } { $flag }: { $labels }
import-said = { $claims }, { $verdicts } on them
import-more-alike = … and { $count } more like it
import-reviews = { $reviews } of claims
import-to-decide = { $proposals } to decide: kg matches
import-new-names = { $count ->
    [1] { $count } name
   *[other] { $count } names
} new to us, used as theirs unless you take them in: kg matches
import-across = { $contradictions } between their claims and others: kg relations
import-retracted = { $name } is retracted
import-verdict-lost = CAUTION: the accepted verdict falls away that { $claim } is { $rating }, by { $by }: kg matches
verdicts-on-partners = { $verdicts } on partners' claims
flag-reverses = holds characters that reverse what stands around them
flag-long = has a label of { $count } characters
flag-other-script = looks like our { $name } in letters of another script
flag-no-letters = has a label without letters
flag-mixes = mixes { $scripts } letters in one word
matches-none = Nothing to decide.
matches-new = new to us, and used as theirs; accepted, what their register says of it is undisputed:
matches-section = { $section }:
section-sources = sources
section-places = places
section-things = things
section-populations = populations
section-kinds = kinds
section-events = events
section-names = names
section-standpoints = standpoints
section-verdicts = verdicts
section-propositions = propositions
section-reviews = reviews
match-new = { $theirs } is new to us
match-verdict = the verdict { $theirs } on { $ours } counts
match-review = the review { $theirs } is about { $ours }
match-proposition = { $theirs } says what { $ours } says
match-name = { $theirs } is our { $ours }
match-labelled = { $theirs }: { $label }
match-accepted = { $proposal }  (accepted)
match-rejected = { $proposal }  (rejected)
match-because = because: { $reasons }
match-needs = follows from: { $proposals }
match-same-as = the same as { $other }
match-same-label = the same label ({ $languages })
match-same-name = the same name
match-labels-alike = labels alike ({ $likeness } of 100)
match-event-name = the same name beside an article's
match-same-event = the same kind of event at the same place or target, at times that meet
match-same-facts = holds the same facts
match-same-slots = every slot is the same
match-taken-in = taken in as a name of its own
match-verdict-says = it says whether a claim of theirs is so, and with it what other claims say
match-verdict-by = { $rating }, { $who }
match-accepted-by = { $who } accepted it at { $when }
match-by-iri = it names the claim
match-by-quotation = it names the article and has the words of the claim
match-by-likeness = it reads like the claim
match-likeness = { $way } ({ $score } of 1)
match-none = none
match-other-label = another label ({ $languages })
match-name-alone = nothing but the name is the same
match-other-type = theirs is a { $theirs }, ours a { $ours }
match-other-identifiers = other identifiers elsewhere
match-other-functional = other slots that have one value
match-other-changes = its numbers change in another way, or are shares
match-other-unit = counted in another unit: theirs { $theirs }, ours { $ours }
match-ours-unidentified = only ours is somebody not identified
match-theirs-unidentified = only theirs is somebody not identified
match-other-slot = another { $slot }: theirs { $theirs }, ours { $ours }
match-other-facts = holds { $more } facts that ours does not, and { $fewer } less, in names accepted so far
match-shadows = is called like our { $name }, which is something else
match-rating-unknown = it is not known what its rating means: accept it with --rating
match-corrects = corrects a review that { $who } accepted before, about { $about }
match-changed = was decided before, and what the partner says of it has changed since
match-changed-now = would not be proposed now: what the partner or we say of it is no longer the same
match-gone = is not proposed now: the partner has corrected the review since, or it or the claim is not in force
decision-accepted = accepted: { $proposal }
decision-rejected = rejected: { $proposal }
decision-undone = open again: { $proposal }
decisions-left = left to decide: { $proposals }, { $count } with a caution: kg matches
decisions-none = Nothing was left to decide.
caution-our-base = its IRIs begin as ours do, with { $base }: nothing shows that they are theirs
caution-base-of = its IRIs begin with { $base }, as those of { $partners } do
caution-key-of = the key that signed it is that of { $partners }
caution-new-key = the key that signed it was not seen before: compare its fingerprint with theirs
caution-retracted = the same came as { $other }, which was retracted at { $when }
caution-same-edition = is { $edition ->
    [0] of no edition
   *[other] edition { $edition }
}, like { $other }: which of them is newer is not known; 'kg export --bundle --edition' says it of a bundle
caution-editions = is { $edition ->
    [0] of no edition
   *[other] edition { $edition }
}, and { $other } { $than ->
    [0] of none
   *[other] edition { $than }
}: which of them is newer is not known; 'kg export --bundle --edition' says it of a bundle
caution-looks-like = the partner { $partner } looks like { $others }, and is another
caution-called-as-partner = calls itself { $called }, as the partner { $partners } does, and is another
caution-called-as-source = calls itself { $called }, like our source { $sources }; nothing says that it is that
caution-and-more = { $names } and { $count } more
merge-name-gone = { $theirs } was accepted as our { $ours }, which is no longer there
merge-misquoted = { $article } withholds its text, and the text that we have under its hash does not say so there
merge-too-many-standpoints = more than { $count } standpoints; { $name } is left out
merge-standpoint-left-out = the standpoint { $name } cannot stand beside ours and is left out: { $why }
partner-decided = those who accepted it
partner-background = what { $partner } takes for background
partner-events = which events of { $partner } were accepted as ours
keys-written = wrote { $secret } (keep it secret) and { $public } (give it to partners)
key-writable = { $place } can be written by { $who }
key-group = its group
key-everybody = everybody
key-caution = CAUTION: { $who }, who could put another key in its place

## What partners sent, on the pages that are served

nav-partners = Partners
nav-proposals = Proposals
nav-decisions = Decisions
nav-imports = Imports
exchange-lead = What partners send is kept apart from what is ours. Only a person says that two names mean the same.
exchange-waiting = What waits for you
exchange-open = Proposals to decide: { $count }
exchange-new = Names new to us: { $count }
exchange-claims = { $claims } in use
exchange-all-imports = All imports ({ $count })
exchange-import = Import
exchange-status = Status
exchange-when = When
exchange-file = File
exchange-signature = Signature
exchange-signed = signed
exchange-in-use = In use
exchange-key = Key
exchange-first-seen = first seen with { $name }, at { $when }
exchange-why-quarantined = Why it is in quarantine
exchange-record = Where it comes from
exchange-partner = Partner
exchange-reviews = Reviews
exchange-revises = A revision of
exchange-revised-by = Revised by
exchange-changes = What it changed
exchange-no-changes = It revises nothing that can be compared.
exchange-compared = From { $before } to { $after }
exchange-emptied = What it said was removed for good; this record stays.
exchange-proposals-lead = Which of a partner’s names may be ours. Nothing is merged because it looks alike: until a person accepts it, each name stays theirs.
exchange-every-partner = Every partner
exchange-show = Show
exchange-new-heading = new to us
exchange-new-lead = These are used as theirs. Accepted, what their register says of them is undisputed.
exchange-for = For it
exchange-against = Against it
exchange-nothing-against = Nothing was found.
exchange-needs = Follows from:
exchange-registers = What both registers say
exchange-theirs = Theirs
exchange-ours = Ours
exchange-decisions-lead = Who decided what, the latest first.
exchange-no-decisions = Nothing was decided yet.
exchange-not-standing = No longer counts: what the partner says has changed since.
exchange-reading-only = Here one can only read. ‘kg serve --store DIR --write’ lets one decide and take in files.
exchange-by = Decided by
exchange-rating = What its rating means
exchange-rating-as-said = as it says
exchange-accept = Accept
exchange-reject = Reject
exchange-undo = Undo
exchange-undo-all = Undo all of these ({ $count })
exchange-accept-easy = Accept those on this page that nothing speaks against ({ $count })
exchange-retract = Take it out of use
exchange-retract-means = Nothing of it counts any longer; it is kept as history. An earlier version does not come back, and it can be taken in again.
exchange-retract-it = Retract { $name }
exchange-lost = An accepted verdict falls away: { $claim } is { $rating }, by { $by }
exchange-refused = Nothing was changed
exchange-back = Back
exchange-receive = Take in a file
exchange-receive-lead = A bundle, RDF or ClaimReview from a partner. It is examined first; nothing is changed until you have seen what would follow.
exchange-whom = From whom, by a short name; a bundle says so itself
exchange-public-key = The public key that must have signed it, if you have it
exchange-examine = Examine
exchange-examined = { $file }: what would follow
exchange-would-quarantine = It does not conform. Taken in, it stays in quarantine, and nothing of it is used.
exchange-nothing-yet = Nothing was changed yet.
exchange-verified = Verification
exchange-follows = What would follow
exchange-would-be = It would be
exchange-counting = What waits is being counted
exchange-purge = Remove it for good
exchange-purge-means = What it said is removed from the store; only this record stays, by which it is recognised if it comes again.
exchange-purge-sure = I know that it cannot be brought back
exchange-purge-it = Remove { $name } for good
exchange-was-whole = The bundle was whole when it came.
exchange-no-bundle = A file by itself: nothing shows that it is whole.
exchange-was-signed = Its signature was valid.
exchange-conforms = It conforms to the rules.
exchange-conforms-not = It does not conform to the rules, or cannot stand beside the rest.
exchange-across = Contradictions between their claims and others: { $count }
exchange-take-in = Take it in
exchange-quarantine-it = Keep it in quarantine
exchange-another-file = Another file
exchange-takes-time = The store is written anew, which may take some seconds. Others go on reading.

## Notes on what was read and written

input-example = nothing is named and there is no seeds/ here: this is the packaged example; 'kg demo' writes it
input-note = note: { $note }
input-no-article = warning: there is not one article there, so there is nothing to check or to compare
input-read-as-it-is = { $file } is read as it is; 'kg verify' checks a bundle, 'kg validate' an RDF file
input-default-graph-empty = warning: in { $store } only named graphs hold claims, and the query asks none of them; let the service ask the union of its graphs (Fuseki: unionDefaultGraph, Oxigraph: --union-default-graph)
input-built-otherwise = { $store } was built with other rules or another version of the program: what follows is computed anew; 'kg build --store' keeps it

hints-most = no more than { $count } hints are given
wrote = wrote { $file }
migrate-none = every event is declared
export-left-out = left out: { $reviews } of claims; --format claimreview writes them
export-wrote-signed = wrote { $place }: { $files }, signed, edition { $edition }
export-wrote-unsigned = wrote { $place }: { $files }, not signed, edition { $edition }
export-without-texts = texts that stay here: { $bare } of { $count }; 'licence' in claims.yaml says whether a text may be passed on
export-without-url = { $bare } of { $count } reviews have no 'url', without which most who gather reviews leave them out: give the page of each in verdicts.yaml

## What a check finds

severity-violation = violation
severity-warning = warning
severity-info = info
finding-claim = { $message } (claim { $claim })
finding-at = at { $path }
findings-none = no findings in { $where }
findings-claims = { $articles } with { $claims }

## What rules are about

rules-title = { $name } (version { $version })
rules-version = Version { $version }.
rules-problem = Problem
rules-condition = Condition
rules-example = Example
rules-dissolves = Dissolves

## Stores

store-missing = { $name } is missing
store-other-size = { $name } has { $found } bytes; { $written } were written
store-other-bytes = { $name } has other bytes than were written
store-other-triples = it holds { $found } triples; { $written } were written
store-not-opened = it cannot be opened: { $why }
store-damaged = The store is damaged.
store-whole = The store is as it was written.
# Two lines.
store-unrecorded =
    The store can be read. It was built before a record was kept, so nothing else can be told;
    the next change makes one.
purge-done = { $name } is removed: { $what }; its record stays
purge-possible = { $name } can be removed ({ $status }): { $what }; its record stays
purge-nothing-done = Nothing was removed.
purge-nothing = Nothing is out of use.

## Whether a recorded relation still comes out

replay-confirmed = confirmed
replay-refuted = refuted
replay-total = { $confirmed } confirmed, { $refuted } refuted
replay-was = { $what }: { $then }, now { $now }
replay-at = { $what } ({ $place })
replay-altered = the record was changed after it was written: { $part }
replay-version = version of the rule { $rule }
replay-claim = claim { $name }
replay-claim-part = claim { $name }, { $part }
replay-there = there
replay-gone = gone
replay-takes-position = takes a position
replay-takes-none = takes none
replay-implied = implied what was compared
replay-not-any-more = not any more
replay-fact-register = register: { $fact }
replay-fact-standpoint = standpoint { $standpoint }: { $fact }
replay-found = found
replay-not-found = not found
replay-slot = slot { $slot }
replay-part-identifier = identifier
replay-part-input-hash = input hash
replay-part-positions = positions
replay-part-relation = relation
replay-part-conflict = in conflict
replay-part-holds-if = holds if
replay-part-unless = unless
replay-part-bridges = background facts
replay-part-modifiers = remarks
replay-part-voices = voices
replay-part-common-box = common box
replay-part-implied-proposition = implied proposition

## What a reasoner finds

reasoner-consistent = consistent
reasoner-inconsistent = inconsistent
reasoner-follows = it follows that { $fact }
reasoner-left-out = left out: { $term }
reasoner-written = { $name } is written at { $place }
reasoner-says = it says that { $fact }
reasoner-given = it is given that { $fact }
reasoner-but = but { $axiom }
inconsistent-ontology = the ontology is inconsistent by itself, whatever the register and the claims say
inconsistent-register = the register is inconsistent by itself, whatever the claims say: { $names }
inconsistent-background = what stands beside the claims is inconsistent, whatever they say: { $names }
inconsistent-standpoints = { $count ->
    [1] the standpoint { $names } is inconsistent with the register
   *[other] the standpoints { $names } cannot be held together
}
inconsistent-claims = { $count ->
    [1] the claim { $names } cannot stand as it is written
    [2] the claims { $names } cannot both stand as they are written
   *[other] the claims { $names } cannot all stand as they are written
}
fact-is-a = { $subject } is a { $kind }
fact-plain = { $subject } { $property } { $object }
axiom-domain = { $p } belongs to { $kind }
axiom-range = { $p } leads to { $kind }
axiom-apart = nothing is both { $one } and { $other }
axiom-functional = { $p } has at most one value
axiom-inverse-functional = { $p } never has the same value for two nodes
axiom-irreflexive = { $p } never leads from a node to itself
axiom-asymmetric = { $p } never leads back
axiom-every-has = every { $kind } has { $what }
axiom-has-has = whatever has { $what } has { $more }
axiom-has-is = whatever has { $what } is a { $kind }
axiom-every-that-has = every { $kind } that has { $what } has { $more }
axiom-disjoint = { $p } and { $other } never lead to the same node
axiom-not = not { $kind }
axiom-value = { $p } { $value }
axiom-itself = itself as { $p }
axiom-nothing-but = nothing but { $kind } as { $p }
axiom-number = { $form ->
    [exactly] exactly { $count } { $p }
    [least] at least { $count } { $p }
   *[most] at most { $count } { $p }
}
axiom-that-is = { $what } that is { $kind }
axiom-something = something

## What is wrong with a bundle

bundle-archive-changed = the archive is not as the producer wrote it: it was damaged, or packed anew
bundle-archive-changed-advice = its files are checked all the same; where they are whole, only the packing differs
bundle-no-file = there is no { $file }
bundle-no-bundle = this is not a bundle, or not all of it
bundle-not-json = is damaged: it is not JSON
bundle-other-form = is not of the form { $form }, version { $version }
bundle-newer-version = a newer version of claim-kg may read it
bundle-wrong-digest = is damaged: its digest is not that of its content
bundle-mistake = what it says at { $at } is missing or of another kind than it should be
bundle-not-canonical = is damaged: it is not written as a manifest is
bundle-bad-name = { $name } is not a valid name
bundle-articles-twice = names an article twice, or not in order
bundle-files-twice = names a file twice, or not in order
bundle-bad-path = { $path } is not a valid name for a file of a bundle
bundle-other-files = gives the article { $name } other files than its own
bundle-not-named = does not name { $path }, which belongs to the bundle
bundle-named-in-vain = names { $path }, which belongs to nothing in the bundle
bundle-no-signature = there is no { $file }, although the manifest says that it is signed
bundle-missing = is named in the manifest and is not there
bundle-wrong-size = has { $found } bytes, not the { $named } that the manifest says
bundle-wrong-hash = is not the file that the manifest names: its SHA-256 is another
bundle-additional = is not named in the manifest
bundle-not-signed = the bundle is not signed, so nothing shows that it is from whom you expect
bundle-other-text = the text you gave, with the SHA-256 { $sha256 }, is that of no article here
bundle-media-type = { $path } is of another media type
bundle-blank-nodes = has blank nodes, which no bundle has: nothing can be said of them from elsewhere
bundle-wrong-count = has { $count } triples, not what the manifest says
bundle-wrong-graph-hash = is not the graph that the manifest names: its RDFC-1.0 hash is another
bundle-other-graph = names another graph for { $path } than { $graph }
bundle-not-alone = is not about the article { $name } alone
bundle-no-claim = { $claim } is a claim in all but name, or one of another article
bundle-text-withheld = holds a text, although the manifest says that it is not passed on
bundle-no-text-of-article = is not the article's text: its SHA-256 is another
bundle-text-not-shareable = does not say that its text may be passed on
bundle-holds-other-text = holds another text than { $file }
bundle-given-text = the text you gave for it has another SHA-256
bundle-not-applied = the rules could not be applied: { $why }
bundle-broken-rule = { $rule }: { $message } { $focus }
bundle-no-claim-judged = a verdict is on a claim that is not here
bundle-redefined = gives { $term } a meaning of its own: { $property } { $value }
bundle-more = more than { $count } problems; the rest is not listed
article-other-text = names another text of the article than the manifest
article-other-licence = names another licence of the article than the manifest
catalog-names-another = names another { $part } than the manifest
catalog-says-another = says another { $part } of { $path } than the manifest
catalog-only-manifest = of both only the manifest names { $path }
catalog-only-it = of both only it names { $path }
catalog-producer = producer
catalog-software = software
catalog-ontology = ontology
catalog-shapes = shapes
catalog-bytes = size
catalog-sha256 = SHA-256
catalog-media-type = media type
catalog-licence = licence
catalog-triples = number of triples
catalog-graph = graph
catalog-quotations = licence of quotations
finding-repeats = { $later } repeats { $earlier }, and one of them is not here
finding-no-claim = the position { $position } has no claim
finding-not-between = { $relation } is not between positions of its own
finding-no-position = { $relation } names { $position }, which is not a position here
finding-other-claims = { $relation } rests on other claims than it relates
finding-wrong-voice = { $pair } gives claims to { $voice } that are not there, or another's
finding-claim-missing = the position { $position } names { $claim }, which is not here
finding-other-stance = the position { $position } has another stance than { $claim }
finding-other-proposition = the position { $position } is on another proposition than { $claim }
quotation-two-places = { $quotation } says two different things of where it stands
quotation-incomplete = { $quotation } does not say what stands where
quotation-not-there = the text does not say { $exact } at { $start }–{ $end }
quotation-other-context = the text says something else before or after { $exact }
signed-not-json = is damaged: it is not JSON in the form in which a signature is written
signed-other-form = is of an unknown form
signed-not-hexadecimal = is damaged: its key or its signature are not hexadecimal
signed-wrong-length = is damaged: its key or its signature are too short or too long
signed-wrong-fingerprint = is damaged: its fingerprint is not that of its key
signed-other-key = is not by the key that the manifest names
signed-other-manifest = is not the signature of this manifest
signed-another-key = is by another key than the one you named, { $named }: { $found }
signed-ask = ask whom you have the bundle from

## Pages

page-explained = What relates these statements, and on what it rests
page-picture = Two sides, and what makes them contradict.
page-picture-dashed = { page-picture } Dashed: only for those who hold the standpoint named.
page-numbers = { $positions }, { $contradictions }.
page-numbers-not-drawn = { page-numbers } Too many to be drawn.
page-standpoint-decides = decides { $count } of the relations shown here
page-made-by = Made by
page-more-claims = … and { $count } more
page-depends-on-standpoint = depends on a standpoint
page-show-other-claims-this = show the other claims of this position
page-what-compared-as = What is compared as A
page-what-each-says-slot = What each says, slot by slot
page-background-rests-on-bridges = Background it rests on (bridges)
page-nothing-but-words-themselves = Nothing but the words themselves.
page-readings-dissolve = This does not hold if
page-question-would-settle = The question that would settle it
page-version = version
page-relation = relation
page-quoting = ←
page-conflict = conflict
page-unknown-mark = ?
page-left-out = … { $count } more are left out: what is clearest and of most voices comes first. They are on the page that kg report --all writes, or --dispute for one dispute.
page-articles = { $count } articles
page-more-articles = and { $count } more
page-skip-findings = Skip to the findings
page-who-says-what-what = Who says what, and what cannot all be true
page-only-one-dispute = Only one dispute:
page-only-what-holds-for = Only what holds for:
page-somebody-who-takes-no = somebody who takes no standpoint
page-in-short = In short
page-disputes = Disputes
page-counts = Counts
page-figures = Counts and places
page-other-relations = Other relations
page-article = Article
page-claims = Claims
page-standpoints = Standpoints
page-how-read-this = How to read this
page-sides-what-give-up = Sides, what to give up, what survives, what to check first
page-no-contradictions = No contradictions
page-no-two-positions-exclude = No two positions exclude each other, from any standpoint shown here.
page-article-with-every-quote = The article, with every quote marked
page-marked-words-are-quotes = Marked words are quotes, stronger where quotes overlap; dotted ones report them. The small letters lead to the claims.
page-text-may-not-be = The text may not be passed on and is withheld; here are its quotations only.
page-text-too-long-for = The text is too long for this page; here are its quotations only.
page-text-parts = The text has { $size }. Here is what the claims on this page quote, with the words around it.
page-text-left-out = … { $size } left out …
page-text-here = Characters { $first } to { $last } of { $count }, and the claims that quote them.
page-text-from-start = Read it from the beginning
page-text-unquoted = No claim quotes this part.
page-text-turn = Parts of the text
page-all-claims = All claims
page-claim = Claim
page-source-chain = Source and chain
page-words-article = Words of the article
page-stance-proposition = Stance and proposition
page-reached-article-directly = reached the article directly
page-basis-time = basis of the time
page-standpoints-who-holds-them = Standpoints, and who holds them
page-none-this-taken-as = None of this is taken as a fact. It decides only for whom a contradiction exists.
page-claim-position = Claim and position
page-claim-what-one-source = A claim is what one source does with one content in one utterance: asserts it, denies it, demands it. All claims that do the same with the same content are one position, however many repeat it.
page-origin = Origin
page-end-chain-by-which = The end of the chain by which words reached the article. Two claims with one origin are one voice.
page-contradiction = Contradiction
page-two-positions-cannot-both = Two positions that cannot both be true. Somebody who denies that anything of a kind happened also denies every narrower case of it: that is why the table says where A is narrower than B.
page-tension-corroboration = Tension and agreement
page-tension-no-contradiction-something = A tension is not a contradiction: something that would decide it is unknown or only overlaps. An agreement is two different origins that say the same, wholly or in part.
page-what-give-up-what = What to give up, what survives
page-whoever-takes-all-statements = Whoever takes all statements of a dispute for true contradicts himself. The least to give up is the smallest number of positions without which no contradiction is left; what can be held together are the largest sets without one. What is in every one of these sets, or has some statement inside it in every one, survives: it is not in dispute. All of this counts positions and says nothing of which of them are true.
page-bridge-standpoint = Bridge and standpoint
page-bridge-one-background-fact = A bridge is one background fact by which two contents are compared. Undisputed ones stand in the register; contested ones belong to a standpoint, and what rests on them is dashed and holds only for those who hold it. Nothing here decides who is right.
page-quotes-offsets = Quotes and offsets
page-quotes-are-article-own = Quotes are the article's own words, unchanged. The two numbers under a quote count the article's characters (Unicode code points) from 0; the second is that of the first character after the quote. Translations are the annotator's. Control characters that could disturb reading are shown by their number.
page-contents = Contents
page-presupposes = presupposes
page-hangs-on = it hangs on
page-held-by = Held by
page-not-held-together-with = Not held together with
page-after-stance = {""}
summary-articles = { $count ->
    [1] article
   *[other] articles
}
summary-claims = { $count ->
    [1] claim
   *[other] claims
}
summary-positions = { $count ->
    [1] position
   *[other] positions
}
summary-speakers = { $count ->
    [1] speaker or carrier
   *[other] speakers and carriers
}
summary-origins = { $count ->
    [1] independent origin
   *[other] independent origins
}
summary-always = { $count ->
    [1] unconditional contradiction
   *[other] unconditional contradictions
}
summary-conditional = { $count ->
    [1] contradiction that depends on a standpoint
   *[other] contradictions that depend on a standpoint
}
summary-others = { $count ->
    [1] other relation
   *[other] other relations
}

## In a notebook

entry-person = person
entry-organization = organization
entry-state = state
entry-outlet = outlet
entry-group = group
entry-sources = source
entry-places = place
entry-things = thing
entry-populations = population
entry-kinds = kind
entry-events = event
notebook-graph = Claim graph
notebook-claim = Claim
notebook-article = Article
notebook-dispute = Dispute
notebook-standpoint = Standpoint
notebook-entry = Entry
notebook-source = Source
notebook-facts = Background facts
notebook-name = Name
notebook-words = Words of the article
notebook-meaning = What it says
notebook-who = Held by
notebook-kind = Kind
notebook-rule = Rule
notebook-severity = Severity
notebook-problem = Problem
notebook-advice = What to do
notebook-sides = Who against whom
notebook-nothing = Nothing.
notebook-condition = For whom
notebook-place = Where
notebook-title = Title
notebook-publisher = Published by

## The pages that are served, and what tells where

ask-title = Ask the graph
ask-run = Ask
ask-answer = Answer
ask-named = Questions to begin with
ask-back = What is in dispute
ask-first = the first { $count } are shown
ask-against = Against
ask-keys = Ctrl-Enter asks, Ctrl-Space completes, Tab goes on to the next field.
ask-query = The query
serving = serving the graph at { $address } ; Ctrl-C ends it
serving-plain = the editor of queries is not built (`make front` builds it): the page of queries has a plain field
language-name = English
nav-pages = Pages
nav-other = More pages
page-skip = To the content
nav-disputes = Disputes
nav-articles = Articles
nav-claims = Claims
nav-relations = Relations
nav-sources = Sources
nav-events = Events
nav-standpoints = Standpoints
nav-entries = Register
nav-search = Search
nav-missing = There is nothing of this name.
nav-before = Back
nav-after = More

## Pages of the vocabulary

nav-ontology = Vocabulary
nav-terms = Terms
nav-rules = Rules
nav-shapes = Shapes
terms-lead = What the graph says, it says in these terms. Their number: { $count }.
terms-part-claim = Articles, claims, propositions and the register
terms-part-stances = Stances and certainties
terms-part-kinds = Kinds and measures
terms-part-relations = Relations and what they rest on
terms-part-exchange = Verdicts and exchange with partners
terms-sort-classes = class
terms-sort-properties = property
terms-sort-individuals = individual
terms-facts = How it stands to other terms
terms-narrower-than = Narrower than
terms-wider-than = Wider than
terms-from = Said of
terms-to = Its values
terms-one-of = One of
terms-members = Among them
terms-matches = Close to, elsewhere
terms-status-stable = stable
terms-status-testing = in trial
terms-examples = Examples
terms-notes = Notes
terms-shapes = Shapes that look at it
terms-rules = Rules that use it
terms-queries = Queries that use it
terms-used = In this graph
terms-used-times = Times that it is used: { $count }
rules-lead = A rule says when two positions are related. Their number: { $count }.
rules-stances = Stances that meet
rules-any-stance = any
rules-meeting = { $first } – { $second }
rules-finds = Relations that it finds
rules-sql = As a query over pairs of positions
rules-rests = What rests on it in this graph: { $count }
shapes-lead = A shape says how what is written must look, and what is amiss where it does not. Their number: { $count }.
shapes-message = What is said when it is not so
shapes-advice = What to do
shapes-target = What it looks at
shapes-source = As it is written
nav-resource = What the graph says
resource-says = What is said of it
resource-mentioned = Where it is named

## The desk, lists and single things, and the switch of standpoints

desk-numbers = { $disputes } with { $contradictions }, in { $articles } with { $claims }
desk-news = New since you last looked
desk-first-look = This browser looks for the first time. From now on, what is new is listed here.
desk-no-news = Nothing is new.
desk-new = new
desk-other-claims = claims added or removed
desk-mark-seen = I have seen these
desk-only-newest = Only the { $count } articles published last are compared.
desk-nothing-waits = Nothing waits for a decision.
desk-quarantined = Imports in quarantine: { $count }
desk-questions = Open questions
desk-questions-are = What one would have to know to tell whether two claims contradict each other.
desk-all-tensions = All tensions
desk-report = Everything on one page
desk-report-too-large = There are too many relations for one page. Each dispute has its own page; what is written to a file is written by
switch-seen = Seen from:
switch-any = every standpoint at once
switch-nobody = no standpoint
switch-on = Standpoints to switch on
switch-do = Switch
switch-apart = not together with { $others }
switch-marks = What differs from what holds without any standpoint is marked: + holds only with these, − holds only without them.
switch-gained = only from these standpoints
switch-lost = not from these standpoints
switch-of-these = { $count } of them only from these standpoints
switch-gains = Contradictions only from these standpoints: { $count }
switch-loses = Contradictions that fall away: { $count }
switch-unknown = There is no standpoint of this name:
switch-excluded = Nobody holds these together: { $labels }. Choose one of them.
switch-settled = From these standpoints, nothing of this dispute is left.
switch-not-here = This does not hold from the standpoints that are chosen.
said = { $stance }: { $statement }
said-question = { $stance } { $statement }
claim-in-dispute = in dispute
claim-words = In which words
claim-in-article = Show these words in the article
claim-in-text = in the text
claim-slots = What it says, part by part
claim-presupposes = What it takes for granted
claim-related = How it relates to other claims
relation-in-dispute = The dispute that this belongs to
relation-own-page = This contradiction on a page of its own
list-disputed = { $count } in dispute
page-as-data = This page as data:
nav-turn = Parts of this list
search-what = Type a name, or some words of a quote.
entry-register = In the register
entry-named = Named in claims of others ({ $count })
entry-claims = Claims that name it ({ $count })
source-against = Whom it contradicts
source-itself = itself
source-words = Its own words ({ $count })
standpoint-facts = What it holds
standpoint-desk = See what is in dispute from this standpoint
standpoint-changes = What it changes ({ $count })
standpoint-compared = Compared with what holds for somebody who takes no standpoint.
filter-kind = Kind
filter-source = Source
filter-show = Show
filter-all = all
disputed-agreed = Agreed
disputed-nothing = Nothing was found on which both sides agree.
disputed-ask = Ask
disputed-parts = Other disputes that it divides into here
disputed-strongest = The strongest contradictions ({ $count })
disputed-picture = The picture
disputed-related = How its positions are related
disputed-follows = What follows from it

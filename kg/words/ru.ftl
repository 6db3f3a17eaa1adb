# What a person reads, in Russian. DRAFT: to be reviewed by a native reader.
# Labels cannot be inflected: where a case would be needed, they stand after a colon or in quotation marks.

## Numbers, lists and marks

number-signs = 0123456789 ,
join-comma = {", "}
join-semicolon = {"; "}
join-sentences = {" "}
join-and = {" и "}
join-or = {" или "}
join-together = {" вместе с "}
join-and-seen = {" и "}
join-alternatives = {"; или: "}
join-terms = {"; или: "}
join-sum = {" + "}
join-against = {" против: "}
join-chain = {" ← "}
join-nouns = {", "}
list-and = { $first } и { $last }
list-or = { $first } или { $last }
list-nor = { $first } и { $last }
sentence-start = { UPPER($words) }

## Things with their numbers

claims = { $count ->
    [one] { $count } утверждение
    [few] { $count } утверждения
   *[many] { $count } утверждений
}
origins = { $count ->
    [one] { $count } независимый первоисточник
    [few] { $count } независимых первоисточника
   *[many] { $count } независимых первоисточников
}
files = { $count ->
    [one] { $count } файл
    [few] { $count } файла
   *[many] { $count } файлов
}
triples = { $count ->
    [one] { $count } тройка
    [few] { $count } тройки
   *[many] { $count } троек
}
relations = { $count ->
    [one] { $count } связь
    [few] { $count } связи
   *[many] { $count } связей
}
verdicts = { $count ->
    [one] { $count } вердикт
    [few] { $count } вердикта
   *[many] { $count } вердиктов
}
counts = { $count ->
    [one] { $count } подсчёт
    [few] { $count } подсчёта
   *[many] { $count } подсчётов
}
updates = { $count ->
    [one] { $count } обновление
    [few] { $count } обновления
   *[many] { $count } обновлений
}
contradictions = { $count ->
    [one] { $count } противоречие
    [few] { $count } противоречия
   *[many] { $count } противоречий
}
disputes = { $count ->
    [one] { $count } спор
    [few] { $count } спора
   *[many] { $count } споров
}
tensions = { $count ->
    [one] { $count } расхождение
    [few] { $count } расхождения
   *[many] { $count } расхождений
}
chains = { $count ->
    [one] { $count } цепочка передачи
    [few] { $count } цепочки передачи
   *[many] { $count } цепочек передачи
}
common-boxes = { $count ->
    [one] { $count } общее содержание
    [few] { $count } общих содержания
   *[many] { $count } общих содержаний
}
positions = { $count ->
    [one] { $count } позиция
    [few] { $count } позиции
   *[many] { $count } позиций
}
more-sources = ещё { $count }
other-sources = ещё { $count ->
    [one] { $count } источник
    [few] { $count } источника
   *[many] { $count } источников
}
articles = { $count ->
    [one] { $count } статья
    [few] { $count } статьи
   *[many] { $count } статей
}
reviews = { $count ->
    [one] { $count } проверка
    [few] { $count } проверки
   *[many] { $count } проверок
}
records = { $count ->
    [one] { $count } запись
    [few] { $count } записи
   *[many] { $count } записей
}
proposals = { $count ->
    [one] { $count } предложение
    [few] { $count } предложения
   *[many] { $count } предложений
}
rows = { $count ->
    [one] { $count } строка
    [few] { $count } строки
   *[many] { $count } строк
}
bytes = { $count ->
    [one] { $count } байт
    [few] { $count } байта
   *[many] { $count } байт
}
characters = { $count ->
    [one] { $count } знак
    [few] { $count } знака
   *[many] { $count } знаков
}
rdf-files = { $count ->
    [one] { $count } файл RDF
    [few] { $count } файла RDF
   *[many] { $count } файлов RDF
}

## Counts and units

count-at-least = не менее { $low }
count-at-most = не более { $high }
count-more-than = более { $low }
count-fewer-than = менее { $high }
count-none = ни одного
count-range = { $low }–{ $high }
count-exact = { $number }
count-about = около { $number }
count-with-unit = { $number }{ $unit }
count-final = { $number } в общей сложности
unit-percent = {" "}%
unit-km = {" "}км
unit-kilometre = {" "}км
unit-kilometer = {" "}км
unit-m = {" "}м
unit-metre = {" "}м
unit-meter = {" "}м
unit-kg = {" "}кг
unit-kilogram = {" "}кг
unit-tonne = {" "}т
unit-second = {" "}с
unit-minute = {" "}мин
unit-hour = {" "}ч
unit-day = {" "}сут.
unit-litre = {" "}л
unit-liter = {" "}л
unit-usd = {" "}долл. США
unit-eur = {" "}евро
unit-gbp = {" "}фунт. ст.
unit-irr = {" "}иранск. риал.

## Times

time-any = в любое время
time-from = начиная с даты { $time }
time-until = до даты { $time }
time-close = { $first }–{ $last }
time-apart = { $first } – { $last }
time-hours = { $day }, { $first }–{ $last }{ $zone }
time-clock = { $day }, { $hour }
time-day = { $day } { $year }
time-day-of-year = { $day } { $month_of_day }
time-month = { $month } { $year }
zone-utc = {" "}(UTC)
zone-ahead = {" "}(UTC+{ $hours })
zone-behind = {" "}(UTC−{ $hours })
when = { $form ->
    [open] { $time }
    [period] (в промежутке: { $time })
   *[other] (когда: { $time })
}
time-between = { $first } – { $last }
time-hours-between = { $day }, { $first }–{ $last }{ $zone }

## Relations and stances

relation-contradicts = противоречие
relation-tension = расхождение
relation-opposes = противоположные цели
relation-corroborates = согласие
relation-refines = уточнение
relation-supersedes = отозвано или заменено
relation-updates = обновление
relation-supports = поддержка
relation-challenges = возражение
relation-fulfils = сбылось
relation-breaches = не сбылось
stance-asserts = утверждает
stance-denies = отрицает
stance-neither-confirms-nor-denies = не подтверждает и не отрицает
stance-predicts = предсказывает
stance-demands = требует
stance-refuses = отказывается
stance-commits = обязуется
stance-threatens = угрожает
stance-assesses = считает
stance-doubts = сомневается
stance-asks = спрашивает
stances-asserts = утверждают
stances-denies = отрицают
stances-neither-confirms-nor-denies = не подтверждают и не отрицают
stances-predicts = предсказывают
stances-demands = требуют
stances-refuses = отказываются
stances-commits = обязуются
stances-threatens = угрожают
stances-assesses = считают
stances-doubts = сомневаются
stances-asks = спрашивают
asks-presupposing = { $number ->
    [one] спрашивает, исходя из того, что
   *[other] спрашивают, исходя из того, что
}
certainty-certain = достоверно
certainty-probable = вероятно
certainty-possible = возможно
certainty-hearsay = сообщение без указания источника
modifier-adversarial = между противниками
modifier-self-contradiction = противоречие самому себе
modifier-affiliated = внутри одной организации
modifier-hedged = считается лишь возможным
modifier-probable = считается вероятным
modifier-unidentified = один из голосов не установлен
modifier-in-part = частично
modifier-soft = опирается на приблизительное число
modifier-conditional = сказано с условием
condition-if = при условии
condition-until = до тех пор, пока
condition-unless = если только не
rating-true = верно
rating-mostly-true = в основном верно
rating-mixed = отчасти верно, отчасти нет
rating-misleading = вводит в заблуждение
rating-mostly-false = в основном неверно
rating-false = неверно
rating-unproven = не доказано

## Slots, and how two values compare

slot-stance = вид высказывания
slot-kind = вид
slot-agent = действующая сторона
slot-target = цель
slot-instrument = средство
slot-place = место
slot-time = время
slot-measure = показатель
slot-population = среди кого
slot-count = число
slot-value = значение
slot-event = событие
slot-said-by = кем сказано
slot-as-of = по состоянию на
as-to-kind = что это было
as-to-agent = кто это сделал
as-to-target = что было целью
as-to-instrument = каким средством
as-to-place = где
as-to-time = когда
as-to-measure = что подсчитано
as-to-population = кто подсчитан
as-to-count = сколько
as-to-value = что из двух
as-to-event = какое событие
as-to-said-by = кто это сказал
as-to-as-of = когда подсчитано
asked-kind = Что это было
asked-agent = Кто это сделал
asked-target = Что было целью
asked-instrument = Каким средством
asked-place = Где
asked-time = Когда
asked-measure = Что было подсчитано
asked-population = Среди кого велся подсчёт
asked-count = Сколько
asked-value = Что из двух верно
asked-event = Какое это было событие
asked-said-by = Кто это сказал
asked-as-of = На какое время подсчитано каждое из чисел
comparison-equal = одинаково
comparison-narrower = A уже
comparison-broader = B уже
comparison-overlaps = частично совпадают
comparison-disjoint = исключают друг друга
comparison-unknown = неизвестно
comparison-to-others-narrower = A уже каждого из остальных
comparison-to-others-broader = остальные уже, чем A

## What is said of a proposition

value-any = любое
value-unsaid = не сказано
value-only = только { $words }
value-up-to = вплоть до даты { $time }
that = что { $clause }
said-that = источник «{ $who }» сказал, что { $clause }
after-agent = , кто: { $value }
after-target = , цель: { $value }
after-target-alone = {" "}({ $value })
after-instrument = , средство: { $value }
after-place = , место: { $value }
after-time = , { $value }
after-event = {" "}(событие: { $value })
after-value = : { $value }
after-state-target = {" "}({ $value })
after-state-value = : { $value }
after-state-agent = , чьё: { $value }
after-sentence-agent = , кто: { $value }
after-sentence-target = , цель: { $value }
after-sentence-event = {" "}({ $value })
with-count = { $words }: { $count }
clause-state = дело обстоит так: { $words }
clause-named-event = произошло следующее: { $words }
clause-event = произошло следующее: { $words }
counted-population = { $what }: { $number }
counted-measure = { $what }: { $number }
counted-both = { $what }: { $number }
counted-final = { $words } в общей сложности
counted-as-of = { $words }, по состоянию на: { $time }

## Who says it, and on what background

told = { $who } { $stance }: { $statement }
told-question = { $who } { $stance } { $statement }
nobody = никто
named = { BRACKETED($label) }
described = { BRACKETED($label) }
jointly = { $first } (совместно: { $others })
views = { $views }
view = { $label }
bridge-part-of = «{ $subject }» – часть целого «{ $object }»
bridge-commanded-by = «{ $subject }» подчиняется: «{ $object }»
bridge-within = «{ $subject }» находится в границах «{ $object }»
bridge-broader = «{ $subject }» – разновидность понятия «{ $object }»
bridge-distinct-from = «{ $subject }» и «{ $object }» – не одно и то же
bridge-same-as = «{ $subject }» и «{ $object }» – одно и то же
bridge-other = { $subject } – { $relation } – { $object }

## Headlines

headline-contradicts = Слова противоречат друг другу: { $first } – { $second }{ $about }
headline-tension = Слова расходятся: { $first } – { $second }{ $about }
headline-opposes = Цели противоположны: { $first } – { $second }
headline-corroborates = Слова согласуются: { $first } – { $second }
headline-refines = { $first } { $number ->
    [one] говорит
   *[other] говорят
} точнее, чем { $second }{ $about }
headline-supersedes = { $first } { $number ->
    [one] исправляет
   *[other] исправляют
} сказанное ранее: { $second }
headline-updates = { $first } { $number ->
    [one] приводит
   *[other] приводят
} более поздний подсчёт, чем { $second }
headline-supports = Слова «{ $first }» поддерживают оценку «{ $second }»
headline-challenges = Слова «{ $first }» ставят под вопрос оценку «{ $second }»
headline-fulfils = Сообщение «{ $first }» подтверждает, что слово «{ $second }» сдержано
headline-breaches = Сообщение «{ $first }» расходится со словом «{ $second }»
headline-own-contradicts = { $first } { $number ->
    [one] противоречит собственному
   *[other] противоречат собственному
} другому высказыванию{ $about }
headline-own-tension = { $first } { $number ->
    [one] расходится
   *[other] расходятся
} с собственным другим высказыванием{ $about }
headline-own-refines = { $first } { $number ->
    [one] говорит
   *[other] говорят
} точнее, чем в другом собственном высказывании{ $about }
headline-own-supersedes = { $first } { $number ->
    [one] отзывает или заменяет
   *[other] отзывают или заменяют
} собственное прежнее высказывание
headline-doubt-supports = Слова «{ $first }» подкрепляют сомнение «{ $second }»
headline-doubt-challenges = { $second } { $other_number ->
    [one] сомневается
   *[other] сомневаются
} в словах «{ $first }»
headline-presupposition-contradicts = То, из чего { $number ->
    [one] исходит
   *[other] исходят
} { $first }, противоречит словам «{ $second }»{ $about }
headline-presupposition-tension = То, из чего { $number ->
    [one] исходит
   *[other] исходят
} { $first }, расходится со словами «{ $second }»{ $about }
headline-attribution-contradicts = Сообщение о словах «{ $first }» противоречит словам «{ $second }»{ $about }
headline-attribution-tension = Сообщение о словах «{ $first }» расходится со словами «{ $second }»{ $about }
headline-fulfils-commits = По сообщению «{ $first }», обязательство «{ $second }» выполнено
headline-fulfils-threatens = По сообщению «{ $first }», угроза «{ $second }» осуществлена
headline-fulfils-refuses = По сообщению «{ $first }», отказ «{ $second }» остаётся в силе
headline-fulfils-predicts = По сообщению «{ $first }», предсказание «{ $second }» сбылось
headline-breaches-commits = По сообщению «{ $first }», обязательство «{ $second }» нарушено
headline-breaches-threatens = По сообщению «{ $first }», угроза «{ $second }» не осуществлена
headline-breaches-refuses = По сообщению «{ $first }», отказ «{ $second }» отменён
headline-breaches-predicts = По сообщению «{ $first }», предсказание «{ $second }» не сбылось
headline-aim-demands = Требование «{ $first }» отвергнуто, кем: { $second }
headline-aim-commits = Обязательство «{ $first }» отвергнуто, кем: { $second }
headline-in-part = Слова отчасти согласуются: { $first } – { $second }
headline-denials = Опровержение «{ $first }» согласуется с опровержением «{ $second }»
headline-opinions = Оценка «{ $first }» расходится с сомнением «{ $second }»{ $about }
headline-take-back-report = { UPPER($who) } { $number ->
    [one] отзывает
   *[other] отзывают
} собственное сообщение: { $told }
headline-hedged = { $summary } (по словам источника «{ $who }», это лишь возможно)
headline-as-to = {" "}(в чём: { $named })
headline-several = { UPPER($noun) } между высказываниями: { $everybody }
headline-parts = Части, подсчитанные источником «{ $parts }», в сумме больше целого, подсчитанного источником «{ $whole }»
headline-not-all-true = Сказанное не может быть верным одновременно: { $everybody }
headline-on-condition = { $summary }, { $condition }
between-adversarial = { $summary } (противники)
between-affiliated = { $summary } (внутри одной организации)
between-self-contradiction = { $summary } (сам себе)
condition-none = какой бы точки зрения ни придерживаться
condition-unknown = ни при одной известной точке зрения
condition-and-unless = { $needed }, { $unless }
condition-if-held = если принять: { $views }
condition-unless-held = если не принимать: { $views }

## How a number changed

count-change = { $at }число ({ $what }) { $rose ->
    [rose] выросло
    [fell] снизилось
   *[changed] изменилось
} с { $old } ({ $then }) до { $new } ({ $now })
count-replaced = { $at }{ $who } { $number ->
    [one] { $rose ->
        [rose] повышает
        [fell] понижает
       *[changed] меняет
    }
   *[other] { $rose ->
        [rose] повышают
        [fell] понижают
       *[changed] меняют
    }
} число ({ $what }) с { $old } ({ $then }) до { $new } ({ $now })
count-of-whom = { $measure }, { $population }
count-at = { UPPER($event) }:{" "}
count-by-at = { $who }, { $when }
count-more-times = ещё { $count }
count-time-unknown = дата неизвестна
count-period = с { $first } по { $last }

## Cards

card-implied-reported = { $short }: сообщается, что источник «{ $speaker }» сказал, что { $content }
card-presupposes = исходит из этого
card-reported-have-said = как сообщается, сказал
card-counts-none = насчитывает ноль, то есть отрицает любое число
card-opposite = противоположно
card-same = одинаково
card-different = различно
card-denies-any = ноль: отрицается любое число
card-place-of-target = { $derived } (не сказано: где находится цель)
card-see-rule = см. правило
card-not-known-which-later = неизвестно, что позднее
card-count-of-opponent = не обновление: подсчёт противника
card-one-later = одно позднее
card-not-compared = не сравнивается
card-parts-add-up = сумма частей больше A
card-took-back-its-report = своё сообщение об этом отозвано, кем: { $who }
card-since-corrected-by = позже исправлено, кем: { $who }
card-only-possible = лишь возможность: здесь не учитывается
card-counted-at-another-time = здесь не учитывается: подсчитано в другое время
card-takes-no-part-here = здесь не учитывается
card-presupposes-this = исходит из этого
card-its-condition = ставит это условием
card-words-of-source = передаёт это как слова своего источника
card-something-else = говорит об этом нечто иное
card-register-undisputed = реестр, не оспаривается
card-dropped = { $label } (A: { $ours }; B: { $theirs })
card-generalised = { $label }: «{ $ours }» и «{ $theirs }» охватываются понятием «{ $outer }»
card-implied = { $short } { $number ->
    [one] исходит
   *[other] исходят
} из того, что { $clause }
card-total = { $letters }: { $lows } = не менее { $total }; A: { $whole }
card-numbers = { $claims }, { $origins }
card-contested = оспаривается: { $standpoint }
card-contested-held = оспаривается: { $standpoint }, этого мнения: { $holders }

## Readings that dissolve a relation

reading-one-does-not-hold = Не принимается, что { $fact }; это оспаривается.
reading-one-holds = Принимается точка зрения: { $settled }. Тогда решается то, что здесь осталось открытым.
reading-what-denied-are-words = Отрицаются слова, а не их смысл: то же самое было сказано иначе.
reading-who-asks-does-not = Спрашивающий не признаёт того, о чём идёт речь в вопросе; он лишь передаёт сказанное.
reading-word-presupposes-article-not = Слово, которое это предполагает, принадлежит автору статьи, а не говорящему.
reading-words-presuppose-less-than = Слова предполагают меньше, чем счёл аннотатор.
reading-somebody-else-said-name = Это сказал кто-то другой от имени источника «{ $speaker }».
reading-said-on-another-occasion = Это было сказано по другому поводу, чем тот, о котором говорит опровержение.
reading-each-true-at-another = Каждое верно в свой момент: положение изменилось в течение общего для них времени.
reading-one-speaks-state-law = Одно говорит о положении де-юре, другое – о положении де-факто.
reading-two-mean-different-parts = Имеются в виду разные части целого «{ $label }».
reading-both-had-part-neither = В этом участвовали оба, и ни одно высказывание не называет всех участников.
reading-one-names-who-gave = Одно называет того, кто отдал приказ, другое – исполнителя.
reading-belong-together-one-stands = «{ $a }» и «{ $b }» связаны: одно подчиняется другому.
reading-each-names-as-exactly = Каждое называет признак ({ $label }) с той точностью, какую сочло нужной: «{ $ours }» и «{ $theirs }» здесь одно и то же.
reading-one-gives-time-event = Одно называет время события, другое – время сообщения о нём.
reading-lasted-one-gives-its = Это длилось: одно называет начало, другое – конец.
reading-one-names-where-came = Одно называет место, откуда это исходило, другое – куда пришло.
reading-took-place-both-neither = Это произошло и там, и там: ни одно не называет всех мест.
reading-one-names-what-aimed = Одно называет то, во что целились, другое – то, во что попали.
reading-both-were-targets-neither = Целью было и то, и другое, и ни одно высказывание не называет всех целей.
reading-both-were-used-neither = Применялось и то, и другое, и ни одно высказывание не называет всего.
reading-one-names-weapon-other = Одно называет оружие, другое – то, чем оно стреляло, или его носитель.
reading-both-one-after-other = Было и то, и другое, одно после другого или вследствие другого: { $a } и { $b }.
reading-one-them-infers-what = Одно из них лишь делает вывод о том, что это было, видя только последствия.
reading-only-meant-something-narrower = «Только { $value }» относится к чему-то более узкому и оставляет место для другого ({ $label }).
reading-they-do-not-count = Подсчитано не одно и то же: другой период, район или круг людей.
reading-one-numbers-older-count = Одно из чисел старше, и подсчёт после него продолжался.
reading-higher-number-counted-later = Большее число подсчитано позже: тогда это обновление, и оба верны для своего времени.
reading-what-given-as-number = То, что дано как число целого, относится к части или было слишком ранней оценкой.
reading-they-do-not-count-update = Подсчитано не одно и то же: тогда позднее число ничего не говорит о раннем.
reading-later-number-only-told = Более позднее число лишь позже сообщено, а не позже подсчитано.
reading-later-statement-leaves-earlier = Позднее высказывание не отменяет раннего: они о разных предметах или временах.
reading-whoever-takes-back-does = Тот, кто это отзывает, не говорит от имени тех, кто это сказал.
reading-who-holds-something-only = Кто считает нечто лишь возможным, не ошибается, если этого нет: оба высказывания остаются в силе.
reading-another-one-than-meant = Из перечисленного («{ $words }») это другое, чем имеет в виду вторая сторона.
reading-not-the-same = «{ $words }» и «{ $theirs }» – не одно и то же ({ $label }).
reading-parts-overlap-somebody-counted = Части пересекаются: кто-то учтён более чем в одной из них.
reading-whole-counted-earlier-than = Целое подсчитано раньше частей или не включает того, что входит в них.
reading-this-conflict-aims-not = Это столкновение целей, а не фактов: оба высказывания могли быть переданы верно.
reading-condition-one-them-makes = Условие, которое ставит одна из сторон, выполняется, и противостояние кончается.
reading-what-refused-less-than = Отвергнуто меньше, чем требуется: подошло бы другое время, место или способ.
reading-what-foresaw-meant-another = Предсказанное источником «{ $word }» относилось к другому времени, месту или масштабу.
reading-report-wrong-or-made = Сообщение неверно или сделано до истечения предсказанного срока.
reading-came-about-without-or = Это произошло без участия «{ $word }» или по другим причинам.
reading-deed-not-or-time = Это дело не «{ $word }», или срок исполнения слова ещё не истёк.
reading-condition-under-which-said = Условие, с которым это было сказано, не наступило: тогда ничего не исполнено и не нарушено.
reading-what-announced-what-done = Объявленное и сделанное – разные вещи.
reading-what-say-itself-doubt = Сказанное источником «{ $fact }» само сомнительно и тогда ни о чём не говорит.
reading-rests-on-other-grounds = { $what ->
    [doubt] Сомнение
   *[view] Мнение
} источника «{ $view }» имеет другие основания или относится к другому времени.
reading-their-origins-belong-one = Их первоисточники принадлежат друг другу, и один говорит за обоих.
reading-one-them-only-repeats = Одно лишь повторяет другое: тогда это один голос.
reading-they-agree-only-because = Они согласны лишь потому, что нечто опущено ({ $gone }), и имеют в виду разные события.
reading-without = «{ $outer }» без «{ $inner }»
reading-denial-meant-more-narrowly = Опровержение понимается уже, чем написано: { $without }.
reading-names-no = ; в нём не названо: { $missing }
reading-denial-speaks-another-occasion = Опровержение со стороны «{ $b }» относится к другому случаю, чем слова «{ $a }»{ $gap }.
reading-both-are-true-leave = Верно и то, и другое: { $who } не { $number ->
    [one] говорит
   *[other] говорят
}, { $as_to }, и это не «{ $outer }».
reading-both-are-true-another = Верно и то, и другое: под «{ $inner }» здесь имелось в виду не «{ $outer }».
reading-both-are-true-outside = Верно и то, и другое: «{ $inner }» целиком или частично вне «{ $outer }» ({ $label }).
reading-time-set-by-its = Время для { $short } ({ $when }), указанное аннотатором, неверно; основание: «{ $basis }».
reading-taken-for-one-event = Речь о разных событиях, которые аннотаторы приняли за одно ({ $label }).
reading-they-speak-different-events = Речь о разных событиях.
reading-number-vague-may-mean = Число, которое даёт источник «{ $who }», приблизительно ({ $figure }) и может быть больше или меньше.
reading-misquoted = Источник процитирован или понят неверно{ $told }{ $passed_on }.
reading-passed-on-by = ; передано через: { $by }
reading-told = : { $claims } – словами статьи

## Questions

question-taken-one-two-back = Отозвано ли одно из двух высказываний: { $who }?
question-if-so-which-words = Если да: какими словами и кому?
question-do-these-speak-same = Об одном ли событии речь: { $a }; и: { $b }?
question-about = { UPPER($about) }. { $asked }
question-among-what-only-meant = Относится ли «{ $named }» к тому, что исключает слово «только»?
question-when-each-them-counted = Когда подсчитано каждое из чисел: { $count1 } ({ $a }) и { $count2 } ({ $b })?
question-do-both-numbers-count = Одно ли и то же подсчитано в обоих случаях ({ $count1 } и { $count2 }), и нет ли более позднего числа?
question-did-say-so-at = Было ли это вообще сказано, кем: { $who } ({ $stance }: { $statement })?
question-stand-by = { UPPER($who) } всё ещё { $number ->
    [one] стоит
   *[other] стоят
} на своём ({ $stance }: { $statement })?
question-anybody-counted-more-than = Учтён ли кто-то более чем в одной части: { $listing }? Если нет: больше ли целое, чем сказано, или меньше ли одна из частей: { $whole }?
question-had-condition-come-about = Наступило ли к тому времени условие: { $terms }?
question-will-this-come-about = Произойдёт ли это: { $wish }?
question-condition-met = Выполнено ли условие («{ $who }»): { $terms }?
question-do-know-this-independently = Знают ли об этом независимо друг от друга { $a } и { $b }: { $box }?
question-fact = Верно ли, что { $fact }?
bridge-asked-part-of = Верно ли, что { bridge-part-of }?
bridge-asked-commanded-by = Верно ли, что { bridge-commanded-by }?
bridge-asked-within = Верно ли, что { bridge-within }?
bridge-asked-broader = Верно ли, что { bridge-broader }?
bridge-asked-distinct-from = Верно ли, что { bridge-distinct-from }?
bridge-asked-same-as = Верно ли, что { bridge-same-as }?
question-did-say = Правда ли, что источник «{ $speaker }» сказал, что { $said }?
question-did-say-this = Сказал ли источник «{ $speaker }» следующее: { $said }?
question-is-this-so = Так ли это: { $words }?
question-or = { $question }: { $a } или { $b }?
question-can-only-have-denied = { UPPER($who) }: отрицать можно было только то, что было { $end }: имеется ли в виду и { $when }?
question-of-was-it = Из «{ $outer }»: было ли это «{ $inner }»?
question-mark = { $question }?
question-does-come-under = { $slot ->
    [kind] Является ли «{ $inner }» разновидностью понятия «{ $outer }»
    [place] Находится ли «{ $inner }» в границах «{ $outer }»
   *[other] Входит ли «{ $inner }» в «{ $outer }»
}?
question-which-not-true = Что из этого неверно: { $listing }?
question-if-so = Если да: { $question }
question-meant = { $form ->
    [one-of] Что из «{ $words }» это было
   *[who] Кто или что имеется в виду под «{ $words }»
}?
question-meant-is-it = { $form ->
    [one-of] Было ли это из «{ $words }»: «{ $theirs }»
   *[who] Имеется ли в виду под «{ $words }» – «{ $theirs }»
}?
question-or-inside = { $question }: { $a } или { $b }, или одно входит в другое?
question-counting = { $words } – { $nouns }
question-names-none = { UPPER($who) } не { $number ->
    [one] говорит
   *[other] говорят
}, { $as_to }; это { $said }?
question-same-as-to = { UPPER($a) } – «{ $inner }», { $b } – «{ $outer }»: одно ли и то же имеется в виду?
question-happened = Было ли это: { $kind }{ $agent }{ $target }{ $instrument }{ $place }{ $time }?
part-agent = , кто: { $value }
part-target = , цель: { $value }
part-target-alone = {" "}({ $value })
part-instrument = , средство: { $value }
part-place = , место: { $value }
part-time = {" "}{ $value }

## Verdicts

verdict-verdicts = Вердикты
verdict-verdict = Вердикт
verdict-follows = Что из этого следует
verdict-follows-all = Что следует из вердиктов
verdict-together = Что следует из нескольких вместе
verdict-disagree = В чём проверяющие расходятся
verdict-nothing = для других утверждений – ничего
verdict-evidence = Доказательства
verdict-published = Опубликованная проверка
verdict-stated = словами проверяющего: «{ $name }»
verdict-partner = прислано: { $name }
verdict-unaccepted = здесь никем не принято
verdict-revised = пересмотрено более поздним вердиктом
verdict-true = верно
verdict-false = неверно
verdict-true-by = верно, по мнению:
verdict-false-by = неверно, по мнению:
verdict-because = на основании:
verdict-on = об утверждении
verdict-on-claim = { $who } об утверждении { $claim }
verdict-because-of = на основании: { $grounds }
verdict-only-if = только для тех, кто принимает: { $views }
verdict-note = Вердикт принадлежит проверяющему, а то, что из него следует, вычисляется: если нечто верно, то верно и всё, что говорит о нём более общо; если нет, то неверно и всё более частное. Где проверяющие расходятся, показаны оба.

## What keeps a rule from applying

why-found = Что найдено
why-nothing = Между ними ничего не найдено.
why-keeps = Что мешает применить другие правила
why-weaker = не более того, потому что
why-others = Правила о других видах высказываний
why-settled = Известно тем, кто принимает: { $views }
why-with-settled = { $reason } { $settled }.
why-one-position = У них одна позиция: одно повторяет другое или подтверждает его.
why-slot = Признак
why-comparison = Сравнение
why-rule = правило
why-by-rule = { $relation } (правило { $rule })
why-both-assert = оба утверждают
why-not-compared = не сравнивается
needs-denial = одно утверждает, а другое отрицает
needs-presupposition = одно исходит из того, что другое отрицает
needs-attribution = об одном сообщается, что это сказано, а другое отрицает, что это было сказано
needs-assessment = одно из них – мнение
needs-opposed-aims = одно требует или обещает то, что другое отвергает
needs-word-and-deed = одно обещает, угрожает, отказывается или предсказывает, а другое сообщает
needs-corroboration = оба утверждают или оба отрицают
reason-stances = Правило применяется, когда { $needs }.
reason-utterance = Одно о том, что кто-то сказал, другое о том, что есть: они не сравниваются.
reason-kind = Вид: ни «{ $a }», ни «{ $b }» не входит в другое. Если одно – разновидность другого, запишите это в реестр (broader).
reason-apart = { $slot }: «{ $a }» и «{ $b }» исключают друг друга. Если это не так, запишите в реестр, как они связаны, или исправьте утверждение.
reason-apart-time = Время: { $a } и { $b } не пересекаются. Если одна из дат неверна, исправьте её.
reason-apart-event = Событие: «{ $a }» и «{ $b }» – два события. Если это одно, назовите его в обоих утверждениях или запишите same_as.
reason-ratio = Доли сравниваются только в одинаковых границах: { $slot } – «{ $a }» и «{ $b }».
reason-idle = Число от нуля («до …») не говорит, что кто-то был.
reason-left-out = { $slot }: { $who } приводит число и опускает этот признак, что не расходится с опровержением. Если слова его называют, запишите.
reason-outside = { $slot }: «{ $a }» и «{ $b }» не входят одно в другое так, как требует это правило ({ $comparison }).
reason-unsaid = { $slot }: { $who } этого не говорит. Если слова или событие это называют, запишите.
reason-open = { $slot }: неизвестно, как соотносятся «{ $a }» и «{ $b }». Запишите это в реестр или, если это оспаривается, в точку зрения.
reason-not-functional = Ни у одного вида, охватывающего оба, признак { $slot } не единственный. Если единственный, запишите это там (functional: { $name }).
reason-not-same = { $slot }: «{ $a }» и «{ $b }» – не одно и то же.
reason-nested = { $slot }: «{ $a }» и «{ $b }» входят одно в другое: одно лишь точнее.
reason-overlapping = { $slot }: у «{ $a }» и «{ $b }» есть общая часть: верными могут быть оба.
reason-same-value = { $slot }: оба называют одно и то же.
reason-state = Одно из них – состояние, а не событие.
reason-event-not-state = Это события, а не состояния.
reason-event = Оба не называют одного события. Если речь об одном, объявите его и назовите в обоих.
reason-unnamed-event = Не о каждом сказано, о каком событии речь. Если это одно событие, назовите его в обоих.
reason-counted = Одно приводит число: там признаки говорят, что подсчитано.
reason-nowhere = Ни цель, ни место одного не входят в цель или место другого, или они не названы.
reason-not-distinct = В реестре не сказано, что «{ $a }» и «{ $b }» различны. Если ни одно событие не бывает и тем, и другим, запишите distinct_from.
reason-same-kind = Оба говорят о сути события одно и то же, или один лишь говорит точнее.
reason-any-of = { $slot }: не сказано, что именно из нескольких («{ $a }», «{ $b }»).
reason-described = { $slot }: «{ $a }» или «{ $b }» не установлено. Если кто-то говорит, кто или что это, запишите в точку зрения (same_as).
reason-only = Ни одно не говорит, что ничего другого не имеется в виду. Если слова говорят это, запишите (only).
reason-not-apart = { $slot }: «{ $a }» и «{ $b }» не исключают друг друга.
reason-no-number = Одно отрицает лишь число, о котором другое ничего не говорит.
reason-not-of-event = Вид: «{ $a }» или «{ $b }» – не вида этого события.
reason-two-acts = Вид: оба у́же вида события и могут быть двумя действиями в нём.
reason-runs-back = Вид: «{ $a }» и «{ $b }» соотносятся наоборот: ни одно из двух высказываний не точнее.
reason-one-only = { $slot }: возможно только одно, и именно в этом они расходятся.
reason-wider-kind = Вид: подсчитанное («{ $a }») шире отрицаемого («{ $b }»).
reason-beside-count = { $slot }: одно считает «{ $a }», другое – «{ $b }», и у них есть лишь общая часть.
reason-no-count = Не оба приводят число.
reason-measure = «{ $a }» и «{ $b }» измеряют не одно и то же. Если одно – часть другого, запишите это (broader).
reason-numbers-fit = Верными могут быть оба числа: { $a } и { $b }.
reason-no-upper-bound = Меньшее число – лишь нижняя граница: верными могут быть и { $a }, и { $b }.
reason-scope = { $slot }: то, что считает большее число («{ $a }» или «{ $b }»), не входит в то, что считает другое.
reason-later = Один подсчёт позже: он обновляет другой. Если ранний охватывает всё, запишите final: true.
reason-when = Неизвестно, какой подсчёт позже. Запишите, когда сделан каждый (as_of, со временем суток).
reason-event-alone = Общее у них лишь то, что было событие, которое оба называют.
reason-one-voice = Это один голос, или один говорит за другого: второго свидетеля это не даёт.
reason-own-count = Это один голос, чей поздний подсчёт заменяет ранний.
reason-possible = Считать нечто лишь возможным никого ни к чему не обязывает.
reason-left = Утверждение { $claim } больше не учитывается: оно исправлено, или его голос подсчитал заново.
reason-condition = Условие этого правила не выполнено.
reason-corrects = Ни одно не отзывает другого. Если слова отзывают, запишите (corrects).
reason-stronger = Между ними есть нечто более сильное.
hint = { $where }: подсказка: { $first } и { $second } ({ $also }) отделяет от противоречия один признак ({ $rule }). { $told }

## Disputes

dispute-dispute = Спор { $a }
dispute-side = Сторона { $a }
dispute-chains = { $a } без общего источника
dispute-choke-points = все проходят через: { $a }
dispute-circular = по кругу: { $a }
dispute-disputed-if = оспаривается, только если принять: { $views }
dispute-left-corrections = { $a } отзывает { $b }
dispute-left-counts = { $a } заново считает то, что посчитано в { $b }
dispute-beside = также здесь, никому здесь не противореча: { $a }
dispute-astride = { $a } – более чем на одной стороне ({ $b }), не противореча себе
dispute-said-so = что источник «{ $a }» это сказал
dispute-nothing = ничего
dispute-more = … и ещё { $a }
dispute-conflicts = Что не может быть верным одновременно
dispute-if = , если { $a }
dispute-held-by = этого мнения: { $a }
dispute-contested = оспаривается: { $a }
dispute-recorded = того же могут достичь и другие оспариваемые факты
dispute-give-up = От чего меньше всего придётся отказаться
dispute-give-up-bridges = То же, если можно отказаться и от оспариваемых фактов
dispute-that = что { $a }
dispute-unique = и ничем меньшим или равным не обойтись
dispute-others = и есть другие, столь же малые
dispute-bound = вес { $a }; неизвестно, наименьший ли он; наименьший – не менее { $b }
dispute-check-first = Что проверить прежде всего
dispute-settles = решает { $a }, если верно, и { $b }, если неверно
dispute-seen = Если принять: { $a }
dispute-seen-from-none = Без какой-либо точки зрения
dispute-together = можно принять вместе
dispute-too-many = что можно принять вместе: вариантов слишком много
dispute-in-every-one = в каждом из них
dispute-survives = остаётся в каждом
dispute-survives-not = в каждом не остаётся ничего из того, в чём согласны две позиции
dispute-undecided = неизвестно, остаётся ли: { $a }
dispute-title = { $dispute } { $name } ({ $contradictions })
dispute-title-conditional = { $dispute } { $name } ({ $contradictions }, лишь с некоторых точек зрения)
agreements = Кто с кем согласен
agreements-source = источник
agreements-relation = связь
agreements-other = другой источник
agreements-always = всегда
agreements-conditionally = условно
agrees-contradicts = противоречие
agrees-tension = расхождение
agrees-opposes = противоположные цели
agrees-corroborates = подтверждение
agrees-refines = уточнение
agrees-supersedes = отозвано или заменено
agrees-updates = обновление
agrees-supports = поддержка
agrees-challenges = возражение
agrees-fulfils = исполнение
agrees-breaches = нарушение
brief-dispute = { $dispute }:
brief-hangs-on = Зависит от того,
brief-ask = Спросите:
brief-tensions = {" "}Кроме того: { $tensions }.
brief-nothing = Спора нет: никакие две позиции не исключают друг друга.{ $tensions }
brief-all = { $disputes }: { $contradictions }{ $conditional }{ $tensions }.
brief-conditional = {" "}(из них { $count } лишь с некоторых точек зрения)
brief-and-tensions = ; кроме того: { $tensions }
brief-more-sides = ещё { $count ->
    [one] { $count } сторона
    [few] { $count } стороны
   *[many] { $count } сторон
}
brief-about = { $sides } – { $statement }
brief-with-counts = { $who } ({ $counts })
brief-whether = верно ли, что { $fact } (оспаривается)
brief-happened-at-all = произошло ли это вообще
brief-said-at-all = было ли это вообще сказано
brief-whether-said = правда ли, что { $clause }
brief-one-voice = слова, приписываемые источнику «{ $who }»
brief-which-is-so = какое из высказываний верно
edge-denies-words = отрицает, что это было сказано
edge-denies-presupposed = отрицает предполагаемое
edge-contradicts = противоречит

## Counts over time

tally-counts = Как менялись подсчёты
tally-number = №
tally-as-of = По состоянию на
tally-voice = Кто считает
tally-count = Число
tally-how = Как соотносится
tally-claim = Утверждение
tally-no-time = время неизвестно
tally-updates = обновляет { $numbers }
tally-updated = обновлено: { $numbers }
tally-supersedes = заменяет { $numbers }
tally-superseded = заменено: { $numbers }
tally-contradicts = ✗ противоречит: { $numbers }
tally-tension = ? расходится: { $numbers }
tally-numbers = { $counts }, { $updates }, { $contradictions }
tally-caption = Время идёт слева направо, число растёт вверх. Линия соединяет подсчёты одного голоса, точечная ведёт от подсчёта к обновляющему его подсчёту другого голоса.
tally-said = когда это было сказано
tally-published = когда вышла статья
tally-contradicted = не могут быть верны одновременно
tally-conditional = не могут быть верны одновременно – только с некоторых точек зрения
tally-about = примерно или в промежутке
tally-not-asserted = ожидание или мнение, а не утверждение
tally-denied = отрицается или ставится под сомнение
tally-final = окончательное число, а не на тот момент
tally-others = другие голоса
tally-clocks = Время суток{ $zone }
tally-logarithmic = Шкала чисел логарифмическая: каждый шаг – умножение.
tally-begins = Шкала чисел начинается с { $number }, а не с нуля.
tally-cut = Время, когда ничего не подсчитывали, вырезано там, где ось разорвана.
tally-joined = Подсчёты, которые нельзя различить, показаны одним кругом с их количеством; в таблице есть каждый.
tally-unlinked = Противоречий ({ $count }) слишком много для линий: участвующие подсчёты обведены.
tally-by-utterance = Подсчётов без собственного времени: { $count }; они стоят там, где их высказали или опубликовали.
## Places on a map

map-title = Где
map-caption = Места, у которых в реестре есть координаты, на простой сетке градусов: границы не показаны, север вверху.
map-place = Место
map-coordinates = Координаты
map-said = Что о нём говорят
map-asserted = говорят, что там что-то произошло
map-denied = только отрицается или ставится под сомнение
map-both = одни говорят, другие отрицают или сомневаются
map-other = не сказано, что произошло, и не отрицается
map-joined = Места, которые нельзя различить, показаны одним кругом с их количеством; в таблице есть каждое.
map-unplaced = Нет на карте за отсутствием неоспоримых координат: { $places }
map-degrees = { $degrees }°
map-north = { $degrees }° с. ш.
map-south = { $degrees }° ю. ш.
map-east = { $degrees }° в. д.
map-west = { $degrees }° з. д.
map-scale = { $length } км (на { $latitude })
tally-population = { $measure } ({ $population })
tally-title = { $subject }: { $measure }
tally-of-whom = { $count } ({ $population })

## The faces of a card: what they share, the terminal, Markdown

face-slot = Признак
face-comparison = Сравнение
face-pairs = Между кем
face-bridges = На чём основано
face-readings = Отпадает, если
face-question = Какой вопрос это решит
face-common = В чём согласны оба
face-direct = в кавычках
face-told = словами статьи
face-translation = перевод
face-gloss = иными словами
face-condition = при условии
face-total = Сумма
face-dropped = опущено
face-generalised = обобщено
face-origin = первоисточник
face-article = статья
face-from = {" "}←{" "}
face-said = сказано
face-rule = правило
face-hash = хеш входных данных
text-more-pairs = … и ещё { $count }
text-conflict = НЕСОВМЕСТИМО
text-unknown = НЕИЗВЕСТНО
text-implied = Сравнивается как A
text-chain = цепочка
text-relation = связь
text-version = версия
text-rule = правило
quote-at = [{ $language }, { $start }–{ $end }]
title-quoted = «{ $title }»
text-none = ни на чём, кроме самих слов
text-more = … и ещё { $count }
text-left-out = … ещё { $count }; покажут --all или --limit
text-empty = Связей нет.
text-one-voice = один голос
text-repeats = повторяет
text-nothing = Связи нет: сказанное совместимо как есть или не об одном и том же.
markdown-none = Ни на чём, кроме самих слов.
markdown-implied = Что сравнивается как A
markdown-conflict = ✗ несовместимо
markdown-unknown = ? неизвестно
markdown-chain = Цепочка
markdown-version = версия
markdown-relation = связь

## What two standpoints see

compare-numbers = Сколько связей видно. { UPPER($first) }: { $ones }; { $second }: { $others }; общих: { $both }.
compare-only = Видно только с этой точки зрения – { $name }:
compare-nothing = ничего
compare-no-standpoint = без какой-либо точки зрения (none)
compare-view = { $labels } ({ $name })

## What differs between two versions

diff-none = Различий нет.
diff-articles = Статьи
diff-claims = Утверждения
diff-entries = Реестр
diff-facts = Фоновые факты
diff-opponents = Противники
diff-standpoints = Точки зрения
diff-verdicts = Вердикты
diff-contradictions = Противоречия
diff-others = Другие связи
diff-added = добавлено: { $count }
diff-withdrawn = отозвано: { $count }
diff-changed = изменено: { $count }
diff-renamed = переименовано: { $count }
diff-appeared = появилось: { $count }
diff-dissolved = исчезло: { $count }
diff-because = потому что { $words }
diff-more = … и ещё { $count ->
    [one] { $count } причина
    [few] { $count } причины
   *[many] { $count } причин
}
diff-unknown = причина неизвестна
diff-instead = теперь: { $words }
diff-before = раньше: { $words }
diff-condition = действует: { $words }
diff-yes = да
diff-no = нет
diff-nothing = ничего
diff-all-of = { $words } (вместе)
diff-either = одно из: { $words }
diff-register = реестр
diff-on = об утверждении { $words }
cause-claim-added = утверждение { $name } добавлено
cause-claim-withdrawn = утверждение { $name } отозвано
cause-claim-changed = утверждение { $name } изменено
cause-article-changed = статья { $name } изменена
cause-entry-changed = в реестре о «{ $name }» сказано иначе
cause-standpoint-changed = «{ $name }»: изменено
cause-rule-changed = правило { $name } изменено
fact-added-standpoint = { $fact }: теперь это есть в «{ $holder }»
fact-withdrawn-standpoint = { $fact }: этого больше нет в «{ $holder }»
fact-added-register = { $fact }: теперь это есть в реестре
fact-withdrawn-register = { $fact }: этого больше нет в реестре
field-sha256 = текст, по его SHA-256
field-text-withheld = текст не приводится
field-language = язык
field-publisher = издатель
field-published = опубликовано
field-published-basis = основание даты
field-url = адрес
field-licence = лицензия
field-shareable = можно передавать
field-source = источник
field-via = цепочка
field-stance = вид высказывания
field-certainty = достоверность
field-direct = в кавычках
field-said = сказано
field-said-basis = основание времени высказывания
field-basis = основание времени
field-presupposes = предпосылка
field-condition = условие
field-quotation = цитата
field-cue = вводящие слова
field-gloss = иными словами
field-section = раздел
field-type = тип
field-label = название
field-same-as = то же, что
field-functional = одно значение для
field-timeless = вне времени
field-opponents = противники
field-held-by = кто придерживается
field-excludes = несовместимо с
field-claim = утверждение
field-rating = оценка
field-explanation = пояснение
field-evidence = доказательства
field-reviewer = проверяющий
field-date = дата
field-stated = словами проверяющего
field-partner = кем прислано
field-version = версия
field-claims = утверждения
field-positions = позиции
field-slots = сравнение
field-conflict = несовместимо
field-unknown = неизвестно
field-bridges = основано на
field-modifiers = примечания
field-common = в чём согласны оба
field-implied = что сравнивается как A
field-pairs = между голосами
field-only = только
field-condition-form = вид условия
field-corrects = отзывает
field-title = заглавие
field-timezone = часовой пояс
field-article = объявлено для статьи
field-changes = как меняется число
field-ratio = доля
field-unit = единица
field-phrase = как об этом говорят
field-unidentified = не установлено
field-event = событие
field-lat = градусы северной широты
field-lon = градусы восточной долготы

## A partner's bundle

verify-whole = Пакет цел.
verify-failed = { $count ->
    [one] Обнаружена { $count } ошибка:
    [few] Обнаружены { $count } ошибки:
   *[many] Обнаружено { $count } ошибок:
}
verify-producer = составитель
verify-edition = , редакция { $count }
verify-signature = подпись
verify-articles = статьи
verify-checked = проверено
verify-bytes = { $count } побайтно; содержание не рассматривалось
verify-quotations = цитат, сверенных с текстом: { $compared } из { $count }
verify-no-text = цитат, не сверенных с текстом: { $count }; текста в пакете нет, его даёт --text ФАЙЛ
verify-other-shapes = проверено по правилам этой версии, а не тем, что были у составителя
signature-none = нет: ничто не показывает, от кого пакет
signature-named = действительна, ключом, который вы назвали
signature-unnamed = действительна, ключом, который вы не назвали; сверьте его отпечаток с отпечатком составителя
signature-invalid = недействительна
signature-other = действительна, но другим ключом, не тем, что вы назвали

## What partners sent, and what was decided about it

quoted = «{ $text }»
caution = ВНИМАНИЕ: { $text }
imports-none = Ничего не получено.
import-status-in-force = действует
import-status-quarantined = в карантине
import-status-superseded = заменено
import-status-retracted = отозвано
import-signed = подписано ключом { $key }
import-unsigned = без подписи
import-calls-itself = называет себя: { $label }
import-articles = статьи: { $articles }
import-revises = новая редакция: { $imports }
import-until = до { $when }
import-left-out = ПРОПУЩЕНО, потому что никто не смог бы этим пользоваться: { $records }
import-long-text = { $text }… (знаков: { $count })
import-again = уже было получено как { $name }: ничего не изменилось
import-nothing-used = Пока это не исправлено, ничего отсюда не используется; хранится отдельно.
import-flagged = { $name } { $flag }: { $labels }
import-said = { $claims }, { $verdicts } о них
import-more-alike = … и ещё таких же: { $count }
import-reviews = { $reviews } утверждений
import-to-decide = ждут решения: { $proposals }: kg matches
import-new-names = { $count ->
    [one] { $count } новое для нас имя остаётся за ними
    [few] { $count } новых для нас имени остаются за ними
   *[many] { $count } новых для нас имён остаются за ними
}, пока вы не примете: kg matches
import-across = { $contradictions } между их утверждениями и другими: kg relations
import-retracted = { $name }: отозвано
import-verdict-lost = ВНИМАНИЕ: теряет силу принятый вердикт о { $claim }: { $rating }, от { $by }: kg matches
verdicts-on-partners = { $verdicts } об утверждениях партнёров
flag-reverses = содержит знаки, которые переворачивают текст вокруг себя
flag-long = имеет название длиной в { $count } зн.
flag-other-script = похоже на наше { $name }, но буквами другого письма
flag-no-letters = имеет название без букв
flag-mixes = смешивает в одном слове буквы разных алфавитов: { $scripts }
matches-none = Решать нечего.
matches-new = для нас ново и остаётся за ними; если принять, сказанное об этом в их реестре не оспаривается:
matches-section = { $section }:
section-sources = источники
section-places = места
section-things = предметы
section-populations = группы людей
section-kinds = виды
section-events = события
section-names = имена
section-standpoints = точки зрения
section-verdicts = вердикты
section-propositions = высказывания
section-reviews = проверки
match-new = { $theirs }: для нас ново
match-verdict = вердикт { $theirs } о { $ours } учитывается
match-review = проверка { $theirs } относится к { $ours }
match-proposition = { $theirs } говорит то же, что { $ours }
match-name = { $theirs } – это наше { $ours }
match-labelled = { $theirs }: { $label }
match-accepted = { $proposal }  (принято)
match-rejected = { $proposal }  (отклонено)
match-because = потому что: { $reasons }
match-needs = следует из: { $proposals }
match-same-as = и то и другое – { $other }
match-same-label = одинаковое название ({ $languages })
match-same-name = одинаковое имя
match-labels-alike = названия похожи ({ $likeness } из 100)
match-event-name = одинаковое имя, не считая имени статьи
match-same-event = событие того же вида с тем же местом или целью, время пересекается
match-same-facts = содержит те же факты
match-same-slots = все признаки одинаковы
match-taken-in = принимается под собственным именем
match-verdict-says = говорит, верно ли одно из их утверждений, а с ним и то, что говорят другие
match-verdict-by = { $rating }, { $who }
match-accepted-by = принято: { $who }, { $when }
match-by-iri = прямо называет утверждение
match-by-quotation = называет статью и содержит слова утверждения
match-by-likeness = похоже на утверждение по словам
match-likeness = { $way } ({ $score } из 1)
match-none = нет
match-other-label = другое название ({ $languages })
match-name-alone = одинаково только имя
match-other-type = у них это { $theirs }, у нас { $ours }
match-other-identifiers = другие внешние идентификаторы
match-other-functional = единственное значение имеют другие признаки
match-other-changes = числа меняются иначе или являются долями
match-other-unit = считается в другой единице: у них { $theirs }, у нас { $ours }
match-ours-unidentified = неизвестное лицо только у нас
match-theirs-unidentified = неизвестное лицо только у них
match-other-slot = различие ({ $slot }): у них { $theirs }, у нас { $ours }
match-other-facts = в принятых до сих пор именах фактов, которых нет у нас: { $more }, недостающих: { $fewer }
match-shadows = называется как наше { $name }, а это другое
match-rating-unknown = неизвестно, что значит оценка: примите с --rating
match-corrects = исправляет проверку, принятую ранее ({ $who }), о { $about }
match-changed = решение уже было, но сказанное партнёром с тех пор изменилось
match-changed-now = сейчас это не было бы предложено: сказанное партнёром или нами уже не то
match-gone = сейчас не предлагается: партнёр с тех пор исправил проверку, либо она или утверждение не действует
decision-accepted = принято: { $proposal }
decision-rejected = отклонено: { $proposal }
decision-undone = снова открыто: { $proposal }
decisions-left = осталось решить: { $proposals }, из них с предупреждением: { $count }: kg matches
decisions-none = Решать было нечего.
caution-our-base = его IRI начинаются, как наши, с { $base }: ничто не показывает, что они их
caution-base-of = его IRI начинаются с { $base }, как у { $partners }
caution-key-of = подписано ключом, который принадлежит: { $partners }
caution-new-key = ключ подписи раньше не встречался: сверьте его отпечаток с их отпечатком
caution-retracted = то же самое пришло как { $other }, отозвано { $when }
caution-same-edition = { $edition ->
    [0] без номера редакции
   *[other] редакция { $edition }
}, как и { $other }: что новее, неизвестно; 'kg export --bundle --edition' указывает это в пакете
caution-editions = { $edition ->
    [0] без номера редакции
   *[other] редакция { $edition }
}, а { $other } – { $than ->
    [0] без номера
   *[other] редакция { $than }
}: что новее, неизвестно; 'kg export --bundle --edition' указывает это в пакете
caution-looks-like = партнёр { $partner } похож на { $others }, но это другой
caution-called-as-partner = называет себя { $called }, как и партнёр { $partners }, но это другой
caution-called-as-source = называет себя { $called }, как наш источник { $sources }; ничто не говорит, что это он
caution-and-more = { $names } и ещё { $count }
merge-name-gone = { $theirs } было принято как наше { $ours }, которого больше нет
merge-misquoted = { $article } без текста, а в нашем тексте с тем же хешем в этом месте сказано не это
merge-too-many-standpoints = точек зрения больше { $count }; { $name } пропущена
merge-standpoint-left-out = точка зрения { $name } несовместима с нашими и пропущена: { $why }
partner-decided = те, кто это принял
partner-background = что { $partner } считает бесспорным
partner-events = какие события { $partner } приняты за наши
keys-written = записаны { $secret } (храните в тайне) и { $public } (передайте партнёрам)
key-writable = { $place } могут изменять: { $who }
key-group = его группа
key-everybody = все
key-caution = ВНИМАНИЕ: { $who }, так что ключ могут подменить

## What partners sent, on the pages that are served

nav-partners = Партнёры
nav-proposals = Предложения
nav-decisions = Решения
nav-imports = Полученное
exchange-lead = Присланное партнёрами хранится отдельно от нашего. Что два имени значат одно и то же, решает только человек.
exchange-waiting = Что ждёт вас
exchange-open = Предложений ждёт решения: { $count }
exchange-new = Новых для нас имён: { $count }
exchange-claims = в деле: { $claims }
exchange-all-imports = Всё полученное ({ $count })
exchange-import = Получение
exchange-status = Состояние
exchange-when = Когда
exchange-file = Файл
exchange-signature = Подпись
exchange-signed = подписано
exchange-in-use = В деле
exchange-key = Ключ
exchange-first-seen = впервые: { $name }, { $when }
exchange-why-quarantined = Почему в карантине
exchange-record = Откуда это
exchange-partner = Партнёр
exchange-reviews = Проверки
exchange-revises = Исправляет
exchange-revised-by = Исправлено в
exchange-changes = Что изменилось
exchange-no-changes = Оно не исправляет ничего, с чем можно сравнить.
exchange-compared = От { $before } к { $after }
exchange-emptied = Содержание удалено навсегда; эта запись остаётся.
exchange-proposals-lead = Какие имена партнёра могут быть нашими. Ничто не объединяется из-за сходства: пока человек не примет, имя остаётся за ними.
exchange-every-partner = Все партнёры
exchange-show = Показать
exchange-new-heading = для нас ново
exchange-new-lead = Это остаётся за ними. Если принять, сказанное об этом в их реестре не оспаривается.
exchange-for = За
exchange-against = Против
exchange-nothing-against = Ничего не найдено.
exchange-needs = Следует из:
exchange-registers = Что говорят оба реестра
exchange-theirs = У них
exchange-ours = У нас
exchange-decisions-lead = Кто что решил, сначала последнее.
exchange-no-decisions = Пока ничего не решено.
exchange-not-standing = Больше не действует: партнёр с тех пор говорит иное.
exchange-reading-only = Здесь можно только читать. «kg serve --store DIR --write» позволяет решать и принимать файлы.
exchange-by = Кто решает
exchange-rating = Что значит её оценка
exchange-rating-as-said = как сказано
exchange-accept = Принять
exchange-reject = Отклонить
exchange-undo = Отменить
exchange-undo-all = Отменить всё это ({ $count })
exchange-accept-easy = Принять на этой странице то, против чего ничего нет ({ $count })
exchange-retract = Отозвать
exchange-retract-means = Ничто из него больше не действует; оно остаётся в истории. Прежняя версия не возвращается, а принять его можно снова.
exchange-retract-it = Отозвать { $name }
exchange-lost = Теряет силу принятый вердикт: { $claim }: { $rating }, от { $by }
exchange-refused = Ничего не изменилось
exchange-back = Назад
exchange-receive = Принять файл
exchange-receive-lead = Пакет, RDF или ClaimReview от партнёра. Сначала файл проверяется; ничего не меняется, пока вы не увидите, что из этого следует.
exchange-whom = От кого, кратким именем; пакет говорит это сам
exchange-public-key = Открытый ключ, которым он должен быть подписан, если он у вас есть
exchange-examine = Проверить
exchange-examined = { $file }: что из этого следует
exchange-would-quarantine = Он не соответствует правилам. Если принять, останется в карантине, и ничто из него не используется.
exchange-nothing-yet = Пока ничего не изменилось.
exchange-verified = Проверка пакета
exchange-follows = Что последует
exchange-would-be = Станет
exchange-counting = Идёт подсчёт того, что ждёт
exchange-purge = Удалить навсегда
exchange-purge-means = Содержание удаляется из хранилища; остаётся только эта запись, по которой его узнают, если оно придёт снова.
exchange-purge-sure = Я знаю, что вернуть это нельзя
exchange-purge-it = Удалить { $name } навсегда
exchange-was-whole = Пакет пришёл целым.
exchange-no-bundle = Отдельный файл: ничто не показывает, что он цел.
exchange-was-signed = Подпись была верна.
exchange-conforms = Он соответствует правилам.
exchange-conforms-not = Он не соответствует правилам или не может стоять рядом с остальным.
exchange-across = Противоречий между их утверждениями и другими: { $count }
exchange-take-in = Принять
exchange-quarantine-it = Оставить в карантине
exchange-another-file = Другой файл
exchange-takes-time = Хранилище записывается заново, это может занять несколько секунд. Остальные продолжают читать.

## Notes on what was read and written

input-example = ничего не названо, и здесь нет seeds/: это пример из поставки; его записывает 'kg demo'
input-note = примечание: { $note }
input-no-article = предупреждение: там нет ни одной статьи, проверять и сравнивать нечего
input-read-as-it-is = { $file } читается как есть; пакет проверяет 'kg verify', файл RDF – 'kg validate'
input-default-graph-empty = предупреждение: в { $store } утверждения есть только в именованных графах, а запрос их не касается; пусть служба спрашивает объединение своих графов (Fuseki: unionDefaultGraph, Oxigraph: --union-default-graph)
input-built-otherwise = { $store } построено по другим правилам или другой версией программы: дальнейшее вычислено заново; сохранит это 'kg build --store'

hints-most = подсказок даётся не больше { $count }
wrote = записано: { $file }
migrate-none = все события объявлены
export-left-out = пропущено: { $reviews } утверждений; их записывает --format claimreview
export-wrote-signed = записано { $place }: { $files }, с подписью, редакция { $edition }
export-wrote-unsigned = записано { $place }: { $files }, без подписи, редакция { $edition }
export-without-texts = тексты, которые остаются здесь: { $bare } из { $count }; можно ли передавать текст, указывает 'licence' в claims.yaml
export-without-url = проверок без 'url': { $bare } из { $count }; большинство тех, кто собирает проверки, такие пропускает: укажите страницу каждой в verdicts.yaml

## What a check finds

severity-violation = нарушение
severity-warning = предупреждение
severity-info = замечание
finding-claim = { $message } (утверждение { $claim })
finding-at = в { $path }
findings-none = замечаний нет: { $where }
findings-claims = { $articles }, { $claims }

## What rules are about

rules-title = { $name } (версия { $version })
rules-version = Версия { $version }.
rules-problem = Проблема
rules-condition = Условие
rules-example = Пример
rules-dissolves = Снимается

## Stores

store-missing = { $name } отсутствует
store-other-size = { $name }: байт { $found }; было записано { $written }
store-other-bytes = { $name }: байты не те, что были записаны
store-other-triples = троек { $found }; было записано { $written }
store-not-opened = не открывается: { $why }
store-damaged = Хранилище повреждено.
store-whole = Хранилище такое, каким было записано.
store-unrecorded =
    Хранилище читается. Оно создано до того, как стали вести запись, поэтому больше ничего сказать нельзя;
    запись создаст следующее изменение.
purge-done = { $name } удалено: { $what }; запись о нём остаётся
purge-possible = { $name } можно удалить ({ $status }): { $what }; запись о нём остаётся
purge-nothing-done = Ничего не удалено.
purge-nothing = Нет ничего, что вышло из употребления.

## Whether a recorded relation still comes out

replay-confirmed = подтверждено
replay-refuted = не подтверждено
replay-total = подтверждено: { $confirmed }, не подтверждено: { $refuted }
replay-was = { $what }: { $then }, теперь { $now }
replay-at = { $what } ({ $place })
replay-altered = запись изменена после того, как была сделана: { $part }
replay-version = версия правила { $rule }
replay-claim = утверждение { $name }
replay-claim-part = утверждение { $name }, { $part }
replay-there = есть
replay-gone = нет
replay-takes-position = занимает позицию
replay-takes-none = не занимает никакой
replay-implied = подразумевали то, что сравнивалось
replay-not-any-more = больше нет
replay-fact-register = реестр: { $fact }
replay-fact-standpoint = точка зрения { $standpoint }: { $fact }
replay-found = найдено
replay-not-found = не найдено
replay-slot = признак: { $slot }
replay-part-identifier = идентификатор
replay-part-input-hash = хеш входных данных
replay-part-positions = позиции
replay-part-relation = связь
replay-part-conflict = в противоречии
replay-part-holds-if = верно, если
replay-part-unless = если не
replay-part-bridges = фоновые факты
replay-part-modifiers = пометки
replay-part-voices = голоса
replay-part-common-box = общая часть
replay-part-implied-proposition = подразумеваемое высказывание

## What a reasoner finds

reasoner-consistent = непротиворечиво
reasoner-inconsistent = противоречиво
reasoner-follows = следует: { $fact }
reasoner-left-out = пропущено: { $term }
reasoner-written = { $name } записано в { $place }
reasoner-says = сказано: { $fact }
reasoner-given = дано: { $fact }
reasoner-but = но { $axiom }
inconsistent-ontology = онтология противоречива сама по себе, что бы ни говорили реестр и утверждения
inconsistent-register = реестр противоречив сам по себе, что бы ни говорили утверждения: { $names }
inconsistent-background = противоречиво то, что стоит рядом с утверждениями, что бы они ни говорили: { $names }
inconsistent-standpoints = { $count ->
    [1] точка зрения { $names } не согласуется с реестром
   *[other] эти точки зрения нельзя принять вместе: { $names }
}
inconsistent-claims = { $count ->
    [1] утверждение { $names } не может стоять так, как написано
    [2] утверждения { $names } не могут оба стоять так, как написаны
   *[other] утверждения { $names } не могут все стоять так, как написаны
}
fact-is-a = { $subject } – это { $kind }
fact-plain = { $subject } { $property } { $object }
axiom-domain = { $p } бывает у { $kind }
axiom-range = { $p } ведёт к { $kind }
axiom-apart = ничто не есть сразу { $one } и { $other }
axiom-functional = у { $p } не больше одного значения
axiom-inverse-functional = у { $p } не бывает одного значения для двух узлов
axiom-irreflexive = { $p } не ведёт от узла к нему самому
axiom-asymmetric = { $p } не ведёт обратно
axiom-every-has = у каждого { $kind } есть { $what }
axiom-has-has = у чего есть { $what }, у того есть { $more }
axiom-has-is = то, у чего есть { $what }, – это { $kind }
axiom-every-that-has = у каждого { $kind }, у которого есть { $what }, есть { $more }
axiom-disjoint = { $p } и { $other } не ведут к одному узлу
axiom-not = не { $kind }
axiom-value = { $p } со значением { $value }
axiom-itself = само себя как { $p }
axiom-nothing-but = только { $kind } как { $p }
axiom-number = { $form ->
    [exactly] ровно { $count } { $p }
    [least] не меньше { $count } { $p }
   *[most] не больше { $count } { $p }
}
axiom-that-is = { $what } типа { $kind }
axiom-something = что-то

## What is wrong with a bundle

bundle-archive-changed = архив не такой, каким его записал составитель: он повреждён или упакован заново
bundle-archive-changed-advice = его файлы всё равно проверены; если они целы, различается только упаковка
bundle-no-file = нет { $file }
bundle-no-bundle = это не пакет или не весь пакет
bundle-not-json = повреждён: это не JSON
bundle-other-form = не в форме { $form }, версия { $version }
bundle-newer-version = возможно, его прочтёт более новая версия claim-kg
bundle-wrong-digest = повреждён: его дайджест не от его содержимого
bundle-mistake = сказанного в { $at } нет, или оно не того типа
bundle-not-canonical = повреждён: записан не так, как записывают манифест
bundle-bad-name = { $name } – не имя
bundle-articles-twice = называет статью дважды или не по порядку
bundle-files-twice = называет файл дважды или не по порядку
bundle-bad-path = { $path } – не имя файла пакета
bundle-other-files = даёт статье { $name } чужие файлы
bundle-not-named = не называет { $path }, который входит в пакет
bundle-named-in-vain = называет { $path }, который в пакете ни к чему не относится
bundle-no-signature = нет { $file }, хотя манифест говорит, что пакет подписан
bundle-missing = назван в манифесте, но отсутствует
bundle-wrong-size = байт { $found }, а не { $named }, как говорит манифест
bundle-wrong-hash = не тот файл, который называет манифест: SHA-256 другой
bundle-additional = не назван в манифесте
bundle-not-signed = пакет не подписан, и ничто не показывает, что он от того, от кого вы ждёте
bundle-other-text = данный вами текст с SHA-256 { $sha256 } не принадлежит ни одной статье здесь
bundle-media-type = { $path } другого медиатипа
bundle-blank-nodes = содержит безымянные узлы, которых в пакетах нет: о них ничего нельзя сказать извне
bundle-wrong-count = троек { $count }, а не сколько говорит манифест
bundle-wrong-graph-hash = не тот граф, который называет манифест: хеш RDFC-1.0 другой
bundle-other-graph = называет для { $path } другой граф, не { $graph }
bundle-not-alone = не только о статье { $name }
bundle-no-claim = { $claim } – утверждение, которое так не названо, или из другой статьи
bundle-text-withheld = содержит текст, хотя манифест говорит, что он не передаётся
bundle-no-text-of-article = это не текст статьи: SHA-256 другой
bundle-text-not-shareable = не говорит, что его текст можно передавать
bundle-holds-other-text = содержит другой текст, не { $file }
bundle-given-text = у текста, который вы для него дали, другой SHA-256
bundle-not-applied = правила не удалось применить: { $why }
bundle-broken-rule = { $rule }: { $message } { $focus }
bundle-no-claim-judged = вердикт об утверждении, которого здесь нет
bundle-redefined = даёт { $term } собственное значение: { $property } { $value }
bundle-more = замечаний больше { $count }; остальные не перечислены
article-other-text = называет для статьи другой текст, чем манифест
article-other-licence = называет для статьи другую лицензию, чем манифест
catalog-names-another = называет не то, что манифест ({ $part })
catalog-says-another = говорит о { $path } не то, что манифест ({ $part })
catalog-only-manifest = { $path } назван только в манифесте
catalog-only-it = { $path } назван только здесь
catalog-producer = составитель
catalog-software = программа
catalog-ontology = онтология
catalog-shapes = правила
catalog-bytes = размер
catalog-sha256 = SHA-256
catalog-media-type = медиатип
catalog-licence = лицензия
catalog-triples = число троек
catalog-graph = граф
catalog-quotations = лицензия цитат
finding-repeats = { $later } повторяет { $earlier }, и одного из них здесь нет
finding-no-claim = у позиции { $position } нет утверждения
finding-not-between = { $relation } – не между собственными позициями
finding-no-position = { $relation } называет { $position }, а здесь это не позиция
finding-other-claims = { $relation } основана на других утверждениях, чем связывает
finding-wrong-voice = { $pair } приписывает { $voice } утверждения, которых нет или которые чужие
finding-claim-missing = позиция { $position } называет { $claim }, которого здесь нет
finding-other-stance = у позиции { $position } другой вид высказывания, чем у { $claim }
finding-other-proposition = позиция { $position } о другом, чем { $claim }
quotation-two-places = { $quotation } по-разному говорит о своём месте
quotation-incomplete = { $quotation } не говорит, что и где стоит
quotation-not-there = в тексте нет { $exact } на месте { $start }–{ $end }
quotation-other-context = в тексте перед { $exact } или после стоит другое
signed-not-json = повреждена: это не JSON в той форме, в которой записывают подпись
signed-other-form = неизвестной формы
signed-not-hexadecimal = повреждена: ключ или подпись – не шестнадцатеричные
signed-wrong-length = повреждена: ключ или подпись слишком коротки или слишком длинны
signed-wrong-fingerprint = повреждена: отпечаток не от её ключа
signed-other-key = не тем ключом, который называет манифест
signed-other-manifest = это подпись не этого манифеста
signed-another-key = другим ключом, чем названный вами, { $named }: { $found }
signed-ask = спросите того, от кого у вас пакет

## Pages

page-explained = Как связаны эти высказывания и на чём это основано
page-picture = Две стороны и то, что их противопоставляет.
page-picture-dashed = { page-picture } Пунктир: только для тех, кто принимает названную точку зрения.
page-numbers = { $positions }, { $contradictions }.
page-numbers-not-drawn = { page-numbers } Слишком много для рисунка.
page-standpoint-decides = от неё зависит показанных здесь связей: { $count }
page-made-by = Составлено программой
page-more-claims = … и ещё { $count }
page-depends-on-standpoint = зависит от точки зрения
page-show-other-claims-this = показать другие утверждения этой позиции
page-what-compared-as = Что сравнивается как A
page-what-each-says-slot = Что говорит каждая сторона, по признакам
page-background-rests-on-bridges = Факты, на которых это основано (мосты)
page-nothing-but-words-themselves = Ни на чём, кроме самих слов.
page-readings-dissolve = Прочтения, при которых это отпадает
page-question-would-settle = Вопрос, который это решит
page-version = версия
page-relation = связь
page-quoting = ←
page-conflict = несовместимо
page-unknown-mark = ?
page-left-out = … ещё { $count } не показано: сначала идёт то, что яснее и за чем больше голосов. Остальное – на странице, которую пишет kg report --all, или --dispute для одного спора.
page-articles = Статей: { $count }
page-more-articles = и ещё { $count }
page-skip-findings = К результатам
page-who-says-what-what = Кто что говорит и что не может быть верным одновременно
page-only-one-dispute = Только один спор:
page-only-what-holds-for = Только то, что верно для:
page-somebody-who-takes-no = того, кто не придерживается никакой точки зрения
page-in-short = Коротко
page-disputes = Споры
page-counts = Подсчёты
page-figures = Подсчёты и места
page-other-relations = Другие связи
page-article = Статья
page-claims = Утверждения
page-standpoints = Точки зрения
page-how-read-this = Как это читать
page-sides-what-give-up = Стороны; от чего отказаться; что остаётся; что проверить прежде всего
page-no-contradictions = Противоречий нет
page-no-two-positions-exclude = Никакие две позиции не исключают друг друга ни с одной из показанных здесь точек зрения.
page-article-with-every-quote = Статья, в которой отмечена каждая цитата
page-marked-words-are-quotes = Выделенные слова – цитаты, ярче там, где цитаты накладываются; точками подчёркнуты слова, которые их вводят. Буквы ведут к утверждениям.
page-text-may-not-be = Текст нельзя передавать, и он не приводится; здесь только цитаты из него.
page-text-too-long-for = Текст слишком длинен для этой страницы; здесь только цитаты из него.
page-text-parts = В тексте { $size }. Здесь то, что цитируют утверждения на этой странице, и слова вокруг.
page-text-left-out = … пропущено: { $size } …
page-text-here = Знаки с { $first } по { $last } из { $count } и утверждения, которые их цитируют.
page-text-from-start = Читать с начала
page-text-unquoted = Эту часть не цитирует ни одно утверждение.
page-text-turn = Части текста
page-all-claims = Все утверждения
page-claim = Утверждение
page-source-chain = Источник и цепочка
page-words-article = Слова статьи
page-stance-proposition = Вид высказывания и содержание
page-reached-article-directly = попало в статью напрямую
page-basis-time = основание времени
page-standpoints-who-holds-them = Точки зрения и кто их придерживается
page-none-this-taken-as = Ничто из этого не принимается за факт. Это лишь определяет, для кого существует противоречие.
page-claim-position = Утверждение и позиция
page-claim-what-one-source = Утверждение – это то, что один источник в одном высказывании делает с одним содержанием: утверждает его, отрицает, требует. Все утверждения, которые делают одно и то же с одним и тем же содержанием, – одна позиция, сколько бы раз её ни повторили.
page-origin = Первоисточник
page-end-chain-by-which = Конец цепочки, по которой слова попали в статью. Два утверждения с одним первоисточником – один голос.
page-contradiction = Противоречие
page-two-positions-cannot-both = Две позиции, которые не могут быть верны одновременно. Кто отрицает, что произошло что-либо некоторого вида, отрицает и каждый более узкий случай: поэтому в таблице сказано, где A входит в B.
page-tension-corroboration = Расхождение и подтверждение
page-tension-no-contradiction-something = Расхождение – не противоречие: то, что его решило бы, неизвестно или лишь пересекается. Подтверждение – это два разных первоисточника, которые целиком или частично говорят одно и то же.
page-what-give-up-what = От чего отказаться, что остаётся
page-whoever-takes-all-statements = Кто считает верными все высказывания спора, противоречит себе. Меньше всего, от чего придётся отказаться, – это наименьшее число позиций, без которых противоречий не остаётся; принять вместе можно наибольшие наборы без противоречий. То, что есть в каждом из этих наборов или внутри чего в каждом есть какое-нибудь высказывание, остаётся: об этом не спорят. Всё это – подсчёт позиций, и он ничего не говорит о том, какие из них верны.
page-bridge-standpoint = Мост и точка зрения
page-bridge-one-background-fact = Мост – это один фоновый факт, с помощью которого сравниваются два содержания. Неоспариваемые стоят в реестре; оспариваемые принадлежат точке зрения, и то, что на них основано, показано пунктиром и действует только для тех, кто её принимает. Кто прав, здесь не решается.
page-quotes-offsets = Цитаты и их место
page-quotes-are-article-own = Цитаты – собственные слова статьи, без изменений. Два числа под цитатой считают знаки статьи (кодовые позиции Юникода) от 0; второе – номер первого знака после цитаты. Переводы сделаны аннотатором. Управляющие знаки, которые могли бы мешать чтению, показаны их номерами.
page-contents = Содержание
page-presupposes = предполагает
page-hangs-on = зависит от
page-held-by = Придерживаются:
page-not-held-together-with = Несовместимо с
page-after-stance = :
summary-articles = { $count ->
    [one] статья
    [few] статьи
   *[many] статей
}
summary-claims = { $count ->
    [one] утверждение
    [few] утверждения
   *[many] утверждений
}
summary-positions = { $count ->
    [one] позиция
    [few] позиции
   *[many] позиций
}
summary-speakers = { $count ->
    [one] говорящий или передающий
   *[many] говорящих и передающих
}
summary-origins = { $count ->
    [one] независимый первоисточник
    [few] независимых первоисточника
   *[many] независимых первоисточников
}
summary-always = { $count ->
    [one] безусловное противоречие
    [few] безусловных противоречия
   *[many] безусловных противоречий
}
summary-conditional = { $count ->
    [one] противоречие, зависящее от точки зрения
    [few] противоречия, зависящих от точки зрения
   *[many] противоречий, зависящих от точки зрения
}
summary-others = { $count ->
    [one] другая связь
    [few] другие связи
   *[many] других связей
}

## In a notebook

entry-person = лицо
entry-organization = организация
entry-state = государство
entry-outlet = СМИ
entry-group = группа
entry-sources = источник
entry-places = место
entry-things = предмет
entry-populations = население
entry-kinds = вид
entry-events = событие
notebook-graph = Граф утверждений
notebook-claim = Утверждение
notebook-article = Статья
notebook-dispute = Спор
notebook-standpoint = Точка зрения
notebook-entry = Запись
notebook-source = Источник
notebook-facts = Факты фона
notebook-name = Название
notebook-words = Слова статьи
notebook-meaning = Что говорится
notebook-who = Кто её придерживается
notebook-kind = Вид
notebook-rule = Правило
notebook-severity = Важность
notebook-problem = Проблема
notebook-advice = Что делать
notebook-sides = Кто против кого
notebook-nothing = Ничего.
notebook-condition = Для кого
notebook-place = Где
notebook-title = Заголовок
notebook-publisher = Издатель

## The pages that are served, and what tells where

ask-title = Спросить граф
ask-run = Спросить
ask-answer = Ответ
ask-named = С каких вопросов начать
ask-back = О чём спорят
ask-first = показаны первые: { $count }
ask-against = Против
ask-keys = Ctrl-Enter спрашивает, Ctrl-Space дополняет, Tab переходит к следующему полю.
ask-query = Сам запрос
serving = граф доступен по адресу { $address } ; Ctrl-C завершает работу
serving-plain = редактор запросов не собран (его собирает `make front`): на странице запросов простое поле
language-name = Русский
nav-pages = Страницы
nav-other = Ещё
page-skip = К содержанию
nav-disputes = Споры
nav-articles = Тексты
nav-claims = Утверждения
nav-relations = Отношения
nav-sources = Источники
nav-events = События
nav-standpoints = Точки зрения
nav-entries = Реестр
nav-search = Поиск
nav-missing = Под этим именем ничего нет.
nav-before = Назад
nav-after = Дальше

## Pages of the vocabulary

nav-ontology = Словарь
nav-terms = Термины
nav-rules = Правила
nav-shapes = Формы
terms-lead = Всё, что говорит граф, он говорит этими терминами. Их число: { $count }.
terms-part-claim = Тексты, утверждения, суждения и реестр
terms-part-stances = Виды высказываний и степени уверенности
terms-part-kinds = Виды и меры
terms-part-relations = Отношения и то, на чём они держатся
terms-part-exchange = Вердикты и обмен с партнёрами
terms-sort-classes = класс
terms-sort-properties = свойство
terms-sort-individuals = индивид
terms-facts = Связь с другими терминами
terms-narrower-than = Уже, чем
terms-wider-than = Шире, чем
terms-from = О чём говорится
terms-to = Значения
terms-one-of = Один из
terms-members = Среди них
terms-matches = Близко в других словарях
terms-status-stable = устоялся
terms-status-testing = на проверке
terms-examples = Примеры
terms-notes = Примечания
terms-shapes = Формы, которые его проверяют
terms-rules = Правила, которые его используют
terms-queries = Запросы, которые его используют
terms-used = В этом графе
terms-used-times = Сколько раз используется: { $count }
rules-lead = Правило говорит, когда две позиции связаны. Их число: { $count }.
rules-stances = Какие высказывания встречаются
rules-any-stance = любое
rules-meeting = { $first } – { $second }
rules-finds = Какие отношения оно находит
rules-sql = В виде запроса по парам позиций
rules-rests = Что на нём держится в этом графе: { $count }
shapes-lead = Форма говорит, как должно выглядеть записанное и что не так, если это не соблюдено. Их число: { $count }.
shapes-message = Что сообщается, если это не так
shapes-advice = Что делать
shapes-target = Что она проверяет
shapes-source = Как она записана
nav-resource = Что говорит граф
resource-says = Что о нём сказано
resource-mentioned = Где оно названо

## The desk, lists and single things, and the switch of standpoints

desk-numbers = { $disputes }, { $contradictions }; { $articles }, { $claims }
desk-news = Новое с тех пор, как вы смотрели
desk-first-look = Этот браузер смотрит впервые. С этого дня всё новое будет перечислено здесь.
desk-no-news = Нового нет.
desk-new = новое
desk-other-claims = утверждения добавлены или убраны
desk-mark-seen = Я это видел
desk-only-newest = Сравниваются только тексты, опубликованные последними: { $count }.
desk-nothing-waits = Ничто не ждёт решения.
desk-quarantined = Импорт в карантине: { $count }
desk-questions = Открытые вопросы
desk-questions-are = Что нужно узнать, чтобы понять, противоречат ли друг другу два утверждения.
desk-all-tensions = Все напряжения
desk-report = Всё на одной странице
desk-report-too-large = Отношений слишком много для одной страницы. У каждого спора есть своя; в файл всё запишет
switch-seen = Как видно:
switch-any = со всех точек зрения сразу
switch-nobody = ни с какой точки зрения
switch-on = Какие точки зрения принять
switch-do = Принять
switch-apart = несовместимо: { $others }
switch-marks = Отмечено то, чем это отличается от картины без точек зрения: + верно только с ними, − только без них.
switch-gained = только с этих точек зрения
switch-lost = не с этих точек зрения
switch-of-these = из них только с этих точек зрения: { $count }
switch-gains = Противоречия только с этих точек зрения: { $count }
switch-loses = Противоречия, которые отпадают: { $count }
switch-unknown = Нет такой точки зрения:
switch-excluded = Никто не придерживается их вместе: { $labels }. Выберите что-то одно.
switch-settled = С этих точек зрения от этого спора ничего не остаётся.
switch-not-here = С выбранных точек зрения это неверно.
said = { $stance }: { $statement }
said-question = { $stance } { $statement }
claim-in-dispute = оспаривается
claim-words = Какими словами
claim-in-article = Показать эти слова в тексте
claim-in-text = в тексте
claim-slots = Что здесь сказано, по частям
claim-presupposes = Что принимается за данность
claim-related = Как это соотносится с другими утверждениями
relation-in-dispute = Спор, к которому это относится
relation-own-page = Это противоречие на отдельной странице
list-disputed = оспаривается: { $count }
page-as-data = Эта страница как данные:
nav-turn = Части списка
search-what = Введите имя или несколько слов цитаты.
entry-register = В реестре
entry-named = Назван в утверждениях других ({ $count })
entry-claims = Утверждения, где это названо ({ $count })
source-against = Кому противоречит
source-itself = самому себе
source-words = Собственные слова ({ $count })
standpoint-facts = Что она утверждает
standpoint-desk = О чём спорят с этой точки зрения
standpoint-changes = Что она меняет ({ $count })
standpoint-compared = По сравнению с тем, что верно для того, кто не занимает никакой точки зрения.
filter-kind = Вид
filter-source = Источник
filter-show = Показать
filter-all = все
disputed-agreed = Согласны в том
disputed-nothing = Не найдено ничего, в чём стороны согласны.
disputed-ask = Спросить
disputed-parts = Другие споры, на которые он здесь распадается
disputed-strongest = Самые сильные противоречия ({ $count })
disputed-picture = Рисунок
disputed-related = Как связаны его позиции
disputed-follows = Что из него следует

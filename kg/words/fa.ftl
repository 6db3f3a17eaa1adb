# What a person reads, in Persian. A message is one line, `name = text`; `{ $x }` stands for what it is told.

## Numbers, lists and marks

# The ten digits, what stands between thousands, and the decimal sign.
number-signs = ۰۱۲۳۴۵۶۷۸۹٬٫
join-comma = {"، "}
join-semicolon = {"؛ "}
join-sentences = {" "}
join-and = {" و "}
join-or = {" یا "}
join-together = {" همراه با "}
join-and-seen = {" همراه با "}
join-alternatives = {"؛ یا "}
join-terms = {"؛ یا "}
join-sum = {" و "}
join-against = {" در برابر "}
join-chain = {" به نقل از "}
join-nouns = {" "}
list-and = { $first } و { $last }
list-or = { $first } یا { $last }
list-nor = { $first } و { $last }
sentence-start = { $words }

## Things with their numbers

claims = { $count } ادعا
origins = { $count ->
    [0] بدون خاستگاه شناخته‌شده
   *[other] { $count } خاستگاه مستقل
}
files = { $count } پرونده
triples = { $count } سه‌تایی
relations = { $count } رابطه
verdicts = { $count } داوری
counts = { $count } شمار
updates = { $count } به‌روزرسانی
contradictions = { $count } تناقض
disputes = { $count } مناقشه
tensions = { $count } تنش
chains = { $count } زنجیرهٔ نقل
common-boxes = { $count } وجه مشترک
positions = { $count } موضع
more-sources = { $count } منبع دیگر
other-sources = { $count } منبع دیگر
articles = { $count } متن
reviews = { $count } راستی‌آزمایی
records = { $count } رکورد
proposals = { $count } پیشنهاد
rows = { $count } سطر
bytes = { $count } بایت
characters = { $count } نویسه
rdf-files = { $count } پروندهٔ RDF

## Counts and units

count-at-least = دست‌کم { $low }
count-at-most = حداکثر { $high }
count-more-than = بیش از { $low }
count-fewer-than = کمتر از { $high }
count-none = هیچ
count-range = { $low } تا { $high }
count-exact = { $number }
count-about = حدود { $number }
count-with-unit = { $number }{ $unit }
count-final = { $number } (در مجموع)
unit-percent = {" "}درصد
unit-km = {" "}کیلومتر
unit-kilometre = {" "}کیلومتر
unit-kilometer = {" "}کیلومتر
unit-m = {" "}متر
unit-metre = {" "}متر
unit-meter = {" "}متر
unit-kg = {" "}کیلوگرم
unit-kilogram = {" "}کیلوگرم
unit-tonne = {" "}تن
unit-second = {" "}ثانیه
unit-minute = {" "}دقیقه
unit-hour = {" "}ساعت
unit-day = {" "}روز
unit-litre = {" "}لیتر
unit-liter = {" "}لیتر
unit-usd = {" "}دلار آمریکا
unit-eur = {" "}یورو
unit-gbp = {" "}پوند
unit-irr = {" "}ریال

## Times

time-any = هر زمانی
time-from = از { $time } به بعد
time-until = تا { $time }
time-close = { $first } تا { $last }
time-apart = { $first } تا { $last }
time-hours = { $day }، ساعت { $first } تا { $last }{ $zone }
time-clock = { $day }، ساعت { $hour }
time-day = { $day } { $year }
time-day-of-year = { $day } { $month }
time-month = { $month } { $year }
zone-utc = {" "}به وقت گرینویچ
zone-ahead = ، گرینویچ + { $hours } ساعت
zone-behind = ، گرینویچ − { $hours } ساعت
when = { $form ->
    [open] { $time }
    [period] بین { $time }
   *[other] در { $time }
}
time-between = { $first } و { $last }
time-hours-between = { $first } و { $last } در { $day }{ $zone }

## Relations and stances

relation-contradicts = تناقض
relation-tension = تنش
relation-opposes = تقابل خواست‌ها
relation-corroborates = هم‌خوانی
relation-refines = جزئیات بیشتر
relation-supersedes = بازپس‌گیری یا جایگزینی
relation-updates = به‌روزرسانی
relation-supports = پشتیبانی
relation-challenges = به چالش کشیدن
relation-fulfils = عملی شدن گفته
relation-breaches = عملی نشدن گفته
stance-asserts = می‌گوید
stance-denies = تکذیب می‌کند
stance-neither-confirms-nor-denies = نه تأیید می‌کند و نه تکذیب
stance-predicts = پیش‌بینی می‌کند
stance-demands = می‌خواهد
stance-refuses = نمی‌پذیرد
stance-commits = تعهد می‌دهد
stance-threatens = تهدید می‌کند
stance-assesses = بر این باور است
stance-doubts = تردید دارد
stance-asks = می‌پرسد
stances-asserts = می‌گویند
stances-denies = تکذیب می‌کنند
stances-neither-confirms-nor-denies = نه تأیید می‌کنند و نه تکذیب
stances-predicts = پیش‌بینی می‌کنند
stances-demands = می‌خواهند
stances-refuses = نمی‌پذیرند
stances-commits = تعهد می‌دهند
stances-threatens = تهدید می‌کنند
stances-assesses = بر این باورند
stances-doubts = تردید دارند
stances-asks = می‌پرسند
asks-presupposing = { $number ->
    [one] می‌پرسد و پیش‌فرض می‌گیرد که
   *[other] می‌پرسند و پیش‌فرض می‌گیرند که
}
certainty-certain = قطعی
certainty-probable = محتمل
certainty-possible = ممکن
certainty-hearsay = گزارش بی‌منبع
modifier-adversarial = میان دو طرف مخالف
modifier-self-contradiction = تناقض با خود
modifier-affiliated = درون یک مجموعه
modifier-hedged = تنها یک احتمال
modifier-probable = به گفتهٔ گوینده محتمل
modifier-unidentified = یک صدا ناشناس است
modifier-in-part = تا اندازه‌ای
modifier-soft = بر عددی تقریبی تکیه دارد
modifier-conditional = گفته‌ای مشروط
condition-if = به شرط
condition-until = تا زمانی که
condition-unless = مگر آنکه
rating-true = درست
rating-mostly-true = بیشتر درست
rating-mixed = آمیخته‌ای از درست و نادرست
rating-misleading = گمراه‌کننده
rating-mostly-false = بیشتر نادرست
rating-false = نادرست
rating-unproven = اثبات‌نشده

## Slots, and how two values compare

slot-stance = نوع اظهار
slot-kind = نوع
slot-agent = عامل
slot-target = هدف
slot-instrument = وسیله
slot-place = مکان
slot-time = زمان
slot-measure = سنجه
slot-population = در میان
slot-count = شمار
slot-value = مقدار
slot-event = رویداد
slot-said-by = به گفتهٔ
slot-as-of = زمان شمارش
as-to-kind = چیستی رویداد
as-to-agent = عامل رویداد
as-to-target = هدف
as-to-instrument = وسیلهٔ به‌کاررفته
as-to-place = مکان
as-to-time = زمان
as-to-measure = آنچه شمرده شده
as-to-population = گروه شمرده‌شده
as-to-count = عدد
as-to-value = مقدار
as-to-event = خود رویداد
as-to-said-by = گوینده
as-to-as-of = زمان شمارش
asked-kind = چه بوده است
asked-agent = چه کسی این کار را کرده است
asked-target = هدف چه بوده است
asked-instrument = با چه وسیله‌ای
asked-place = در کجا
asked-time = در چه زمانی
asked-measure = چه چیزی شمرده شده است
asked-population = در میان چه کسانی شمرده شده است
asked-count = عدد درست کدام است
asked-value = کدام‌یک درست است
asked-event = کدام رویداد بوده است
asked-said-by = چه کسی آن را گفته است
asked-as-of = هر یک چه زمانی شمرده شده است
comparison-equal = یکسان
comparison-narrower = A محدودتر است
comparison-broader = B محدودتر است
comparison-overlaps = هم‌پوشانی دارند
comparison-disjoint = یکدیگر را نفی می‌کنند
comparison-unknown = نامعلوم
comparison-to-others-narrower = A از همهٔ دیگران محدودتر است
comparison-to-others-broader = دیگران از A محدودترند

## What is said of a proposition

value-any = هر چه باشد
value-unsaid = گفته نشده
value-only = فقط { $words }
value-up-to = تا { $time }
that = اینکه { $clause }
said-that = { $who } { $number ->
    [one] گفته است
   *[other] گفته‌اند
} که { $clause }
after-agent = {" "}از سوی { $value }
after-target = ، هدف: { $value }
after-target-alone = {" "}({ $value })
after-instrument = ، با { $value }
after-place = ، در { $value }
after-time = ، { $value }
after-event = {" "}(رویداد: { $value })
after-value = : { $value }
after-state-target = {" "}({ $value })
after-state-value = : { $value }
after-state-agent = ، دارنده: { $value }
after-sentence-agent = ، از سوی { $value }
after-sentence-target = ، هدف: { $value }
after-sentence-event = {" "}({ $value })
with-count = { $words }: { $count }
clause-state = چنین است: { $words }
clause-named-event = چنین رخ داده است: { $words }
clause-event = چنین رخ داده است: { $words }
counted-population = { $number } ({ $what })
counted-measure = { $what }: { $number }
counted-both = { $measure }: { $number } ({ $population })
counted-final = { $words } (در مجموع)
counted-as-of = { $words }، بنا بر شمارش { $time }

## Who says it, and on what background

told = { $who } { $stance }: { $statement }
told-question = { $who } { $stance } { $statement }
nobody = هیچ‌کس
named = { BRACKETED($label) }
described = { BRACKETED($label) }
jointly = { $first } (همراه با { $others })
views = { $views }
view = { $label }
bridge-part-of = «{ $subject }» بخشی از «{ $object }» است
bridge-commanded-by = «{ $subject }» زیر فرمان «{ $object }» است
bridge-within = «{ $subject }» در «{ $object }» جای دارد
bridge-broader = «{ $subject }» گونه‌ای از «{ $object }» است
bridge-distinct-from = «{ $subject }» از «{ $object }» جداست
bridge-same-as = «{ $subject }» همان «{ $object }» است
bridge-other = { $subject } – { $relation } – { $object }

## Headlines

headline-contradicts = سخن { $first } با سخن { $second }{ $about } تناقض دارد
headline-tension = سخن { $first } با سخن { $second }{ $about } در تنش است
headline-opposes = خواست { $first } با خواست { $second } در تقابل است
headline-corroborates = سخن { $first } با سخن { $second } هم‌خوان است
headline-refines = سخن { $first }{ $about } دقیق‌تر از سخن { $second } است
headline-supersedes = { $first } سخن پیشین { $second } را تصحیح { $number ->
    [one] می‌کند
   *[other] می‌کنند
}
headline-updates = شمارش { $first } تازه‌تر از شمارش { $second } است
headline-supports = سخن { $first } از ارزیابی { $second } پشتیبانی می‌کند
headline-challenges = سخن { $first } ارزیابی { $second } را به چالش می‌کشد
headline-fulfils = سخن { $first } از عملی شدن گفتهٔ { $second } خبر می‌دهد
headline-breaches = سخن { $first } از نقض گفتهٔ { $second } خبر می‌دهد
headline-own-contradicts = دو سخن { $first }{ $about } با هم تناقض دارند
headline-own-tension = دو سخن { $first }{ $about } با هم در تنش‌اند
headline-own-refines = یکی از سخنان { $first }{ $about } دقیق‌تر از دیگری است
headline-own-supersedes = { $first } سخن پیشین خود را پس { $number ->
    [one] می‌گیرد یا عوض می‌کند
   *[other] می‌گیرند یا عوض می‌کنند
}
headline-doubt-supports = سخن { $first } تردید { $second } را تقویت می‌کند
headline-doubt-challenges = { $second } در سخن { $first } تردید { $other_number ->
    [one] دارد
   *[other] دارند
}
headline-presupposition-contradicts = آنچه { $first } پیش‌فرض { $number ->
    [one] گرفته
   *[other] گرفته‌اند
} با سخن { $second }{ $about } تناقض دارد
headline-presupposition-tension = آنچه { $first } پیش‌فرض { $number ->
    [one] گرفته
   *[other] گرفته‌اند
} با سخن { $second }{ $about } در تنش است
headline-attribution-contradicts = گزارشی که از سخن { $first } داده شده با سخن { $second }{ $about } تناقض دارد
headline-attribution-tension = گزارشی که از سخن { $first } داده شده با سخن { $second }{ $about } در تنش است
headline-fulfils-commits = به گفتهٔ { $first }، تعهد { $second } عملی شده است
headline-fulfils-threatens = به گفتهٔ { $first }، تهدید { $second } عملی شده است
headline-fulfils-refuses = به گفتهٔ { $first }، { $second } بر امتناع خود مانده است
headline-fulfils-predicts = به گفتهٔ { $first }، پیش‌بینی { $second } درست از آب درآمده است
headline-breaches-commits = به گفتهٔ { $first }، تعهد { $second } نقض شده است
headline-breaches-threatens = به گفتهٔ { $first }، تهدید { $second } عملی نشده است
headline-breaches-refuses = به گفتهٔ { $first }، { $second } از امتناع خود برگشته است
headline-breaches-predicts = به گفتهٔ { $first }، پیش‌بینی { $second } درست از آب درنیامده است
headline-aim-demands = { $second } خواست { $first } را { $other_number ->
    [one] نمی‌پذیرد
   *[other] نمی‌پذیرند
}
headline-aim-commits = { $second } تعهد { $first } را { $other_number ->
    [one] نمی‌پذیرد
   *[other] نمی‌پذیرند
}
headline-in-part = سخن { $first } تا اندازه‌ای با سخن { $second } هم‌خوان است
headline-denials = تکذیب { $first } با تکذیب { $second } هم‌خوان است
headline-opinions = ارزیابی { $first } با تردید { $second }{ $about } در تنش است
headline-take-back-report = { $who } این گزارش خود را پس { $number ->
    [one] می‌گیرد
   *[other] می‌گیرند
}: { $told }
headline-hedged = { $summary } (به گفتهٔ { $who } تنها یک احتمال است)
headline-as-to = {" "}دربارهٔ { $named }
headline-several = { $noun } میان سخنان { $everybody }
headline-parts = جمع بخش‌ها به شمارش { $parts } از کل به شمارش { $whole } بیشتر است
headline-not-all-true = سخنان { $everybody } نمی‌توانند همه با هم درست باشند
headline-on-condition = { $summary }، { $condition }
between-adversarial = { $summary } (دو طرف مخالف)
between-affiliated = { $summary } (درون یک مجموعه)
between-self-contradiction = { $summary } (با خودش)
condition-none = از هر دیدگاهی
condition-unknown = با هیچ دیدگاه شناخته‌شده‌ای
condition-and-unless = { $needed }، { $unless }
condition-if-held = با پذیرفتن { $views }
condition-unless-held = مگر با پذیرفتن { $views }

## How a number changed

count-change = { $at }شمار «{ $what }» از { $old } ({ $then }) به { $new } ({ $now }) رسیده است
count-replaced = { $at }{ $who } شمار «{ $what }» را از { $old } ({ $then }) به { $new } ({ $now }) { $rose ->
    [rose] بالا
    [fell] پایین
   *[changed] تغییر
} { $rose ->
    [rose] { $number ->
        [one] برده است
       *[other] برده‌اند
    }
    [fell] { $number ->
        [one] آورده است
       *[other] آورده‌اند
    }
   *[changed] { $number ->
        [one] داده است
       *[other] داده‌اند
    }
}
count-of-whom = { $measure } ({ $population })
count-at = { $event }:{" "}
count-by-at = { $who }، { $when }
count-more-times = { $count } شمارش دیگر
count-time-unknown = زمان نامعلوم
count-period = { $first } تا { $last }

## Cards

card-implied-reported = { $short }: به گزارش متن، { $speaker } گفته است که { $content }
card-presupposes = پیش‌فرض می‌گیرد
card-reported-have-said = بنا به گزارش گفته است
card-counts-none = می‌گوید: هیچ
card-opposite = متضاد
card-same = یکسان
card-different = متفاوت
card-denies-any = هیچ
card-place-of-target = { $derived } (گفته نشده؛ جای هدف است)
card-see-rule = بنا بر قاعده
card-not-known-which-later = معلوم نیست کدام دیرتر است
card-count-of-opponent = به‌روزرسانی نیست: شمارش طرف مخالف است
card-one-later = یکی تازه‌تر است
card-not-compared = سنجیده نشده
card-parts-add-up = جمع بخش‌ها از A بیشتر است
card-took-back-its-report = { $who } این گزارش خود را پس { $number ->
    [one] گرفته است
   *[other] گرفته‌اند
}
card-since-corrected-by = { $who } بعداً آن را تصحیح { $number ->
    [one] کرده است
   *[other] کرده‌اند
}
card-only-possible = تنها یک احتمال است و اینجا به حساب نیامده
card-counted-at-another-time = اینجا به حساب نیامده: در زمان دیگری شمرده شده است
card-takes-no-part-here = اینجا به حساب نیامده است
card-presupposes-this = این را پیش‌فرض می‌گیرد
card-its-condition = این را شرط خود می‌داند
card-words-of-source = این را سخن منبع خود می‌داند
card-something-else = دربارهٔ آن چیز دیگری می‌گوید
card-register-undisputed = دانش پایه، بی‌مناقشه
card-dropped = { $label } (A: { $ours }؛ B: { $theirs })
card-generalised = { $label }: «{ $ours }» و «{ $theirs }» هر دو جزو «{ $outer }» هستند
card-implied = { $short } پیش‌فرض { $number ->
    [one] می‌گیرد
   *[other] می‌گیرند
} که { $clause }
card-total = مجموع { $letters }: { $lows }، دست‌کم { $total }؛ در برابر A: { $whole }
card-numbers = { $claims }، { $origins }
card-contested = محل اختلاف: { $standpoint }
card-contested-held = محل اختلاف: { $standpoint }، به باور { $holders }

## Readings that dissolve a relation

reading-one-does-not-hold = کسی نمی‌پذیرد که { $fact }؛ این محل اختلاف است.
reading-one-holds = کسی این دیدگاه را می‌پذیرد: { $settled }؛ آن‌گاه آنچه اینجا باز مانده روشن می‌شود.
reading-what-denied-are-words = آنچه تکذیب شده عین واژه‌هاست، نه معنای آن‌ها: همان معنا با واژه‌های دیگری گفته شده است.
reading-who-asks-does-not = پرسنده آنچه را در پرسش آمده نپذیرفته است و فقط آنچه را گفته می‌شود بازمی‌گوید.
reading-word-presupposes-article-not = واژه‌ای که این پیش‌فرض را در خود دارد از نویسندهٔ متن است، نه از گوینده.
reading-words-presuppose-less-than = این سخن کمتر از آن را پیش‌فرض می‌گیرد که یادداشت‌نویس برداشت کرده است.
reading-somebody-else-said-name = کس دیگری آن را از قول { $speaker } گفته است.
reading-said-on-another-occasion = آن سخن در موقعیتی جز آنچه تکذیب به آن بازمی‌گردد گفته شده است.
reading-each-true-at-another = هر کدام در لحظه‌ای دیگر درست است: وضع در همان بازهٔ زمانی مشترک دگرگون شده است.
reading-one-speaks-state-law = یکی از وضع حقوقی سخن می‌گوید و دیگری از وضع واقعی.
reading-two-mean-different-parts = منظور دو طرف بخش‌های متفاوتی از «{ $label }» است.
reading-both-had-part-neither = هر دو در آن دست داشته‌اند و هیچ‌کدام همهٔ دست‌اندرکاران را نام نمی‌برد.
reading-one-names-who-gave = یکی از دستوردهنده نام می‌برد و دیگری از مجری.
reading-belong-together-one-stands = «{ $a }» و «{ $b }» به هم وابسته‌اند: یکی زیر فرمان دیگری است.
reading-each-names-as-exactly = هر کدام { $label } را به دقتی که می‌خواسته نام برده است: «{ $ours }» و «{ $theirs }» در اینجا یکی است.
reading-one-gives-time-event = یکی زمان رویداد را می‌گوید و دیگری زمان گزارش آن را.
reading-lasted-one-gives-its = رویداد ادامه داشته است: یکی آغاز آن را می‌گوید و دیگری پایانش را.
reading-one-names-where-came = یکی جایی را نام می‌برد که از آن آغاز شده و دیگری جایی را که به آن رسیده است.
reading-took-place-both-neither = در هر دو جا رخ داده است و هیچ‌کدام همهٔ جاها را نام نمی‌برد.
reading-one-names-what-aimed = یکی آنچه را نشانه گرفته شده نام می‌برد و دیگری آنچه را آسیب دیده است.
reading-both-were-targets-neither = هر دو هدف بوده‌اند و هیچ‌کدام همهٔ هدف‌ها را نام نمی‌برد.
reading-both-were-used-neither = هر دو به کار رفته‌اند و هیچ‌کدام همهٔ وسیله‌ها را نام نمی‌برد.
reading-one-names-weapon-other = یکی سلاح را نام می‌برد و دیگری آنچه را پرتاب شده یا آنچه سلاح را حمل کرده است.
reading-both-one-after-other = هر دو رخ داده است، یکی پس از دیگری یا در پی آن: { $a } و { $b }.
reading-one-them-infers-what = یکی از آن دو چیستی رویداد را حدس زده و تنها پیامد آن را دیده است.
reading-only-meant-something-narrower = «فقط { $value }» دربارهٔ چیزی محدودتر گفته شده و جا برای دیگر موارد می‌گذارد ({ $label }).
reading-they-do-not-count = موضوع شمارش یکی نیست: بازهٔ زمانی، ناحیه یا گروه دیگری شمرده شده است.
reading-one-numbers-older-count = یکی از شمارها قدیمی‌تر است و شمارش پس از آن ادامه یافته است.
reading-higher-number-counted-later = شمار بیشتر دیرتر به دست آمده است: آن‌گاه به‌روزرسانی است و هر دو برای زمان خود درست‌اند.
reading-what-given-as-number = آنچه شمار کل دانسته شده شمار بخشی از آن است یا برآوردی زودهنگام بوده است.
reading-they-do-not-count-update = موضوع شمارش یکی نیست: آن‌گاه شمار تازه‌تر چیزی دربارهٔ شمار پیشین نمی‌گوید.
reading-later-number-only-told = شمار تازه‌تر فقط دیرتر گفته شده است، نه آنکه دیرتر شمرده شده باشد.
reading-later-statement-leaves-earlier = سخن تازه‌تر سخن پیشین را بر جای می‌گذارد: موضوع یا زمان آن دو یکی نیست.
reading-whoever-takes-back-does = کسی که آن را پس می‌گیرد از طرف گویندهٔ آن سخن نمی‌گوید.
reading-who-holds-something-only = کسی که چیزی را فقط محتمل می‌داند، اگر خلاف آن درآید هم خطا نکرده است: هر دو سخن می‌تواند بماند.
reading-another-one-than-meant = از میان «{ $words }» آن دیگری است، نه آنکه طرف دیگر می‌گوید.
reading-not-the-same = «{ $words }» و «{ $theirs }» یکی نیستند ({ $label }).
reading-parts-overlap-somebody-counted = بخش‌ها با هم اشتراک دارند: کسی در بیش از یکی از آن‌ها شمرده شده است.
reading-whole-counted-earlier-than = کل پیش از بخش‌ها شمرده شده یا آنچه را در بخش‌ها آمده در بر ندارد.
reading-this-conflict-aims-not = این تقابل خواست‌هاست، نه تناقض در واقعیت: هر دو سخن ممکن است درست گزارش شده باشند.
reading-condition-one-them-makes = شرطی که یکی از آن دو گذاشته برآورده می‌شود و تقابل پایان می‌یابد.
reading-what-refused-less-than = آنچه پذیرفته نشده کمتر از چیزی است که خواسته شده: زمان، مکان یا شیوهٔ دیگری چاره‌ساز است.
reading-what-foresaw-meant-another = پیش‌بینی { $word } دربارهٔ زمان، مکان یا اندازهٔ دیگری بوده است.
reading-report-wrong-or-made = گزارش نادرست است یا پیش از پایان زمان پیش‌بینی‌شده داده شده است.
reading-came-about-without-or = این امر بی‌دخالت { $word } یا به دلیل‌های دیگری پیش آمده است.
reading-deed-not-or-time = این کار از { $word } نبوده یا هنوز مهلت عمل به گفته به سر نیامده است.
reading-condition-under-which-said = شرطی که سخن به آن بسته بود برآورده نشده است: پس نه عملی در کار است و نه نقضی.
reading-what-announced-what-done = آنچه گفته شد و آنچه انجام شد دو چیز متفاوت‌اند.
reading-what-say-itself-doubt = سخن { $fact } شاید خود نادرست باشد؛ آن‌گاه چیزی را تقویت یا تضعیف نمی‌کند.
reading-rests-on-other-grounds = { $what ->
    [doubt] تردید
   *[view] نظر
} { $view } دلیل‌های دیگری دارد یا دربارهٔ زمان دیگری است.
reading-their-origins-belong-one = خاستگاه‌های آن‌ها وابسته به یکدیگرند و یکی به جای هر دو سخن می‌گوید.
reading-one-them-only-repeats = یکی از آن دو فقط سخن دیگری را بازگو می‌کند: آن‌گاه یک صدا بیش نیستند.
reading-they-agree-only-because = تنها از آن رو هم‌سخن‌اند که چیزی کنار گذاشته شده است ({ $gone })، و رویدادهای متفاوتی را در نظر دارند.
reading-without = «{ $outer }» بجز «{ $inner }»
reading-denial-meant-more-narrowly = منظور از تکذیب محدودتر از ظاهر آن بوده است: { $without }.
reading-names-no = ؛ { $missing } در آن گفته نشده است
reading-denial-speaks-another-occasion = تکذیب از سوی { $b } دربارهٔ مورد دیگری است، نه آنچه { $a } از آن سخن { $number ->
    [one] می‌گوید
   *[other] می‌گویند
}{ $gap }.
reading-both-are-true-leave = هر دو درست‌اند: { $who } دربارهٔ { $as_to } چیزی { $number ->
    [one] نگفته است
   *[other] نگفته‌اند
} و آن «{ $outer }» نیست.
reading-both-are-true-another = هر دو درست‌اند: منظور از «{ $inner }» در اینجا «{ $outer }» نبوده است.
reading-both-are-true-outside = هر دو درست‌اند: «{ $inner }» یکسره یا تا اندازه‌ای بیرون از «{ $outer }» است ({ $label }).
reading-time-set-by-its = زمان { $short } ({ $when }) که یادداشت‌نویس تعیین کرده نادرست است؛ مبنای آن: «{ $basis }».
reading-taken-for-one-event = آن‌ها از رویدادهای متفاوتی سخن می‌گویند که یادداشت‌نویس یکی دانسته است ({ $label }).
reading-they-speak-different-events = آن‌ها از رویدادهای متفاوتی سخن می‌گویند.
reading-number-vague-may-mean = عددی که { $who } { $number ->
    [one] داده
   *[other] داده‌اند
} تقریبی است ({ $figure }) و شاید بیشتر یا کمتر باشد.
reading-misquoted = سخن منبعی نادرست نقل یا بد فهمیده شده است{ $told }{ $passed_on }.
reading-passed-on-by = ؛ به واسطهٔ { $by }
reading-told = : { $claims } به بیان متن است، نه عین سخن گوینده

## Questions

question-taken-one-two-back = آیا { $who } یکی از این دو را پس { $number ->
    [one] گرفته است
   *[other] گرفته‌اند
}؟
question-if-so-which-words = اگر چنین است: با چه واژه‌هایی و به چه کسی؟
question-do-these-speak-same = آیا این دو از یک رویداد سخن می‌گویند: { $a }؛ و: { $b }؟
question-about = { $about }: { $asked }
question-among-what-only-meant = آیا واژهٔ «فقط» «{ $named }» را کنار می‌گذارد؟
question-when-each-them-counted = هر یک از این دو شمار در چه زمانی به دست آمده است: { $count1 } ({ $a }) و { $count2 } ({ $b })؟
question-do-both-numbers-count = آیا این دو شمار ({ $count1 } و { $count2 }) یک چیز را می‌شمارند، و آیا شمار تازه‌تری هم هست؟
question-did-say-so-at = آیا { $who } اصلاً چنین { $number ->
    [one] گفته است
   *[other] گفته‌اند
} ({ $stance }: { $statement })؟
question-stand-by = آیا { $who } هنوز همین را { $number ->
    [one] می‌گوید
   *[other] می‌گویند
} ({ $stance }: { $statement })؟
question-anybody-counted-more-than = آیا کسی در بیش از یکی از این‌ها شمرده شده است: { $listing }؟ اگر نه: آیا کل بیش از آن است که گفته شده یا یکی از بخش‌ها کمتر: { $whole }؟
question-had-condition-come-about = آیا شرط آن تا آن زمان برآورده شده بود: { $terms }؟
question-will-this-come-about = آیا چنین شده است: { $wish }؟
question-condition-met = آیا شرط { $who } برآورده شده است: { $terms }؟
question-do-know-this-independently = آیا این منابع مستقل از یکدیگرند – { $a }؛ { $b } – دربارهٔ این سخن: { $box }؟
bridge-asked-part-of = آیا { bridge-part-of }؟
bridge-asked-commanded-by = آیا { bridge-commanded-by }؟
bridge-asked-within = آیا { bridge-within }؟
bridge-asked-broader = آیا { bridge-broader }؟
bridge-asked-distinct-from = آیا { bridge-distinct-from }؟
bridge-asked-same-as = آیا { bridge-same-as }؟
question-fact = آیا { $fact }؟
question-did-say = آیا { $speaker } { $number ->
    [one] گفته است
   *[other] گفته‌اند
} که { $said }؟
question-did-say-this = آیا { $speaker } این را { $number ->
    [one] گفته است
   *[other] گفته‌اند
}: { $said }؟
question-is-this-so = آیا چنین است: { $words }؟
question-or = { $question }: { $a } یا { $b }؟
question-can-only-have-denied = { $who } تنها آنچه را { $end } بوده است { $number ->
    [one] می‌توانسته
   *[other] می‌توانسته‌اند
} تکذیب { $number ->
    [one] کند
   *[other] کنند
}: آیا { $when } هم منظور است؟
question-of-was-it = آیا منظور از «{ $outer }» همان «{ $inner }» است؟
question-mark = { $question }؟
question-does-come-under = آیا «{ $inner }» { $slot ->
    [kind] گونه‌ای از «{ $outer }»
    [place] در «{ $outer }»
   *[other] جزو «{ $outer }»
} است؟
question-which-not-true = کدام‌یک از این‌ها درست نیست: { $listing }؟
question-if-so = اگر چنین است: { $question }
question-meant = { $form ->
    [one-of] کدام‌یک از «{ $words }» بوده است
   *[who] منظور از «{ $words }» کیست یا چیست
}؟
question-meant-is-it = { $form ->
    [one-of] آیا از میان «{ $words }»، «{ $theirs }» بوده است
   *[who] آیا منظور از «{ $words }» همان «{ $theirs }» است
}؟
question-or-inside = { $question }: { $a } یا { $b }، یا یکی از آن دو جزو دیگری است؟
question-counting = { $words } – { $nouns_reversed }
question-names-none = { $who } دربارهٔ { $as_to } چیزی { $number ->
    [one] نگفته است
   *[other] نگفته‌اند
}: آیا { $said } بوده است؟
question-same-as-to = { $a } از «{ $inner }» سخن { $number ->
    [one] می‌گوید
   *[other] می‌گویند
} و { $b } از «{ $outer }»: آیا منظورشان یکی است؟
question-happened = آیا{ $time }{ $place } { $kind }{ $agent }{ $instrument }{ $target } در کار بوده است؟
part-agent = {" "}از سوی { $value }
part-target = {" "}(هدف: { $value })
part-target-alone = {" "}در مورد { $value }
part-instrument = {" "}با { $value }
part-place = {" "}در { $value }
part-time = {" "}{ $value }

## Verdicts

verdict-verdicts = داوری‌ها
verdict-verdict = داوری
verdict-follows = آنچه از آن نتیجه می‌شود
verdict-follows-all = آنچه از داوری‌ها نتیجه می‌شود
verdict-together = آنچه از چند داوری با هم نتیجه می‌شود
verdict-disagree = آنجا که داوران هم‌رأی نیستند
verdict-nothing = برای ادعاهای دیگر هیچ
verdict-evidence = مدرک‌ها
verdict-published = متن منتشرشدهٔ داوری
verdict-stated = به بیان داور: «{ $name }»
verdict-partner = فرستادهٔ { $name }
verdict-unaccepted = کسی در اینجا آن را نپذیرفته است
verdict-revised = با داوری تازه‌تری بازنگری شده
verdict-true = درست
verdict-false = نادرست
verdict-true-by = درست به رأی
verdict-false-by = نادرست به رأی
verdict-because = بر پایهٔ رأی
verdict-on = دربارهٔ
verdict-on-claim = { $who } دربارهٔ { $claim }
verdict-because-of = بر پایهٔ رأی { $grounds }
verdict-only-if = تنها برای کسانی که این دیدگاه را دارند: { $views }
verdict-note = هر داوری از آنِ داور خویش است و پیامدهایش محاسبه می‌شود: اگر چیزی رخ داده باشد، بیان کلی‌تر آن هم درست است؛ و اگر رخ نداده باشد، هیچ حالت محدودتری از آن هم رخ نداده است. اگر داوران هم‌رأی نباشند، هر دو رأی آمده است.

## What keeps a rule from applying

why-found = آنچه یافت شد
why-nothing = میان آن‌ها چیزی یافت نشد.
why-keeps = آنچه قاعده‌های دیگر را باز می‌دارد
why-weaker = نسبت قوی‌تری نیست، زیرا
why-others = قاعده‌های مربوط به نوع‌های دیگر اظهار
why-settled = دانسته برای کسانی که این دیدگاه را دارند: { $views }
why-with-settled = { $reason } { $settled }.
why-one-position = هر دو یک موضع دارند: یکی دیگری را تکرار یا تأیید می‌کند.
why-slot = جزء
why-comparison = سنجش
why-rule = قاعدهٔ
why-by-rule = { $relation } (قاعدهٔ { $rule })
why-both-assert = هر دو بگویند
why-not-compared = سنجیده نشده
needs-denial = یکی بگوید و دیگری تکذیب کند
needs-presupposition = یکی چیزی را پیش‌فرض بگیرد که دیگری تکذیب می‌کند
needs-attribution = از یکی سخنی گزارش شود که دیگری گفته شدن آن را تکذیب می‌کند
needs-assessment = یکی از آن دو نظر باشد
needs-opposed-aims = یکی چیزی را بخواهد یا تعهد دهد که دیگری نمی‌پذیرد
needs-word-and-deed = یکی تعهد، تهدید، امتناع یا پیش‌بینی باشد و دیگری گزارش
needs-corroboration = هر دو بگویند یا هر دو تکذیب کنند
reason-stances = این قاعده به جایی نظر دارد که { $needs }.
reason-utterance = یکی دربارهٔ گفته شدن سخنی است و دیگری دربارهٔ خود واقعیت: با هم سنجیده نمی‌شوند.
reason-kind = نوع: نه «{ $a }» در شمول «{ $b }» است و نه برعکس. اگر یکی گونه‌ای از دیگری است، در دانش پایه نوشته شود (broader).
reason-apart = { $slot }: «{ $a }» و «{ $b }» یکدیگر را نفی می‌کنند. اگر چنین نیست، نسبت آن دو در دانش پایه نوشته یا ادعا اصلاح شود.
reason-apart-time = زمان: { $a } و { $b } با هم برخورد ندارند. اگر یکی از تاریخ‌ها نادرست است، اصلاح شود.
reason-apart-event = رویداد: «{ $a }» و «{ $b }» دو رویدادند. اگر یکی هستند، در هر دو ادعا همان نام یا same_as نوشته شود.
reason-ratio = نسبت‌ها تنها در دامنهٔ یکسان سنجیده می‌شوند: { $slot } «{ $a }» و «{ $b }» است.
reason-idle = عددی که از صفر آغاز می‌شود («تا …») نمی‌گوید که کسی بوده است.
reason-left-out = { $slot }: { $who } عددی می‌دهد و { $slot } را نمی‌گوید، و این به تنهایی با تکذیب تنشی ندارد. اگر در متن آمده است، نوشته شود.
reason-outside = { $slot }: نسبت «{ $a }» و «{ $b }» آن نیست که این قاعده می‌خواهد ({ $comparison }).
reason-unsaid = { $slot }: در { $who } گفته نشده است. اگر در متن یا رویداد آمده است، نوشته شود.
reason-open = { $slot }: نسبت «{ $a }» و «{ $b }» دانسته نیست. در دانش پایه نوشته شود یا، اگر محل اختلاف است، در یک دیدگاه.
reason-not-functional = جایی گفته نشده که رویدادی از این نوع تنها یک { $slot } دارد. اگر چنین است، functional: { $name } نزد نوعی که هر دو را در بر می‌گیرد نوشته شود.
reason-not-same = { $slot }: «{ $a }» و «{ $b }» یکی نیستند.
reason-nested = { $slot }: «{ $a }» و «{ $b }» یکی درون دیگری است: یکی تنها دقیق‌تر است.
reason-overlapping = { $slot }: «{ $a }» و «{ $b }» بخش مشترکی دارند: هر دو ممکن است درست باشند.
reason-same-value = { $slot }: هر دو یک چیز می‌گویند.
reason-state = یکی از آن دو وضعیت است، نه رویداد.
reason-event-not-state = این‌ها رویدادند، نه وضعیت.
reason-event = هر دو از یک رویداد نام نمی‌برند. اگر از یک رویداد سخن می‌گویند، اعلام و در هر دو نوشته شود.
reason-unnamed-event = گفته نشده است که هر دو از کدام رویداد سخن می‌گویند. اگر یکی است، در هر دو نوشته شود.
reason-counted = یکی از آن دو عددی می‌دهد: آنجا این جزءها می‌گویند چه چیزی شمرده شده است.
reason-nowhere = نه هدف و نه مکان یکی درون دیگری است، یا گفته نشده‌اند.
reason-not-distinct = در دانش پایه نیامده که «{ $a }» و «{ $b }» از هم جدایند. اگر هیچ رویدادی هر دو نیست، distinct_from نوشته شود.
reason-same-kind = هر دو آن را یک چیز می‌دانند، یا یکی فقط دقیق‌تر گفته است.
reason-any-of = { $slot }: گفته نشده است که کدام‌یک از چند تا بوده («{ $a }»، «{ $b }»).
reason-described = { $slot }: «{ $a }» یا «{ $b }» ناشناس است. اگر کسی می‌گوید کیست یا چیست، در یک دیدگاه نوشته شود (same_as).
reason-only = هیچ‌کدام نمی‌گوید که جز آن چیزی منظور نیست. اگر متن می‌گوید، نوشته شود (only).
reason-not-apart = { $slot }: «{ $a }» و «{ $b }» یکدیگر را نفی نمی‌کنند.
reason-no-number = یکی تنها عددی را تکذیب می‌کند که دیگری چیزی از آن نمی‌گوید.
reason-not-of-event = نوع: «{ $a }» یا «{ $b }» از نوع آن رویداد نیست.
reason-two-acts = نوع: هر دو از نوع آن رویداد محدودترند و شاید دو کنش در دل آن باشند.
reason-runs-back = نوع: «{ $a }» و «{ $b }» وارونه‌اند: هیچ‌کدام از دو سخن دقیق‌تر نیست.
reason-one-only = { $slot }: تنها یکی می‌تواند باشد و اختلاف درست در همان است.
reason-wider-kind = نوع: آنچه شمرده شده («{ $a }») گسترده‌تر از آن است که تکذیب شده («{ $b }»).
reason-beside-count = { $slot }: یکی «{ $a }» را می‌شمارد و دیگری «{ $b }» را که تنها بخش مشترکی دارند.
reason-no-count = هر دو عدد نمی‌دهند.
reason-measure = «{ $a }» و «{ $b }» یک چیز را نمی‌سنجند. اگر یکی بخشی از دیگری است، نوشته شود (broader).
reason-numbers-fit = هر دو عدد می‌توانند درست باشند: { $a } و { $b }.
reason-no-upper-bound = عدد کمتر تنها کران پایین است: { $a } و { $b } هر دو می‌توانند درست باشند.
reason-scope = { $slot }: آنچه عدد بیشتر می‌شمارد («{ $a }» یا «{ $b }») درون آن نیست که دیگری می‌شمارد.
reason-later = یکی از شمارش‌ها تازه‌تر است و دیگری را به‌روز می‌کند. اگر شمار پیشین از کل است، final: true نوشته شود.
reason-when = معلوم نیست کدام شمارش تازه‌تر است. زمان هر یک نوشته شود (as_of، با ساعت).
reason-event-alone = تنها وجه مشترک آن‌ها خود رویدادی است که هر دو نام می‌برند.
reason-one-voice = هر دو یک صدایند یا یکی به جای دیگری سخن می‌گوید: این گواه دومی نیست.
reason-own-count = هر دو یک صدایند و شمار تازه‌تر جای شمار پیشین را می‌گیرد.
reason-possible = آنچه فقط ممکن دانسته شده کسی را متعهد نمی‌کند.
reason-left = ادعای { $claim } دیگر به حساب نمی‌آید: تصحیح شده یا صدای آن دوباره شمرده است.
reason-condition = شرط این قاعده برقرار نیست.
reason-corrects = هیچ‌کدام دیگری را پس نمی‌گیرد. اگر متن چنین می‌گوید، نوشته شود (corrects).
reason-stronger = نسبت قوی‌تری میان آن‌ها هست.
hint = { $where }: راهنمایی: { $first } و { $second } ({ $also }) تنها یک جزء تا تناقض فاصله دارند ({ $rule }). { $told }

## Disputes

dispute-dispute = مناقشهٔ { $a }
dispute-side = طرف { $a }
dispute-chains = { $a } بدون منبع مشترک
dispute-choke-points = همه از { $a } می‌گذرند
dispute-circular = نقل دوری: { $a }
dispute-disputed-if = محل مناقشه است تنها با پذیرفتن { $views }
dispute-left-corrections = { $a } { $b } را پس می‌گیرد
dispute-left-counts = { $a } آنچه { $b } شمرده بود از نو می‌شمارد
dispute-beside = در همین موضع، بی‌تناقض با کسی در اینجا: { $a }
dispute-astride = { $a } در بیش از یک طرف است ({ $b }) بی آنکه با سخن خودش تناقضی داشته باشد
dispute-said-so = اینکه { $a } چنین گفته است
dispute-nothing = هیچ‌چیز
dispute-more = … و { $a } مورد دیگر
dispute-conflicts = سخنانی که نمی‌توانند همه با هم درست باشند
dispute-if = ، اگر پذیرفته شود که { $a }
dispute-held-by = به باور { $a }
dispute-contested = محل اختلاف: { $a }
dispute-recorded = شاید دانسته‌های محل اختلاف دیگری هم به همین برسند
dispute-give-up = کمترین چیزی که باید از آن چشم پوشید
dispute-give-up-bridges = کمترین چیز، اگر بتوان از دانسته‌های محل اختلاف هم چشم پوشید
dispute-that = اینکه { $a }
dispute-unique = و با چشم‌پوشی به همین اندازه راه دیگری نیست
dispute-others = و با چشم‌پوشی به همین اندازه راه‌های دیگری هم هست
dispute-bound = وزن { $a }؛ معلوم نیست کمترین باشد، و کمترین دست‌کم { $b } است
dispute-check-first = نخست چه چیزی باید بررسی شود
dispute-settles = اگر درست باشد تکلیف { $a } موضع و اگر نادرست باشد تکلیف { $b } موضع روشن می‌شود
dispute-seen = با پذیرش: { $a }
dispute-seen-from-none = بدون پذیرش هیچ دیدگاهی
dispute-together = با هم پذیرفتنی‌اند
dispute-too-many = آنچه با هم پذیرفتنی است: شمار حالت‌ها بیش از آن است که فهرست شود
dispute-in-every-one = مشترک در همهٔ این حالت‌ها
dispute-survives = در همهٔ این حالت‌ها پابرجاست
dispute-survives-not = هیچ‌یک از آنچه دو موضع در آن هم‌سخن‌اند در همهٔ این حالت‌ها پابرجا نمی‌ماند
dispute-undecided = معلوم نیست پابرجا باشد یا نه: { $a }
dispute-title = { $dispute } { $name } ({ $contradictions })
dispute-title-conditional = { $dispute } { $name } ({ $contradictions }، تنها از برخی دیدگاه‌ها)
agreements = چه کسی با چه کسی هم‌سخن است
agreements-source = منبع
agreements-relation = رابطه
agreements-other = منبع دیگر
agreements-always = همیشه
agreements-conditionally = به شرط دیدگاه
agrees-contradicts = تناقض
agrees-tension = تنش
agrees-opposes = تقابل خواست‌ها
agrees-corroborates = تأیید
agrees-refines = دقیق‌تر شدن
agrees-supersedes = بازپس‌گیری یا جایگزینی
agrees-updates = به‌روزرسانی
agrees-supports = پشتیبانی
agrees-challenges = به چالش کشیدن
agrees-fulfils = عمل به گفته
agrees-breaches = نقض گفته
brief-dispute = { $dispute }:
brief-hangs-on = بستگی دارد به
brief-ask = بپرسید:
brief-tensions = {" "}{ $tensions }.
brief-nothing = چیزی محل مناقشه نیست: هیچ دو موضعی یکدیگر را نفی نمی‌کنند.{ $tensions }
brief-all = { $disputes } با { $contradictions }{ $conditional }{ $tensions }.
brief-conditional = {" "}(که { $count } مورد آن تنها از برخی دیدگاه‌ها برقرار است)
brief-more-sides = { $count } طرف دیگر
brief-about = { $sides } – { $statement }
brief-with-counts = { $who } ({ $counts })
brief-whether = اینکه { $fact } یا نه (محل اختلاف)
brief-said-at-all = اینکه اصلاً چنین گفته شده است یا نه
brief-whether-said = اینکه { $clause } یا نه
brief-one-voice = سخنانی که به { $who } نسبت داده شده است
brief-happened-at-all = اینکه اصلاً چنین رخ داده است یا نه
brief-which-is-so = اینکه کدام سخن درست است
edge-denies-words = گفتن آن را تکذیب می‌کند
edge-denies-presupposed = پیش‌فرض را تکذیب می‌کند
edge-contradicts = تناقض دارد

## Counts over time

tally-counts = شمارش‌ها چگونه تغییر کردند
tally-number = شماره
tally-as-of = تا زمان
tally-voice = شمارنده
tally-count = شمار
tally-how = نسبت با دیگران
tally-claim = ادعا
tally-no-time = زمان نامعلوم
tally-updates = { $numbers } را به‌روز می‌کند
tally-updated = با { $numbers } به‌روز شده
tally-supersedes = جای { $numbers } را می‌گیرد
tally-superseded = جای خود را به { $numbers } داده
tally-contradicts = ✗ با { $numbers } تناقض دارد
tally-tension = ؟ با { $numbers } در تنش است
tally-numbers = { $counts }، { $updates }، { $contradictions }
tally-caption = زمان از چپ به راست می‌گذرد و عدد رو به بالا بزرگ‌تر می‌شود. خط پیوسته شمارهای یک گوینده را به هم می‌پیوندد؛ نقطه‌چین از یک شمار به شمار گویندهٔ دیگری می‌رود که آن را به‌روز می‌کند.
tally-said = زمان گفتن
tally-published = زمان انتشار مقاله
tally-contradicted = نمی‌توانند هر دو درست باشند
tally-conditional = تنها از برخی دیدگاه‌ها نمی‌توانند هر دو درست باشند
tally-about = تقریبی یا در یک بازه
tally-not-asserted = پیش‌بینی یا نظر، نه خبر قطعی
tally-denied = تکذیب یا تردید
tally-final = شمار نهایی، نه فقط تا آن زمان
tally-others = گویندگان دیگر
tally-clocks = ساعت‌ها{ $zone }
tally-logarithmic = محور عددها لگاریتمی است: هر گام چند برابر گام پیش است.
tally-begins = محور عددها از { $number } آغاز می‌شود، نه از صفر.
tally-cut = زمان‌هایی که در آن‌ها چیزی شمرده نشده، در محل شکستگی محور بریده شده است.
tally-joined = شمارهایی که از هم جدا دیده نمی‌شوند یک دایره‌اند با تعدادشان؛ هر یک در جدول آمده است.
tally-unlinked = برای کشیدن خط، { $count } تناقض بیش از اندازه است: دور شمارهای متناقض حلقه‌ای کشیده شده است.
tally-by-utterance = { $count } شمار زمان خود را نمی‌گوید و در زمان گفتن یا انتشار آن نشان داده شده است.
## Places on a map

map-title = کجا
map-caption = مکان‌هایی که مختصاتشان در فهرست هست، بر شبکه‌ای سادهٔ درجه‌ها: هیچ مرزی کشیده نشده و شمال در بالاست.
map-place = مکان
map-coordinates = مختصات
map-said = آنچه دربارهٔ آن گفته‌اند
map-asserted = گفته‌اند که چیزی در آنجا رخ داده است
map-denied = تنها تکذیب یا تردید
map-both = برخی گفته‌اند و برخی تکذیب کرده یا در آن تردید دارند
map-other = نه گفته‌اند که رخ داده و نه تکذیب کرده‌اند
map-joined = مکان‌هایی که از هم جدا دیده نمی‌شوند یک دایره‌اند با تعدادشان؛ هر یک در جدول آمده است.
map-unplaced = روی نقشه نیست، چون مختصات بی‌چون‌وچرایی ندارد: { $places }
map-degrees = { $degrees }°
map-north = { $degrees }° شمالی
map-south = { $degrees }° جنوبی
map-east = { $degrees }° شرقی
map-west = { $degrees }° غربی
map-scale = { $length } کیلومتر (در { $latitude })
tally-population = { $measure } ({ $population })
tally-title = { $subject }: { $measure }
tally-of-whom = { $count } ({ $population })

## The faces of a card: what they share, the terminal, Markdown

face-slot = جزء
face-comparison = سنجش
face-pairs = میان چه کسانی
face-bridges = بر این‌ها تکیه دارد
face-readings = این رابطه در این حالت‌ها برقرار نیست
face-question = پرسشی که آن را روشن می‌کند
face-common = وجه مشترک هر دو
face-direct = نقل مستقیم
face-told = به بیان متن
face-translation = ترجمه
face-gloss = به بیان دیگر
face-condition = به شرط
face-total = جمع
face-dropped = کنار گذاشته شده
face-generalised = کلی‌تر شده
face-origin = خاستگاه
face-article = متن
face-from = ، به نقل از{" "}
face-said = تاریخ سخن
face-rule = قاعده
face-hash = چکیدهٔ ورودی
text-more-pairs = … و { $count } مورد دیگر
text-conflict = ناسازگار
text-unknown = نامعلوم
text-implied = آنچه به جای A سنجیده شده
text-chain = زنجیرهٔ نقل
text-relation = رابطهٔ
text-version = نسخهٔ
text-rule = قاعدهٔ
quote-at = [{ $language }، نویسه‌های { $start } تا { $end }]
title-quoted = «{ $title }»
text-none = جز خود سخنان بر چیزی تکیه ندارد
text-more = … و { $count } ادعای دیگر
text-left-out = … و { $count } مورد دیگر؛ با ‎--all یا ‎--limit نشان داده می‌شوند
text-empty = رابطه‌ای یافت نشد.
text-one-voice = یک صدا
text-repeats = تکرارِ
text-nothing = رابطه‌ای یافت نشد: این سخنان به همین صورت با هم سازگارند یا دربارهٔ یک چیز نیستند.
markdown-none = جز خود سخنان بر چیزی تکیه ندارد.
markdown-implied = آنچه به جای A سنجیده شده
markdown-conflict = ✗ ناسازگار
markdown-unknown = ؟ نامعلوم
markdown-chain = زنجیرهٔ نقل
markdown-version = نسخه
markdown-relation = رابطه

## What two standpoints see

compare-numbers = { $first } { $ones } رابطه می‌بیند و { $second } { $others } رابطه؛ { $both } رابطه مشترک است.
compare-only = تنها { $name }:
compare-nothing = هیچ
compare-no-standpoint = کسی که هیچ دیدگاهی ندارد (none)
compare-view = { $labels } ({ $name })

## What differs between two versions

diff-none = هیچ تفاوتی نیست.
diff-articles = متن‌ها
diff-claims = ادعاها
diff-entries = نام‌نامه
diff-facts = دانسته‌های زمینه
diff-opponents = طرف‌های مخالف
diff-standpoints = دیدگاه‌ها
diff-verdicts = داوری‌ها
diff-contradictions = تناقض‌ها
diff-others = رابطه‌های دیگر
diff-added = { $count } افزوده شده
diff-withdrawn = { $count } پس گرفته شده
diff-changed = { $count } تغییر کرده
diff-renamed = { $count } با نامی دیگر
diff-appeared = { $count } پدید آمده
diff-dissolved = { $count } از میان رفته
diff-because = زیرا { $words }
diff-more = … و { $count } دلیل دیگر
diff-unknown = دلیل آن روشن نیست
diff-instead = اکنون: { $words }
diff-before = پیش‌تر: { $words }
diff-condition = برقرار است { $words }
diff-yes = بله
diff-no = نه
diff-nothing = هیچ
diff-all-of = { $words } با هم
diff-either = یکی از { $words }
diff-register = نام‌نامه
diff-on = دربارهٔ { $words }
cause-claim-added = ادعای { $name } افزوده شده است
cause-claim-withdrawn = ادعای { $name } پس گرفته شده است
cause-claim-changed = ادعای { $name } تغییر کرده است
cause-article-changed = متن { $name } تغییر کرده است
cause-entry-changed = نام‌نامه دربارهٔ «{ $name }» چیز دیگری می‌گوید
cause-standpoint-changed = «{ $name }» تغییر کرده است
cause-rule-changed = قاعدهٔ { $name } تغییر کرده است
fact-added-standpoint = { $fact }؛ این اکنون در «{ $holder }» آمده است
fact-withdrawn-standpoint = { $fact }؛ این دیگر در «{ $holder }» نیست
fact-added-register = { $fact }؛ این اکنون در نام‌نامه هست
fact-withdrawn-register = { $fact }؛ این دیگر در نام‌نامه نیست
field-sha256 = متن، با چکیدهٔ SHA-256
field-text-withheld = متن بازداشته شده
field-language = زبان
field-publisher = ناشر
field-published = زمان انتشار
field-published-basis = دلیل این زمان
field-url = نشانی
field-licence = پروانه
field-shareable = قابل بازنشر
field-source = منبع
field-via = زنجیرهٔ نقل
field-stance = نوع اظهار
field-certainty = قطعیت
field-direct = نقل مستقیم
field-said = زمان گفته
field-said-basis = دلیل زمان گفته
field-basis = دلیل این زمان
field-presupposes = پیش‌فرض
field-condition = شرط
field-quotation = نقل‌قول
field-cue = نشانه
field-gloss = به بیان دیگر
field-section = بخش
field-type = گونه
field-label = برچسب
field-same-as = همان است که
field-functional = تنها یک مقدار برای
field-timeless = بی‌زمان
field-opponents = طرف‌های مخالف
field-held-by = دارندهٔ دیدگاه
field-excludes = ناسازگار با
field-claim = ادعا
field-rating = رأی
field-explanation = توضیح
field-evidence = مدرک‌ها
field-reviewer = داور
field-date = تاریخ
field-stated = به بیان داور
field-partner = فرستادهٔ
field-version = نسخه
field-claims = ادعاها
field-positions = موضع‌ها
field-slots = سنجش
field-conflict = ناسازگار
field-unknown = نامعلوم
field-bridges = تکیه دارد بر
field-modifiers = ویژگی‌ها
field-common = وجه مشترک هر دو
field-implied = آنچه به جای A سنجیده شده
field-pairs = میان گویندگان
field-only = تنها
field-condition-form = چگونگی شرط
field-corrects = پس می‌گیرد
field-title = عنوان
field-timezone = منطقهٔ زمانی
field-article = ویژهٔ متن
field-changes = چگونگی تغییر شمار
field-ratio = نسبت
field-unit = یکا
field-phrase = شیوهٔ بیان
field-unidentified = ناشناس
field-event = رویداد
field-lat = درجهٔ شمالی
field-lon = درجهٔ شرقی

## A partner's bundle

verify-whole = بسته کامل و دست‌نخورده است.
verify-failed = { $count ->
    [1] یک چیز نادرست است:
   *[other] { $count } چیز نادرست است:
}
verify-producer = سازنده
verify-edition = ، ویرایش { $count }
verify-signature = امضا
verify-articles = متن‌ها
verify-checked = بررسی‌شده
verify-bytes = { $count }، بایت‌به‌بایت؛ به محتوایشان نگاه نشد
verify-quotations = از { $count } نقل‌قول { $compared } تا با متن سنجیده شد
verify-no-text = هیچ‌یک از { $count } نقل‌قول با متن سنجیده نشد، چون متن در بسته نیست؛ آن را با --text بدهید
verify-other-shapes = با قاعده‌های همین نسخه سنجیده شد، که همان قاعده‌های سازنده نیست
signature-none = ندارد: هیچ‌چیز نشان نمی‌دهد که بسته از کیست
signature-named = معتبر، با کلیدی که نام بردید
signature-unnamed = معتبر، با کلیدی که نام نبردید؛ اثر انگشت آن را با اثر انگشتِ کلیدِ سازنده بسنجید
signature-invalid = نامعتبر
signature-other = معتبر است، اما با کلیدی جز آنکه نام بردید

## What partners sent, and what was decided about it

quoted = «{ $text }»
caution = هشدار: { $text }
imports-none = چیزی دریافت نشده است.
import-status-in-force = معتبر
import-status-quarantined = در قرنطینه
import-status-superseded = جایگزین‌شده
import-status-retracted = کنارگذاشته
import-signed = با امضای { $key }
import-unsigned = بی‌امضا
import-calls-itself = خود را چنین می‌نامد: { $label }
import-articles = متن‌ها: { $articles }
import-revises = بازنگری { $imports }
import-until = تا { $when }
import-left-out = کنار گذاشته شد، چون به کار هیچ‌کس نمی‌آمد: { $records }
import-long-text = { $text }… ({ $count } نویسه)
import-again = پیش‌تر با نام { $name } رسیده بود: چیزی تغییر نکرد
import-nothing-used = تا این‌ها درست نشود هیچ‌چیز آن به کار نمی‌رود؛ جدا نگه داشته می‌شود.
import-flagged = { $name } { $flag }: { $labels }
import-said = { $claims }، { $verdicts } دربارهٔ آن‌ها
import-more-alike = … و { $count } مورد دیگر از همین دست
import-reviews = { $reviews } دربارهٔ ادعاها
import-to-decide = { $proposals } در انتظار تصمیم: kg matches
import-new-names = { $count } نام که نزد ما نیست و از آنِ خودشان به شمار می‌آید، مگر آنکه آن را بپذیرید: kg matches
import-across = { $contradictions } میان ادعاهای آنان و ادعاهای دیگر: kg relations
import-retracted = { $name } کنار گذاشته شد
import-verdict-lost = هشدار: این داوریِ پذیرفته‌شده از میان می‌رود: { $claim } { $rating } است، از { $by }: kg matches
verdicts-on-partners = { $verdicts } دربارهٔ ادعاهای همکاران
flag-reverses = نویسه‌هایی دارد که ترتیب نوشتهٔ پیرامون خود را وارونه می‌کنند
flag-long = برچسبی به درازای { $count } نویسه دارد
flag-other-script = با حروفی از خط دیگر به { $name } ما می‌ماند
flag-no-letters = برچسبی دارد که هیچ حرفی در آن نیست
flag-mixes = در یک واژه حروف { $scripts } را در هم آمیخته است
matches-none = چیزی در انتظار تصمیم نیست.
matches-new = نزد ما نیست و از آنِ خودشان به شمار می‌آید؛ اگر پذیرفته شود، گفتهٔ نام‌نامهٔ آنان دربارهٔ آن بی‌مناقشه است:
matches-section = { $section }:
section-sources = منبع‌ها
section-places = مکان‌ها
section-things = چیزها
section-populations = گروه‌ها
section-kinds = گونه‌ها
section-events = رویدادها
section-names = نام‌ها
section-standpoints = دیدگاه‌ها
section-verdicts = داوری‌ها
section-propositions = گزاره‌ها
section-reviews = راستی‌آزمایی‌ها
match-new = { $theirs } نزد ما نیست
match-verdict = داوری { $theirs } دربارهٔ { $ours } به حساب می‌آید
match-review = راستی‌آزمایی { $theirs } دربارهٔ { $ours } است
match-proposition = { $theirs } همان را می‌گوید که { $ours } می‌گوید
match-name = { $theirs } همان { $ours } ماست
match-labelled = { $theirs }: { $label }
match-accepted = { $proposal }  (پذیرفته)
match-rejected = { $proposal }  (ردشده)
match-because = زیرا: { $reasons }
match-needs = نتیجهٔ این‌هاست: { $proposals }
match-same-as = هر دو همان { $other } هستند
match-same-label = برچسب یکسان ({ $languages })
match-same-name = نام یکسان
match-labels-alike = برچسب‌ها به هم می‌مانند ({ $likeness } از ۱۰۰)
match-event-name = نام یکسان، جدا از نام متن
match-same-event = رویدادی از همان گونه با همان مکان یا هدف، در زمان‌هایی که به هم می‌رسند
match-same-facts = همان دانسته‌ها را دارد
match-same-slots = همهٔ اجزا یکسان است
match-taken-in = با نام خودش پذیرفته می‌شود
match-verdict-says = می‌گوید ادعایی از آنان درست است یا نه، و از این راه دربارهٔ ادعاهای دیگر هم
match-verdict-by = { $rating }، { $who }
match-accepted-by = { $who } آن را در { $when } پذیرفته است
match-by-iri = از خود ادعا نام می‌برد
match-by-quotation = از متن نام می‌برد و واژه‌های ادعا را دارد
match-by-likeness = نوشته‌اش به ادعا می‌ماند
match-likeness = { $way } ({ $score } از ۱)
match-none = هیچ
match-other-label = برچسب دیگر ({ $languages })
match-name-alone = جز نام هیچ‌چیز یکسان نیست
match-other-type = از آنِ آنان { $theirs } است و از آنِ ما { $ours }
match-other-identifiers = شناسه‌های دیگری در جاهای دیگر
match-other-functional = جزءهایی که تنها یک مقدار دارند یکی نیستند
match-other-changes = عددهایش به گونهٔ دیگری تغییر می‌کنند، یا نسبت‌اند
match-other-unit = یکای شمارش دیگری دارد: نزد آنان { $theirs }، نزد ما { $ours }
match-ours-unidentified = تنها از آنِ ما کسی ناشناس است
match-theirs-unidentified = تنها از آنِ آنان کسی ناشناس است
match-other-slot = { $slot } دیگری دارد: نزد آنان { $theirs }، نزد ما { $ours }
match-other-facts = به نام‌هایی که تاکنون پذیرفته شده، { $more } دانسته دارد که دیدگاه ما ندارد و { $fewer } دانسته کم دارد
match-shadows = هم‌نام { $name } ماست که چیز دیگری است
match-rating-unknown = معلوم نیست رأی آن چه معنایی دارد: آن را با ‎--rating بپذیرید
match-corrects = یک راستی‌آزمایی را دربارهٔ { $about } تصحیح می‌کند که پیش‌تر { $who } پذیرفته بود
match-changed = پیش‌تر دربارهٔ آن تصمیم گرفته شده، و از آن پس گفتهٔ همکار دربارهٔ آن تغییر کرده است
match-changed-now = اکنون پیشنهاد نمی‌شد: گفتهٔ همکار یا ما دربارهٔ آن دیگر همان نیست
match-gone = اکنون پیشنهاد نمی‌شود: همکار از آن پس راستی‌آزمایی را تصحیح کرده، یا یکی از آن دو دیگر معتبر نیست
decision-accepted = پذیرفته شد: { $proposal }
decision-rejected = رد شد: { $proposal }
decision-undone = باز در انتظار تصمیم: { $proposal }
decisions-left = در انتظار تصمیم: { $proposals }، { $count } مورد با هشدار: kg matches
decisions-none = چیزی برای تصمیم نمانده بود.
caution-our-base = نشانی‌هایش مانند نشانی‌های ما با { $base } آغاز می‌شوند: چیزی نشان نمی‌دهد که از آنِ ایشان باشند
caution-base-of = نشانی‌هایش با { $base } آغاز می‌شوند، مانند نشانی‌های { $partners }
caution-key-of = کلیدی که آن را امضا کرده از آنِ { $partners } است
caution-new-key = کلیدی که آن را امضا کرده پیش‌تر دیده نشده است: اثر انگشت آن را با اثر انگشت کلید آنان بسنجید
caution-retracted = همین با نام { $other } رسیده بود که در { $when } کنار گذاشته شد
caution-same-edition = { $edition ->
    [0] شمارهٔ ویرایش ندارد
   *[other] ویرایش { $edition } است
}، مانند { $other }: معلوم نیست کدام‌یک تازه‌تر است؛ ‎kg export --bundle --edition آن را در بسته می‌نویسد
caution-editions = { $edition ->
    [0] شمارهٔ ویرایش ندارد
   *[other] ویرایش { $edition } است
}، و { $other } { $than ->
    [0] شماره‌ای ندارد
   *[other] ویرایش { $than } است
}: معلوم نیست کدام‌یک تازه‌تر است؛ ‎kg export --bundle --edition آن را در بسته می‌نویسد
caution-looks-like = نام همکار { $partner } به { $others } می‌ماند، و همکار دیگری است
caution-called-as-partner = خود را { $called } می‌نامد، مانند همکار { $partners }، و کس دیگری است
caution-called-as-source = خود را { $called } می‌نامد، مانند منبع { $sources } نزد ما؛ هیچ‌چیز نمی‌گوید که همان است
caution-and-more = { $names } و { $count } نام دیگر
merge-name-gone = { $theirs } به جای { $ours } ما پذیرفته شده بود، که دیگر در نام‌نامه نیست
merge-misquoted = متن { $article } در بسته نیست، و در متنی که ما با همان چکیده داریم آنجا چنین چیزی نیامده است
merge-too-many-standpoints = بیش از { $count } دیدگاه؛ { $name } کنار گذاشته شد
merge-standpoint-left-out = دیدگاه { $name } در کنار دیدگاه‌های ما نمی‌گنجد و کنار گذاشته شد: { $why }
partner-decided = آنان که پذیرفته‌اند
partner-background = آنچه { $partner } مسلّم می‌گیرد
partner-events = کدام رویدادهای { $partner } از آنِ ما دانسته شد
keys-written = { $secret } (پنهان نگه دارید) و { $public } (به همکاران بدهید) نوشته شد
key-writable = { $who } می‌توانند در { $place } بنویسند
key-group = اعضای گروه آن
key-everybody = همگان
key-caution = هشدار: { $who } و کلید دیگری جای آن بگذارند

## What partners sent, on the pages that are served

nav-partners = همکاران
nav-proposals = پیشنهادها
nav-decisions = تصمیم‌ها
nav-imports = دریافت‌شده‌ها
exchange-lead = آنچه همکاران می‌فرستند جدا از آنِ ما نگه داشته می‌شود. یکی بودن دو نام را تنها انسان می‌گوید.
exchange-waiting = در انتظار شما
exchange-open = پیشنهادهای در انتظار تصمیم: { $count }
exchange-new = نام‌هایی که نزد ما نیست: { $count }
exchange-claims = { $claims } به کار رفته
exchange-all-imports = همهٔ دریافت‌شده‌ها ({ $count })
exchange-import = دریافت
exchange-status = وضعیت
exchange-when = زمان
exchange-file = پرونده
exchange-signature = امضا
exchange-signed = با امضا
exchange-in-use = به کار رفته
exchange-key = کلید
exchange-first-seen = نخستین بار با { $name }، در { $when }
exchange-why-quarantined = چرا در قرنطینه است
exchange-record = از کجا آمده است
exchange-partner = همکار
exchange-reviews = راستی‌آزمایی‌ها
exchange-revises = بازنگریِ
exchange-revised-by = بازنگری‌شده در
exchange-changes = چه چیزی را تغییر داد
exchange-no-changes = چیزی را که بتوان با آن سنجید بازنگری نمی‌کند.
exchange-compared = از { $before } تا { $after }
exchange-emptied = گفتهٔ آن برای همیشه پاک شده است؛ این یادداشت می‌ماند.
exchange-proposals-lead = کدام نام همکار شاید نام ما باشد. هیچ چیز تنها به سبب همانندی یکی نمی‌شود: تا کسی نپذیرد، هر نام از آنِ خودشان می‌ماند.
exchange-every-partner = همهٔ همکاران
exchange-show = نمایش
exchange-new-heading = نزد ما نیست
exchange-new-lead = این‌ها از آنِ خودشان به شمار می‌آید. اگر پذیرفته شود، گفتهٔ نام‌نامهٔ آنان دربارهٔ آن بی‌مناقشه است.
exchange-for = به سود آن
exchange-against = به زیان آن
exchange-nothing-against = چیزی یافت نشد.
exchange-needs = پیامدِ این‌هاست:
exchange-registers = گفتهٔ هر دو نام‌نامه
exchange-theirs = آنِ آنان
exchange-ours = آنِ ما
exchange-decisions-lead = چه کسی چه تصمیمی گرفت؛ تازه‌ترین در آغاز.
exchange-no-decisions = هنوز تصمیمی گرفته نشده است.
exchange-not-standing = دیگر به شمار نمی‌آید: گفتهٔ همکار از آن پس تغییر کرده است.
exchange-reading-only = در اینجا تنها می‌توان خواند. با «kg serve --store DIR --write» می‌توان تصمیم گرفت و پرونده دریافت کرد.
exchange-by = تصمیم‌گیرنده
exchange-rating = معنای ارزیابی آن
exchange-rating-as-said = همان که می‌گوید
exchange-accept = پذیرش
exchange-reject = رد
exchange-undo = بازگرداندن
exchange-undo-all = بازگرداندن همهٔ این‌ها ({ $count })
exchange-accept-easy = پذیرش آنچه در این صفحه چیزی به زیانش نیست ({ $count })
exchange-retract = کنار گذاشتن
exchange-retract-means = دیگر چیزی از آن به شمار نمی‌آید؛ در پیشینه می‌ماند. نسخهٔ پیشین بازنمی‌گردد، و می‌توان آن را دوباره دریافت کرد.
exchange-retract-it = کنار گذاشتن { $name }
exchange-lost = این داوریِ پذیرفته‌شده از میان می‌رود: { $claim } { $rating } است، از { $by }
exchange-refused = چیزی تغییر نکرد
exchange-back = بازگشت
exchange-receive = دریافت پرونده
exchange-receive-lead = بستهٔ داده، RDF یا ClaimReview از یک همکار. نخست بررسی می‌شود؛ تا پیامد آن را ندیده باشید چیزی تغییر نمی‌کند.
exchange-whom = از که، با نامی کوتاه؛ بسته خود می‌گوید
exchange-public-key = کلید عمومی‌ای که باید امضا کرده باشد، اگر دارید
exchange-examine = بررسی
exchange-examined = { $file }: پیامد آن
exchange-would-quarantine = با قاعده‌ها نمی‌خواند. اگر دریافت شود در قرنطینه می‌ماند و چیزی از آن به کار نمی‌رود.
exchange-nothing-yet = هنوز چیزی تغییر نکرده است.
exchange-verified = راستی‌آزمایی بسته
exchange-follows = پیامد آن
exchange-would-be = چنین می‌شود
exchange-counting = آنچه در انتظار است شمرده می‌شود
exchange-purge = پاک کردن برای همیشه
exchange-purge-means = گفتهٔ آن از انبار پاک می‌شود؛ تنها این یادداشت می‌ماند تا اگر دوباره برسد شناخته شود.
exchange-purge-sure = می‌دانم که بازگرداندنی نیست
exchange-purge-it = پاک کردن { $name } برای همیشه
exchange-was-whole = بسته هنگام دریافت کامل بود.
exchange-no-bundle = پرونده‌ای تنها: چیزی نشان نمی‌دهد که کامل است.
exchange-was-signed = امضای آن درست بود.
exchange-conforms = با قاعده‌ها می‌خواند.
exchange-conforms-not = با قاعده‌ها نمی‌خواند، یا کنار دیگران جا نمی‌گیرد.
exchange-across = ناسازگاری میان ادعاهای آنان و دیگران: { $count }
exchange-take-in = دریافت
exchange-quarantine-it = نگه داشتن در قرنطینه
exchange-another-file = پرونده‌ای دیگر
exchange-takes-time = انبار از نو نوشته می‌شود، که شاید چند ثانیه طول بکشد. دیگران همچنان می‌خوانند.

## Notes on what was read and written

input-example = چیزی نام برده نشده و پوشهٔ seeds/ اینجا نیست: این نمونهٔ همراه برنامه است؛ «kg demo» آن را می‌نویسد
input-note = یادداشت: { $note }
input-no-article = هشدار: هیچ متنی آنجا نیست، پس چیزی برای بررسی یا سنجش نیست
input-read-as-it-is = { $file } همان‌گونه که هست خوانده می‌شود؛ «kg verify» بسته را بررسی می‌کند و «kg validate» پروندهٔ RDF را
input-default-graph-empty = هشدار: در { $store } تنها گراف‌های نام‌دار ادعا دارند، و پرس‌وجو از هیچ‌یک از آنها نمی‌پرسد؛ بگذارید سرویس از اجتماع گراف‌هایش بپرسد (Fuseki: unionDefaultGraph، Oxigraph: --union-default-graph)
input-built-otherwise = { $store } با قاعده‌های دیگر یا نسخهٔ دیگری از برنامه ساخته شده است: آنچه در پی می‌آید از نو محاسبه می‌شود؛ «kg build --store» آن را نگه می‌دارد

hints-most = بیش از { $count } راهنمایی داده نمی‌شود
wrote = { $file } نوشته شد
migrate-none = همهٔ رویدادها اعلام شده‌اند
export-left-out = کنار گذاشته شد: { $reviews } دربارهٔ ادعاها؛ ‎--format claimreview آن‌ها را می‌نویسد
export-wrote-signed = { $place } نوشته شد: { $files }، با امضا، ویرایش { $edition }
export-wrote-unsigned = { $place } نوشته شد: { $files }، بی‌امضا، ویرایش { $edition }
export-without-texts = متن‌هایی که همراه نمی‌روند: { $bare } از { $count }؛ در claims.yaml، ‎licence می‌گوید که متن را می‌توان به دیگران داد یا نه
export-without-url = { $bare } از { $count } راستی‌آزمایی ‎url ندارد و بیشتر کسانی که راستی‌آزمایی‌ها را گرد می‌آورند آن‌ها را بی ‎url کنار می‌گذارند: نشانی صفحهٔ هر یک را در verdicts.yaml بنویسید

## What a check finds

severity-violation = خطا
severity-warning = هشدار
severity-info = یادآوری
finding-claim = { $message } (ادعای { $claim })
finding-at = در { $path }
findings-none = در { $where } ایرادی یافت نشد
findings-claims = { $articles } با { $claims }

## What rules are about

rules-title = { $name } (نسخهٔ { $version })
rules-version = نسخهٔ { $version }.
rules-problem = مسئله
rules-condition = شرط
rules-example = نمونه
rules-dissolves = برطرف می‌شود اگر

## Stores

store-missing = { $name } نیست
store-other-size = { $name } { $found } بایت دارد؛ { $written } بایت نوشته شده بود
store-other-bytes = بایت‌های { $name } آن‌هایی نیست که نوشته شده بود
store-other-triples = { $found } سه‌تایی دارد؛ { $written } سه‌تایی نوشته شده بود
store-not-opened = باز نمی‌شود: { $why }
store-damaged = انباره آسیب دیده است.
store-whole = انباره همان است که نوشته شده بود.
store-unrecorded =
    انباره خواندنی است. پیش از آنکه ثبتی از نوشته‌ها نگه داشته شود ساخته شده، پس بیش از این نمی‌توان گفت؛
    با تغییر بعدی ثبتی از آن ساخته می‌شود.
purge-done = { $name } پاک شد: { $what }؛ ثبت آن می‌ماند
purge-possible = { $name } را می‌توان پاک کرد ({ $status }): { $what }؛ ثبت آن می‌ماند
purge-nothing-done = چیزی پاک نشد.
purge-nothing = چیزی کنار گذاشته نشده است.

## Whether a recorded relation still comes out

replay-confirmed = تأیید شد
replay-refuted = تأیید نشد
replay-total = { $confirmed } تأییدشده، { $refuted } تأییدنشده
replay-was = { $what }: { $then }، اکنون { $now }
replay-at = { $what } ({ $place })
replay-altered = ثبت پس از نوشته شدن تغییر کرده است: { $part }
replay-version = نسخهٔ قاعدهٔ { $rule }
replay-claim = ادعای { $name }
replay-claim-part = ادعای { $name }، { $part }
replay-there = بود
replay-gone = نیست
replay-takes-position = موضعی دارد
replay-takes-none = موضعی ندارد
replay-implied = آنچه سنجیده شده از آن برمی‌آمد
replay-not-any-more = دیگر برنمی‌آید
replay-fact-register = نام‌نامه: { $fact }
replay-fact-standpoint = دیدگاه { $standpoint }: { $fact }
replay-found = یافت شد
replay-not-found = یافت نشد
replay-slot = جزء { $slot }
replay-part-identifier = شناسه
replay-part-input-hash = چکیدهٔ ورودی
replay-part-positions = موضع‌ها
replay-part-relation = رابطه
replay-part-conflict = ناسازگار
replay-part-holds-if = برقرار است اگر
replay-part-unless = مگر آنکه
replay-part-bridges = دانسته‌های زمینه
replay-part-modifiers = ویژگی‌ها
replay-part-voices = صداها
replay-part-common-box = وجه مشترک
replay-part-implied-proposition = گزارهٔ برآمده

## What a reasoner finds

reasoner-consistent = سازگار
reasoner-inconsistent = ناسازگار
reasoner-follows = نتیجه می‌شود که { $fact }
reasoner-left-out = کنار گذاشته شد: { $term }
reasoner-written = { $name } در { $place } نوشته شده است
reasoner-says = می‌گوید که { $fact }
reasoner-given = می‌دانیم که { $fact }
reasoner-but = اما { $axiom }
inconsistent-ontology = هستی‌شناسی به خودی خود ناسازگار است، هر چه در نام‌نامه و ادعاها آمده باشد
inconsistent-register = نام‌نامه به خودی خود ناسازگار است، هر چه در ادعاها آمده باشد: { $names }
inconsistent-background = آنچه در کنار ادعاهاست ناسازگار است، هر چه در ادعاها آمده باشد: { $names }
inconsistent-standpoints = { $count ->
    [1] دیدگاه { $names } با نام‌نامه ناسازگار است
   *[other] دیدگاه‌های { $names } را نمی‌توان با هم پذیرفت
}
inconsistent-claims = { $count ->
    [1] ادعای { $names } به این صورت که نوشته شده نمی‌تواند درست باشد
    [2] ادعاهای { $names } به این صورت که نوشته شده‌اند نمی‌توانند هر دو درست باشند
   *[other] ادعاهای { $names } به این صورت که نوشته شده‌اند نمی‌توانند همه درست باشند
}
fact-is-a = { $subject } یک { $kind } است
fact-plain = { $subject } { $property } { $object }
axiom-domain = { $p } از آنِ { $kind } است
axiom-range = { $p } به { $kind } می‌رسد
axiom-apart = هیچ‌چیز هم { $one } و هم { $other } نیست
axiom-functional = { $p } حداکثر یک مقدار دارد
axiom-inverse-functional = { $p } هرگز برای دو گره یک مقدار ندارد
axiom-irreflexive = { $p } هرگز از یک گره به خود آن نمی‌رسد
axiom-asymmetric = { $p } هرگز بازنمی‌گردد
axiom-every-has = هر { $kind } دارای { $what } است
axiom-has-has = هر چه دارای { $what } است دارای { $more } است
axiom-has-is = هر چه دارای { $what } است { $kind } است
axiom-every-that-has = هر { $kind } که دارای { $what } است دارای { $more } است
axiom-disjoint = { $p } و { $other } هرگز به یک گره نمی‌رسند
axiom-not = جز { $kind }
axiom-value = { $p } با مقدار { $value }
axiom-itself = خود به عنوان { $p }
axiom-nothing-but = تنها { $kind } به عنوان { $p }
axiom-number = { $form ->
    [exactly] درست { $count } { $p }
    [least] دست‌کم { $count } { $p }
   *[most] حداکثر { $count } { $p }
}
axiom-that-is = { $what } از گونهٔ { $kind }
axiom-something = چیزی

## What is wrong with a bundle

bundle-archive-changed = بایگانی همان نیست که سازنده نوشته است: آسیب دیده یا از نو بسته‌بندی شده
bundle-archive-changed-advice = پرونده‌هایش با این همه بررسی می‌شود؛ اگر سالم باشند تنها بسته‌بندی فرق دارد
bundle-no-file = { $file } در آن نیست
bundle-no-bundle = این بسته نیست، یا همهٔ آن نیست
bundle-not-json = آسیب دیده است: JSON نیست
bundle-other-form = به شکل { $form }، نسخهٔ { $version }، نیست
bundle-newer-version = شاید نسخهٔ تازه‌تری از claim-kg آن را بخواند
bundle-wrong-digest = آسیب دیده است: چکیده‌اش چکیدهٔ محتوایش نیست
bundle-mistake = آنچه در { $at } باید باشد نیست یا از نوع دیگری است
bundle-not-canonical = آسیب دیده است: به شیوهٔ فهرست بسته نوشته نشده است
bundle-bad-name = { $name } نام درستی نیست
bundle-articles-twice = از متنی دو بار یا بیرون از ترتیب نام می‌برد
bundle-files-twice = از پرونده‌ای دو بار یا بیرون از ترتیب نام می‌برد
bundle-bad-path = { $path } نامی برای پرونده‌ای از بسته نیست
bundle-other-files = برای متن { $name } پرونده‌هایی جز پرونده‌های خودش می‌دهد
bundle-not-named = از { $path } که به بسته تعلق دارد نام نمی‌برد
bundle-named-in-vain = از { $path } نام می‌برد که به هیچ‌چیز بسته تعلق ندارد
bundle-no-signature = { $file } در آن نیست، هرچند فهرست بسته می‌گوید امضا شده است
bundle-missing = در فهرست بسته هست و در خود بسته نیست
bundle-wrong-size = { $found } بایت دارد، نه { $named } بایت که فهرست بسته می‌گوید
bundle-wrong-hash = آن پرونده نیست که فهرست بسته نام می‌برد: SHA-256 آن دیگر است
bundle-additional = در فهرست بسته نیست
bundle-not-signed = بسته امضا ندارد، پس هیچ‌چیز نشان نمی‌دهد از کسی است که انتظار دارید
bundle-other-text = متنی که دادید، با SHA-256 { $sha256 }، از آنِ هیچ‌یک از متن‌های اینجا نیست
bundle-media-type = { $path } از نوع رسانهٔ دیگری است
bundle-blank-nodes = گره‌های بی‌نام دارد که در هیچ بسته‌ای نیست: از جای دیگر نمی‌توان دربارهٔ آن‌ها چیزی گفت
bundle-wrong-count = { $count } سه‌تایی دارد، نه آن اندازه که فهرست بسته می‌گوید
bundle-wrong-graph-hash = آن گراف نیست که فهرست بسته نام می‌برد: چکیدهٔ RDFC-1.0 آن دیگر است
bundle-other-graph = برای { $path } از گراف دیگری جز { $graph } نام می‌برد
bundle-not-alone = تنها دربارهٔ متن { $name } نیست
bundle-no-claim = { $claim } ادعایی است که چنین نامیده نشده، یا از متن دیگری است
bundle-text-withheld = متنی دارد، هرچند فهرست بسته می‌گوید بازنشر نمی‌شود
bundle-no-text-of-article = این همان متن نیست: SHA-256 آن دیگر است
bundle-text-not-shareable = نمی‌گوید که متن آن را می‌توان بازنشر کرد
bundle-holds-other-text = متنی جز { $file } دارد
bundle-given-text = متنی که برای آن دادید SHA-256 دیگری دارد
bundle-not-applied = قاعده‌ها را نمی‌شد به کار برد: { $why }
bundle-broken-rule = { $rule }: { $message } { $focus }
bundle-no-claim-judged = یک داوری دربارهٔ ادعایی است که اینجا نیست
bundle-redefined = به { $term } معنای دیگری می‌دهد: { $property } { $value }
bundle-more = بیش از { $count } ایراد؛ بقیه فهرست نشده است
article-other-text = برای مقاله از متنی جز آنچه در فهرست بسته است نام می‌برد
article-other-licence = برای مقاله از پروانه‌ای جز آنچه در فهرست بسته است نام می‌برد
catalog-names-another = آنچه نام می‌برد ({ $part }) همان نیست که در فهرست بسته است
catalog-says-another = آنچه دربارهٔ { $path } می‌گوید ({ $part }) همان نیست که در فهرست بسته است
catalog-only-manifest = تنها فهرست بسته از { $path } نام می‌برد
catalog-only-it = تنها خود آن از { $path } نام می‌برد
catalog-producer = سازنده
catalog-software = نرم‌افزار
catalog-ontology = هستی‌شناسی
catalog-shapes = قاعده‌ها
catalog-bytes = اندازه
catalog-sha256 = SHA-256
catalog-media-type = نوع رسانه
catalog-licence = پروانه
catalog-triples = شمار سه‌تایی‌ها
catalog-graph = گراف
catalog-quotations = پروانهٔ نقل‌قول‌ها
finding-repeats = { $later } تکرار { $earlier } است، و یکی از آن دو اینجا نیست
finding-no-claim = موضع { $position } ادعایی ندارد
finding-not-between = { $relation } میان موضع‌های خودش نیست
finding-no-position = { $relation } از { $position } نام می‌برد که اینجا موضعی نیست
finding-other-claims = { $relation } بر ادعاهایی جز آن‌ها که به هم پیوند می‌دهد تکیه دارد
finding-wrong-voice = { $pair } ادعاهایی را به { $voice } نسبت می‌دهد که نیست یا از دیگری است
finding-claim-missing = موضع { $position } از { $claim } نام می‌برد که اینجا نیست
finding-other-stance = نوع اظهار موضع { $position } همان نوع اظهار { $claim } نیست
finding-other-proposition = گزارهٔ موضع { $position } همان گزارهٔ { $claim } نیست
quotation-two-places = { $quotation } جای خود را دو گونه می‌گوید
quotation-incomplete = { $quotation } نمی‌گوید چه چیزی در کجاست
quotation-not-there = در متن، در { $start } تا { $end }، { $exact } نیامده است
quotation-other-context = در متن پیش یا پس از { $exact } چیز دیگری آمده است
signed-not-json = آسیب دیده است: JSON به شکلی که امضا نوشته می‌شود نیست
signed-other-form = شکل آن ناشناخته است
signed-not-hexadecimal = آسیب دیده است: کلید یا امضای آن شانزده‌شانزدهی نیست
signed-wrong-length = آسیب دیده است: کلید یا امضای آن بیش از اندازه کوتاه یا بلند است
signed-wrong-fingerprint = آسیب دیده است: اثر انگشت آن از آنِ کلیدش نیست
signed-other-key = با کلیدی که در فهرست بسته نام برده شده نیست
signed-other-manifest = امضای این فهرست نیست
signed-another-key = با کلیدی جز آنکه نام بردید، { $named }، امضا شده است: { $found }
signed-ask = از کسی که بسته را از او گرفته‌اید بپرسید

## Pages

page-explained = نسبت این سخنان، و آنچه بر آن تکیه دارد
page-picture = دو طرف، و آنچه آن‌ها را ناسازگار می‌کند.
page-picture-dashed = { page-picture } خط‌چین: تنها برای دارندگان دیدگاهی که نام برده شده است.
page-numbers = { $positions }، { $contradictions }.
page-numbers-not-drawn = { page-numbers } بیش از آن است که بتوان رسم کرد.
page-standpoint-decides = { $count } رابطه از آنچه اینجا آمده به آن بستگی دارد
page-made-by = ساختهٔ
page-more-claims = … و { $count } ادعای دیگر
page-depends-on-standpoint = وابسته به دیدگاه
page-show-other-claims-this = نمایش ادعاهای دیگر این موضع
page-what-compared-as = آنچه به جای A سنجیده شده
page-what-each-says-slot = سنجش جزءبه‌جزء سخنان
page-background-rests-on-bridges = دانسته‌هایی که بر آن‌ها تکیه دارد (پل‌ها)
page-nothing-but-words-themselves = جز خود سخنان بر چیزی تکیه ندارد.
page-readings-dissolve = این رابطه در این حالت‌ها برقرار نیست
page-question-would-settle = پرسشی که آن را روشن می‌کند
page-version = نسخه
page-relation = رابطه
page-quoting = به نقل از
page-conflict = ناسازگار
page-unknown-mark = ؟
page-left-out = … { $count } مورد دیگر نیامده است: آنچه روشن‌تر و از صداهای بیشتری است نخست آمده. آن‌ها در صفحه‌ای‌اند که ‎kg report --all یا برای یک مناقشه ‎--dispute می‌نویسد.
page-articles = { $count } متن
page-more-articles = و { $count } متن دیگر
page-skip-findings = رفتن به یافته‌ها
page-who-says-what-what = چه کسی چه می‌گوید، و چه چیزهایی نمی‌توانند با هم درست باشند
page-only-one-dispute = تنها یک مناقشه:
page-only-what-holds-for = تنها آنچه بر این پایه درست است:
page-somebody-who-takes-no = کسی که هیچ دیدگاهی ندارد
page-in-short = چکیده
page-disputes = مناقشه‌ها
page-counts = شمارش‌ها
page-figures = شمارش‌ها و مکان‌ها
page-other-relations = رابطه‌های دیگر
page-article = متن
page-claims = ادعاها
page-standpoints = دیدگاه‌ها
page-how-read-this = راهنمای خواندن
page-sides-what-give-up = طرف‌ها، از چه باید چشم پوشید، چه چیزی پابرجاست، نخست چه چیزی باید بررسی شود
page-no-contradictions = تناقضی یافت نشد
page-no-two-positions-exclude = هیچ دو موضعی، از هیچ دیدگاهی که اینجا آمده است، یکدیگر را نفی نمی‌کنند.
page-article-with-every-quote = متن، با همهٔ نقل‌قول‌ها
page-marked-words-are-quotes = واژه‌های رنگی نقل‌قول‌اند و هر جا نقل‌قول‌ها روی هم افتاده‌اند پررنگ‌ترند؛ زیرنقطه‌دارها واژه‌های گزارش‌کننده‌اند. حروف کوچک به ادعاها راه می‌برند.
page-text-may-not-be = این متن را نمی‌توان بازپخش کرد و اینجا نیامده است؛ تنها نقل‌قول‌های آن آمده‌اند.
page-text-too-long-for = این متن برای این صفحه بیش از اندازه بلند است؛ تنها نقل‌قول‌های آن آمده‌اند.
page-text-parts = این متن { $size } دارد. اینجا تنها آنچه ادعاهای این صفحه نقل می‌کنند، با واژه‌های پیرامونش، آمده است.
page-text-left-out = … { $size } نیامده است …
page-text-here = نویسه‌های { $first } تا { $last } از { $count }، و ادعاهایی که از آن‌ها نقل می‌کنند.
page-text-from-start = خواندن از آغاز
page-text-unquoted = هیچ ادعایی از این بخش نقل نمی‌کند.
page-text-turn = بخش‌های متن
page-all-claims = همهٔ ادعاها
page-claim = ادعا
page-source-chain = منبع و زنجیرهٔ نقل
page-words-article = واژه‌های متن
page-stance-proposition = نوع اظهار و گزاره
page-reached-article-directly = بی‌واسطه به متن رسیده
page-basis-time = مبنای زمان
page-standpoints-who-holds-them = دیدگاه‌ها و دارندگان آن‌ها
page-none-this-taken-as = هیچ‌یک از این‌ها واقعیت فرض نشده است؛ فقط روشن می‌کند که یک تناقض برای چه کسانی وجود دارد.
page-claim-position = ادعا و موضع
page-claim-what-one-source = ادعا آن است که یک منبع در یک گفته با یک محتوا چه می‌کند: آن را می‌گوید، تکذیب می‌کند یا می‌خواهد. همهٔ ادعاهایی که با یک محتوا همان کار را می‌کنند یک موضع‌اند، هر چند بار که تکرار شده باشند.
page-origin = خاستگاه
page-end-chain-by-which = پایان زنجیره‌ای که سخن از راه آن به متن رسیده است. دو ادعا با یک خاستگاه یک صدا به شمار می‌آیند.
page-contradiction = تناقض
page-two-positions-cannot-both = دو موضع که نمی‌توانند با هم درست باشند. کسی که رخ دادن چیزی را تکذیب می‌کند همهٔ موارد محدودتر آن را هم تکذیب کرده است؛ از این رو جدول نشان می‌دهد که A در کجا محدودتر از B است.
page-tension-corroboration = تنش و هم‌خوانی
page-tension-no-contradiction-something = تنش تناقض نیست: چیزی که آن را روشن می‌کند نامعلوم است یا فقط هم‌پوشانی دارد. هم‌خوانی یعنی دو خاستگاه متفاوت، به‌تمامی یا تا اندازه‌ای، یک چیز می‌گویند.
brief-and-tensions = ، و { $tensions }
page-what-give-up-what = از چه باید چشم پوشید، چه چیزی پابرجاست
page-whoever-takes-all-statements = کسی که همهٔ سخنان یک مناقشه را درست بداند دچار تناقض می‌شود. کمترین چیزی که باید از آن چشم پوشید کوچک‌ترین شمار موضع‌هایی است که با کنار رفتنشان تناقضی نمی‌ماند؛ آنچه با هم پذیرفتنی است بزرگ‌ترین مجموعه‌های بی‌تناقض است. آنچه در همهٔ این مجموعه‌ها هست، یا در هر یک از آن‌ها سخنی درون آن جای دارد، پابرجاست و محل مناقشه نیست. این‌ها همه شمارش موضع‌هاست و نمی‌گوید کدام‌یک درست است.
page-bridge-standpoint = پل و دیدگاه
page-bridge-one-background-fact = پل دانسته‌ای زمینه‌ای است که دو محتوا به کمک آن سنجیده می‌شوند. پل‌های بی‌مناقشه در دانش پایه‌اند؛ پل‌های محل اختلاف به یک دیدگاه تعلق دارند و آنچه بر آن‌ها تکیه دارد با خط‌چین آمده و تنها برای دارندگان آن دیدگاه برقرار است. اینجا دربارهٔ حق با چه کسی بودن داوری نمی‌شود.
page-quotes-offsets = نقل‌قول‌ها و جایگاه آن‌ها
page-quotes-are-article-own = نقل‌قول‌ها عین واژه‌های متن‌اند. دو عدد زیر هر نقل‌قول شمارهٔ نویسه‌های متن (نقطه‌کدهای یونیکد) از صفر است و عدد دوم از آنِ نخستین نویسهٔ پس از نقل‌قول است. ترجمه‌ها از یادداشت‌نویس است. نویسه‌های کنترلی که خواندن را مختل می‌کنند با شماره‌شان نشان داده شده‌اند.
page-contents = فهرست
page-presupposes = پیش‌فرض
page-hangs-on = وابسته است به
page-held-by = دارنده:
page-not-held-together-with = ناسازگار با
page-after-stance = :
summary-articles = متن
summary-claims = ادعا
summary-positions = موضع
summary-speakers = گوینده و واسطه
summary-origins = خاستگاه مستقل
summary-always = تناقض بی‌قیدوشرط
summary-conditional = تناقض وابسته به دیدگاه
summary-others = رابطهٔ دیگر

## In a notebook

entry-person = شخص
entry-organization = سازمان
entry-state = دولت
entry-outlet = رسانه
entry-group = گروه
entry-sources = منبع
entry-places = مکان
entry-things = چیز
entry-populations = جمعیت
entry-kinds = نوع
entry-events = رویداد
notebook-graph = گراف ادعاها
notebook-claim = ادعا
notebook-article = مقاله
notebook-dispute = مناقشه
notebook-standpoint = دیدگاه
notebook-entry = مدخل
notebook-source = منبع
notebook-facts = واقعیت‌های زمینه
notebook-name = نام
notebook-words = واژه‌های مقاله
notebook-meaning = چه می‌گوید
notebook-who = دارندگان
notebook-kind = نوع
notebook-rule = قاعده
notebook-severity = شدت
notebook-problem = اشکال
notebook-advice = چه باید کرد
notebook-sides = چه کسی در برابر چه کسی
notebook-nothing = هیچ.
notebook-condition = برای چه کسی
notebook-place = کجا
notebook-title = عنوان
notebook-publisher = ناشر

## The pages that are served, and what tells where

ask-title = پرسش از گراف
ask-run = بپرس
ask-answer = پاسخ
ask-named = پرسش‌هایی برای آغاز
ask-back = آنچه محل مناقشه است
ask-first = { $count } سطر نخست نشان داده شده است
ask-against = در برابر
ask-keys = Ctrl-Enter می‌پرسد، Ctrl-Space کامل می‌کند، Tab به کادر بعدی می‌رود.
ask-query = متن پرسش
serving = گراف در { $address } در دسترس است؛ با Ctrl-C پایان می‌یابد
serving-plain = ویرایشگر پرسش ساخته نشده است (`make front` آن را می‌سازد)؛ صفحهٔ پرسش تنها یک کادر ساده دارد
language-name = فارسی
nav-pages = صفحه‌ها
nav-other = صفحه‌های دیگر
page-skip = به متن صفحه
nav-disputes = مناقشه‌ها
nav-articles = متن‌ها
nav-claims = ادعاها
nav-relations = رابطه‌ها
nav-sources = گوینده‌ها
nav-events = رویدادها
nav-standpoints = دیدگاه‌ها
nav-entries = نام‌نامه
nav-search = جست‌وجو
nav-missing = چیزی به این نام نیست.
nav-before = پیشین
nav-after = پسین

## Pages of the vocabulary

nav-ontology = واژگان
nav-terms = واژه‌ها
nav-rules = قاعده‌ها
nav-shapes = شکل‌ها
terms-lead = گراف هر چه می‌گوید با این واژه‌ها می‌گوید. شمار آن‌ها: { $count }.
terms-part-claim = مقاله‌ها، ادعاها، گزاره‌ها و دفتر نام‌ها
terms-part-stances = گونه‌های اظهار و درجه‌های یقین
terms-part-kinds = نوع‌ها و سنجه‌ها
terms-part-relations = رابطه‌ها و آنچه بر آن تکیه دارند
terms-part-exchange = داوری‌ها و تبادل با همکاران
terms-sort-classes = رده
terms-sort-properties = ویژگی
terms-sort-individuals = فرد
terms-facts = نسبت آن با واژه‌های دیگر
terms-narrower-than = محدودتر از
terms-wider-than = گسترده‌تر از
terms-from = دربارهٔ
terms-to = مقدارهایش
terms-one-of = یکی از
terms-members = از این میان
terms-matches = نزدیک به آن در جاهای دیگر
terms-status-stable = پایدار
terms-status-testing = آزمایشی
terms-examples = مثال‌ها
terms-notes = یادداشت‌ها
terms-shapes = شکل‌هایی که به آن نگاه می‌کنند
terms-rules = قاعده‌هایی که آن را به کار می‌برند
terms-queries = پرسش‌هایی که آن را به کار می‌برند
terms-used = در این گراف
terms-used-times = شمار دفعه‌هایی که به کار رفته است: { $count }
rules-lead = هر قاعده می‌گوید دو موضع کی به هم مربوط‌اند. شمار آن‌ها: { $count }.
rules-stances = اظهارهایی که به هم می‌رسند
rules-any-stance = هر کدام
rules-meeting = { $first } – { $second }
rules-finds = رابطه‌هایی که می‌یابد
rules-sql = به شکل پرسش از جفت موضع‌ها
rules-rests = آنچه در این گراف بر آن تکیه دارد: { $count }
shapes-lead = هر شکل می‌گوید نوشته باید چگونه باشد و اگر چنین نباشد چه چیزی نادرست است. شمار آن‌ها: { $count }.
shapes-message = آنچه گفته می‌شود اگر چنین نباشد
shapes-advice = چه باید کرد
shapes-target = به چه نگاه می‌کند
shapes-source = متن آن
nav-resource = آنچه گراف می‌گوید
resource-says = آنچه دربارهٔ آن گفته شده است
resource-mentioned = جایی که نام آن آمده است

## The desk, lists and single things, and the switch of standpoints

desk-numbers = { $disputes } با { $contradictions }، در { $articles } با { $claims }
desk-news = تازه‌ها از آخرین نگاه شما
desk-first-look = این مرورگر نخستین بار است که نگاه می‌کند. از این پس، آنچه تازه است اینجا می‌آید.
desk-no-news = چیز تازه‌ای نیست.
desk-new = تازه
desk-other-claims = ادعاهایی افزوده یا برداشته شده
desk-mark-seen = این‌ها را دیدم
desk-only-newest = تنها { $count } متنی که از همه تازه‌تر منتشر شده‌اند سنجیده می‌شوند.
desk-nothing-waits = چیزی در انتظار تصمیم نیست.
desk-quarantined = دریافتی‌های در قرنطینه: { $count }
desk-questions = پرسش‌های باز
desk-questions-are = آنچه باید دانست تا روشن شود دو ادعا با هم تناقض دارند یا نه.
desk-all-tensions = همهٔ تنش‌ها
desk-report = همه چیز در یک صفحه
desk-report-too-large = رابطه‌ها برای یک صفحه بسیارند. هر مناقشه صفحهٔ خود را دارد؛ برای نوشتن در پرونده:
switch-seen = دیده از:
switch-any = همهٔ دیدگاه‌ها با هم
switch-nobody = هیچ دیدگاهی
switch-on = دیدگاه‌هایی که برگزیده می‌شوند
switch-do = اعمال
switch-apart = نه همراه با { $others }
switch-marks = آنچه با حالت بی‌دیدگاه فرق دارد نشان دارد: + تنها با این‌ها برقرار است، − تنها بی این‌ها.
switch-gained = تنها از این دیدگاه‌ها
switch-lost = نه از این دیدگاه‌ها
switch-of-these = { $count } تا از آن‌ها تنها از این دیدگاه‌ها
switch-gains = تناقض‌هایی که تنها از این دیدگاه‌ها هست: { $count }
switch-loses = تناقض‌هایی که از میان می‌روند: { $count }
switch-unknown = دیدگاهی به این نام نیست:
switch-excluded = کسی این‌ها را با هم ندارد: { $labels }. یکی را برگزینید.
switch-settled = از این دیدگاه‌ها، چیزی از این مناقشه نمی‌ماند.
switch-not-here = این از دیدگاه‌های برگزیده برقرار نیست.
said = { $stance }: { $statement }
said-question = { $stance } { $statement }
claim-in-dispute = محل مناقشه
claim-words = با چه واژه‌هایی
claim-in-article = نمایش این واژه‌ها در متن
claim-in-text = در متن
claim-slots = چه می‌گوید، جزء به جزء
claim-presupposes = آنچه بدیهی می‌گیرد
claim-related = نسبتش با ادعاهای دیگر
relation-in-dispute = مناقشه‌ای که این از آن است
relation-own-page = این تناقض در صفحه‌ای جدا
list-disputed = { $count } محل مناقشه
page-as-data = این صفحه به شکل داده:
nav-turn = بخش‌های این فهرست
search-what = نامی بنویسید، یا چند واژه از نقل قولی.
entry-register = در نام‌نامه
entry-named = نام‌برده در ادعاهای دیگران ({ $count })
entry-claims = ادعاهایی که نامش را می‌برند ({ $count })
source-against = با سخن چه کسانی تناقض دارد
source-itself = خودش
source-words = سخنان خودش ({ $count })
standpoint-facts = آنچه بر آن است
standpoint-desk = آنچه از این دیدگاه محل مناقشه است
standpoint-changes = آنچه را دگرگون می‌کند ({ $count })
standpoint-compared = در سنجش با آنچه برای کسی برقرار است که دیدگاهی ندارد.
filter-kind = نوع
filter-source = گوینده
filter-show = نمایش
filter-all = همه
disputed-agreed = مورد توافق
disputed-nothing = چیزی یافت نشد که هر دو سو بر آن هم‌سخن باشند.
disputed-ask = بپرسید
disputed-parts = مناقشه‌های دیگری که اینجا از آن پدید می‌آیند
disputed-strongest = تناقض‌های اصلی ({ $count })
disputed-picture = تصویر
disputed-related = نسبت موضع‌های آن با یکدیگر
disputed-follows = آنچه از آن برمی‌آید

# What a person reads, in Arabic. DRAFT: to be reviewed by a native reader.
# Labels cannot be inflected: where a case or a gender would be needed, they stand after a colon or in quotation marks.

## Numbers, lists and marks

number-signs = ٠١٢٣٤٥٦٧٨٩٬٫
join-comma = {"، "}
join-semicolon = {"؛ "}
join-sentences = {" "}
join-and = {" و "}
join-or = {" أو "}
join-together = {" مع "}
join-and-seen = {" مع "}
join-alternatives = {"؛ أو: "}
join-terms = {"؛ أو: "}
join-sum = {" + "}
join-against = {" في مقابل "}
join-chain = {" نقلًا عن "}
join-nouns = {"، "}
list-and = { $first } و { $last }
list-or = { $first } أو { $last }
list-nor = { $first } ولا { $last }
sentence-start = { $words }

## Things with their numbers

claims = { $count ->
    [zero] لا ادعاءات
    [one] ادعاء واحد
    [two] ادعاءان
    [few] { $count } ادعاءات
    [many] { $count } ادعاءً
   *[other] { $count } ادعاء
}
origins = { $count ->
    [zero] لا منشأ مستقل
    [one] منشأ مستقل واحد
    [two] منشآن مستقلان
    [few] { $count } مناشئ مستقلة
    [many] { $count } منشأً مستقلًا
   *[other] { $count } منشأ مستقل
}
files = { $count ->
    [zero] لا ملفات
    [one] ملف واحد
    [two] ملفان
    [few] { $count } ملفات
    [many] { $count } ملفًا
   *[other] { $count } ملف
}
triples = { $count ->
    [zero] لا ثلاثيات
    [one] ثلاثية واحدة
    [two] ثلاثيتان
    [few] { $count } ثلاثيات
    [many] { $count } ثلاثية
   *[other] { $count } ثلاثية
}
relations = { $count ->
    [zero] لا علاقات
    [one] علاقة واحدة
    [two] علاقتان
    [few] { $count } علاقات
    [many] { $count } علاقة
   *[other] { $count } علاقة
}
verdicts = { $count ->
    [zero] لا أحكام
    [one] حكم واحد
    [two] حكمان
    [few] { $count } أحكام
    [many] { $count } حكمًا
   *[other] { $count } حكم
}
counts = { $count ->
    [zero] لا إحصاءات
    [one] إحصاء واحد
    [two] إحصاءان
    [few] { $count } إحصاءات
    [many] { $count } إحصاءً
   *[other] { $count } إحصاء
}
updates = { $count ->
    [zero] لا تحديثات
    [one] تحديث واحد
    [two] تحديثان
    [few] { $count } تحديثات
    [many] { $count } تحديثًا
   *[other] { $count } تحديث
}
contradictions = { $count ->
    [zero] لا تناقضات
    [one] تناقض واحد
    [two] تناقضان
    [few] { $count } تناقضات
    [many] { $count } تناقضًا
   *[other] { $count } تناقض
}
disputes = { $count ->
    [zero] لا خلافات
    [one] خلاف واحد
    [two] خلافان
    [few] { $count } خلافات
    [many] { $count } خلافًا
   *[other] { $count } خلاف
}
tensions = { $count ->
    [zero] لا تنافر
    [one] تنافر واحد
    [two] تنافران
    [few] { $count } تنافرات
    [many] { $count } تنافرًا
   *[other] { $count } تنافر
}
chains = { $count ->
    [zero] لا سلاسل نقل
    [one] سلسلة نقل واحدة
    [two] سلسلتا نقل
    [few] { $count } سلاسل نقل
    [many] { $count } سلسلة نقل
   *[other] { $count } سلسلة نقل
}
common-boxes = { $count ->
    [zero] لا مضامين مشتركة
    [one] مضمون مشترك واحد
    [two] مضمونان مشتركان
    [few] { $count } مضامين مشتركة
    [many] { $count } مضمونًا مشتركًا
   *[other] { $count } مضمون مشترك
}
positions = { $count ->
    [zero] لا مواقف
    [one] موقف واحد
    [two] موقفان
    [few] { $count } مواقف
    [many] { $count } موقفًا
   *[other] { $count } موقف
}
more-sources = { $count ->
    [one] مصدر آخر
    [two] مصدران آخران
    [few] { $count } مصادر أخرى
    [many] { $count } مصدرًا آخر
   *[other] { $count } مصدر آخر
}
other-sources = { more-sources }
articles = { $count ->
    [zero] لا نصوص
    [one] نص واحد
    [two] نصان
    [few] { $count } نصوص
    [many] { $count } نصًا
   *[other] { $count } نص
}
reviews = { $count ->
    [zero] لا مراجعات
    [one] مراجعة واحدة
    [two] مراجعتان
    [few] { $count } مراجعات
    [many] { $count } مراجعة
   *[other] { $count } مراجعة
}
records = { $count ->
    [zero] لا سجلات
    [one] سجل واحد
    [two] سجلان
    [few] { $count } سجلات
    [many] { $count } سجلًا
   *[other] { $count } سجل
}
proposals = { $count ->
    [zero] لا اقتراحات
    [one] اقتراح واحد
    [two] اقتراحان
    [few] { $count } اقتراحات
    [many] { $count } اقتراحًا
   *[other] { $count } اقتراح
}
rows = { $count ->
    [zero] لا صفوف
    [one] صف واحد
    [two] صفان
    [few] { $count } صفوف
    [many] { $count } صفًا
   *[other] { $count } صف
}
bytes = { $count ->
    [zero] لا بايتات
    [one] بايت واحد
    [two] بايتان
    [few] { $count } بايتات
    [many] { $count } بايتًا
   *[other] { $count } بايت
}
characters = { $count ->
    [zero] لا حروف
    [one] حرف واحد
    [two] حرفان
    [few] { $count } أحرف
    [many] { $count } حرفًا
   *[other] { $count } حرف
}
rdf-files = { $count ->
    [zero] لا ملفات RDF
    [one] ملف RDF واحد
    [two] ملفا RDF
    [few] { $count } ملفات RDF
    [many] { $count } ملف RDF
   *[other] { $count } ملف RDF
}

## Counts and units

count-at-least = { $low } على الأقل
count-at-most = { $high } على الأكثر
count-more-than = أكثر من { $low }
count-fewer-than = أقل من { $high }
count-none = لا أحد ولا شيء
count-range = من { $low } إلى { $high }
count-exact = { $number }
count-about = نحو { $number }
count-with-unit = { $number }{ $unit }
count-final = { $number } في المجموع
unit-percent = ٪
unit-km = {" "}كم
unit-kilometre = {" "}كم
unit-kilometer = {" "}كم
unit-m = {" "}م
unit-metre = {" "}م
unit-meter = {" "}م
unit-kg = {" "}كغ
unit-kilogram = {" "}كغ
unit-tonne = {" "}طن
unit-second = {" "}ث
unit-minute = {" "}د
unit-hour = {" "}س
unit-day = {" "}يوم
unit-litre = {" "}لتر
unit-liter = {" "}لتر
unit-usd = {" "}دولار أمريكي
unit-eur = {" "}يورو
unit-gbp = {" "}جنيه إسترليني
unit-irr = {" "}ريال إيراني

## Times

time-any = في أي وقت
time-from = من { $time } فصاعدًا
time-until = حتى { $time }
time-close = { $first } إلى { $last }
time-apart = { $first } إلى { $last }
time-hours = { $day }، الساعة { $first } إلى { $last }{ $zone }
time-clock = { $day }، الساعة { $hour }
time-day = { $day } { $year }
time-day-of-year = { $day } { $month }
time-month = { $month } { $year }
zone-utc = {" "}(بالتوقيت العالمي)
zone-ahead = {" "}(متقدم على التوقيت العالمي بـ { $hours } ساعة)
zone-behind = {" "}(متأخر عن التوقيت العالمي بـ { $hours } ساعة)
when = { $form ->
    [open] { $time }
    [period] بين { $time }
   *[other] في { $time }
}
time-between = { $first } و{ $last }
time-hours-between = { $first } و{ $last } في { $day }{ $zone }

## Relations and stances

relation-contradicts = تناقض
relation-tension = تنافر
relation-opposes = تعارض في الأهداف
relation-corroborates = توافق
relation-refines = تدقيق
relation-supersedes = تراجع أو استبدال
relation-updates = تحديث
relation-supports = دعم
relation-challenges = تشكيك
relation-fulfils = تحقق القول
relation-breaches = عدم تحقق القول
stance-asserts = القول
stance-denies = النفي
stance-neither-confirms-nor-denies = لا تأكيد ولا نفي
stance-predicts = التوقع
stance-demands = المطالبة
stance-refuses = الرفض
stance-commits = التعهد
stance-threatens = التهديد
stance-assesses = الرأي
stance-doubts = الشك
stance-asks = السؤال
stances-asserts = القول
stances-denies = النفي
stances-neither-confirms-nor-denies = لا تأكيد ولا نفي
stances-predicts = التوقع
stances-demands = المطالبة
stances-refuses = الرفض
stances-commits = التعهد
stances-threatens = التهديد
stances-assesses = الرأي
stances-doubts = الشك
stances-asks = السؤال
asks-presupposing = السؤال مع افتراض أنه
certainty-certain = مؤكد
certainty-probable = مرجح
certainty-possible = ممكن
certainty-hearsay = خبر بلا مصدر
modifier-adversarial = بين خصوم
modifier-self-contradiction = تناقض مع النفس
modifier-affiliated = داخل جهة واحدة
modifier-hedged = يُعد ممكنًا فحسب
modifier-probable = يُعد مرجحًا
modifier-unidentified = أحد الأصوات مجهول
modifier-in-part = جزئيًا
modifier-soft = يستند إلى عدد تقريبي
modifier-conditional = قول مشروط
condition-if = بشرط
condition-until = إلى أن
condition-unless = إلا إذا
rating-true = صحيح
rating-mostly-true = صحيح في معظمه
rating-mixed = خليط من صحيح وخاطئ
rating-misleading = مضلل
rating-mostly-false = خاطئ في معظمه
rating-false = خاطئ
rating-unproven = غير مثبت

## Slots, and how two values compare

slot-stance = نوع القول
slot-kind = النوع
slot-agent = الفاعل
slot-target = الهدف
slot-instrument = الوسيلة
slot-place = المكان
slot-time = الزمان
slot-measure = المقياس
slot-population = من بين
slot-count = العدد
slot-value = القيمة
slot-event = الحدث
slot-said-by = القائل
slot-as-of = زمان الإحصاء
as-to-kind = ماهية ما حدث
as-to-agent = الفاعل
as-to-target = الهدف
as-to-instrument = الوسيلة
as-to-place = المكان
as-to-time = الزمان
as-to-measure = ما أُحصي
as-to-population = من أُحصي
as-to-count = العدد
as-to-value = القيمة
as-to-event = الحدث
as-to-said-by = القائل
as-to-as-of = زمان الإحصاء
asked-kind = ماذا كان ذلك
asked-agent = من الفاعل
asked-target = ما الهدف
asked-instrument = بأي وسيلة
asked-place = أين
asked-time = متى
asked-measure = ما الذي أُحصي
asked-population = من بين من جرى الإحصاء
asked-count = كم
asked-value = أي القيمتين صحيحة
asked-event = أي حدث كان
asked-said-by = من القائل
asked-as-of = متى أُحصي كل عدد
comparison-equal = متساويان
comparison-narrower = A أضيق
comparison-broader = B أضيق
comparison-overlaps = بينهما اشتراك جزئي
comparison-disjoint = كل منهما ينفي الآخر
comparison-unknown = غير معلوم
comparison-to-others-narrower = A أضيق من كل واحد من الآخرين
comparison-to-others-broader = الآخرون أضيق من A

## What is said of a proposition

value-any = أيًا كان
value-unsaid = لم يُذكر
value-only = { $words } فقط
value-up-to = حتى { $time }
that = أنّ: { $clause }
said-that = من أقوال «{ $who }» أنّ: { $clause }
after-agent = ، الفاعل: { $value }
after-target = ، الهدف: { $value }
after-target-alone = {" "}({ $value })
after-instrument = ، الوسيلة: { $value }
after-place = ، المكان: { $value }
after-time = ، { $value }
after-event = {" "}(الحدث: { $value })
after-value = : { $value }
after-state-target = {" "}({ $value })
after-state-value = : { $value }
after-state-agent = ، صاحبه: { $value }
after-sentence-agent = ، الفاعل: { $value }
after-sentence-target = ، الهدف: { $value }
after-sentence-event = {" "}({ $value })
with-count = { $words }: { $count }
clause-state = الأمر كذلك: { $words }
clause-named-event = وقع ما يلي: { $words }
clause-event = وقع ما يلي: { $words }
counted-population = { $what }: { $number }
counted-measure = { $what }: { $number }
counted-both = { $measure } ({ $population }): { $number }
counted-final = { $words } في المجموع
counted-as-of = { $words }، بحسب إحصاء { $time }

## Who says it, and on what background

told = { $who } – { $stance }: { $statement }
told-question = { $who } – { $stance } { $statement }
nobody = لا أحد
named = { BRACKETED($label) }
described = { BRACKETED($label) }
jointly = { $first } بالاشتراك مع { $others }
views = { $views }
view = { $label }
bridge-part-of = «{ $subject }» جزء من «{ $object }»
bridge-commanded-by = «{ $subject }» تحت إمرة «{ $object }»
bridge-within = «{ $subject }» داخل «{ $object }»
bridge-broader = «{ $subject }» نوع من «{ $object }»
bridge-distinct-from = «{ $subject }» غير «{ $object }»
bridge-same-as = «{ $subject }» و«{ $object }» شيء واحد
bridge-other = { $subject } – { $relation } – { $object }

## Headlines

headline-contradicts = تناقض بين قول { $first } وقول { $second }{ $about }
headline-tension = تنافر بين قول { $first } وقول { $second }{ $about }
headline-opposes = تعارض بين مراد { $first } ومراد { $second }
headline-corroborates = قول { $first } يوافق قول { $second }
headline-refines = قول { $first } أدق من قول { $second }{ $about }
headline-supersedes = قول { $first } يصحح قولًا سابقًا: { $second }
headline-updates = إحصاء { $first } أحدث من إحصاء { $second }
headline-supports = قول { $first } يدعم تقدير { $second }
headline-challenges = قول { $first } يشكك في تقدير { $second }
headline-fulfils = خبر { $first } يشهد بالوفاء بقول { $second }
headline-breaches = خبر { $first } يخالف قول { $second }
headline-own-contradicts = تناقض بين قولين من { $first }{ $about }
headline-own-tension = تنافر بين قولين من { $first }{ $about }
headline-own-refines = قولان من { $first }، الأول منهما أدق{ $about }
headline-own-supersedes = تراجع عن قول سابق أو استبدال له من { $first }
headline-doubt-supports = قول { $first } يقوي شك { $second }
headline-doubt-challenges = شك { $second } في قول { $first }
headline-presupposition-contradicts = ما يفترضه قول { $first } يناقض قول { $second }{ $about }
headline-presupposition-tension = ما يفترضه قول { $first } في تنافر مع قول { $second }{ $about }
headline-attribution-contradicts = الخبر عن قول { $first } يناقض قول { $second }{ $about }
headline-attribution-tension = الخبر عن قول { $first } في تنافر مع قول { $second }{ $about }
headline-fulfils-commits = بحسب { $first }، جرى الوفاء بتعهد { $second }
headline-fulfils-threatens = بحسب { $first }، جرى تنفيذ تهديد { $second }
headline-fulfils-refuses = بحسب { $first }، رفض { $second } ما زال قائمًا
headline-fulfils-predicts = بحسب { $first }، صدق توقع { $second }
headline-breaches-commits = بحسب { $first }، جرى الإخلال بتعهد { $second }
headline-breaches-threatens = بحسب { $first }، لم يُنفذ تهديد { $second }
headline-breaches-refuses = بحسب { $first }، جرى العدول عن رفض { $second }
headline-breaches-predicts = بحسب { $first }، لم يصدق توقع { $second }
headline-aim-demands = رفض من { $second } لمطلب { $first }
headline-aim-commits = رفض من { $second } لتعهد { $first }
headline-in-part = قول { $first } يوافق قول { $second } جزئيًا
headline-denials = نفي { $first } يوافق نفي { $second }
headline-opinions = تقدير { $first } في تنافر مع شك { $second }{ $about }
headline-take-back-report = تراجع من { $who } عن خبر سابق: { $told }
headline-hedged = { $summary } (بحسب { $who } هذا احتمال فحسب)
headline-as-to = {" "}من حيث { $named }
headline-several = { $noun } بين أقوال { $everybody }
headline-parts = مجموع الأجزاء بإحصاء { $parts } أكبر من الكل بإحصاء { $whole }
headline-not-all-true = أقوال { $everybody } لا يمكن أن تصح جميعها معًا
headline-on-condition = { $summary }، { $condition }
between-adversarial = { $summary } (خصمان)
between-affiliated = { $summary } (داخل جهة واحدة)
between-self-contradiction = { $summary } (مع النفس)
condition-none = أيًا كانت وجهة النظر
condition-unknown = من دون أي وجهة نظر معروفة
condition-and-unless = { $needed }، { $unless }
condition-if-held = بشرط قبول: { $views }
condition-unless-held = إلا بقبول: { $views }

## How a number changed

count-change = { $at }{ $rose ->
    [rose] ارتفع
    [fell] انخفض
   *[changed] تغير
} عدد { $what } من { $old } ({ $then }) إلى { $new } ({ $now })
count-replaced = { $at }{ $rose ->
    [rose] رفع
    [fell] خفض
   *[changed] تغيير
} عدد { $what } من { $old } ({ $then }) إلى { $new } ({ $now }) في إحصاء { $who }
count-of-whom = { $measure } ({ $population })
count-at = { $event }:{" "}
count-by-at = { $who }، { $when }
count-more-times = { $count ->
    [one] إحصاء آخر
    [two] إحصاءان آخران
    [few] { $count } إحصاءات أخرى
    [many] { $count } إحصاءً آخر
   *[other] { $count } إحصاء آخر
}
count-time-unknown = زمان غير معلوم
count-period = من { $first } إلى { $last }

## Cards

card-implied-reported = { $short }: يُنقل أن من أقوال «{ $speaker }» أنّ: { $content }
card-presupposes = افتراض ضمني
card-reported-have-said = قول منقول
card-counts-none = عدد صفر، أي نفي كل عدد
card-opposite = متضادان
card-same = متماثلان
card-different = مختلفان
card-denies-any = صفر: نفي كل عدد
card-place-of-target = { $derived } (لم يُذكر؛ هو مكان الهدف)
card-see-rule = انظر القاعدة
card-not-known-which-later = لا يُعلم أيهما أحدث
card-count-of-opponent = ليس تحديثًا: إحصاء خصم
card-one-later = أحدهما أحدث
card-not-compared = بلا مقارنة
card-parts-add-up = مجموع الأجزاء أكبر من A
card-took-back-its-report = جرى التراجع عن الخبر بذلك من { $who }
card-since-corrected-by = جرى تصحيحه لاحقًا من { $who }
card-only-possible = احتمال فحسب: لا يدخل هنا
card-counted-at-another-time = لا يدخل هنا: أُحصي في زمان آخر
card-takes-no-part-here = لا يدخل هنا
card-presupposes-this = يفترض هذا
card-its-condition = يجعل هذا شرطًا له
card-words-of-source = ينقل هذا على أنه كلام مصدره
card-something-else = يقول عن ذلك شيئًا آخر
card-register-undisputed = السجل، بلا خلاف
card-dropped = { $label } (A: { $ours }؛ B: { $theirs })
card-generalised = { $label }: «{ $ours }» و«{ $theirs }» كلاهما يندرج تحت «{ $outer }»
card-implied = افتراض في { $short } أنّ: { $clause }
card-total = { $letters }: { $lows }، المجموع { $total } على الأقل؛ A: { $whole }
card-numbers = { $claims }، { $origins }
card-contested = محل خلاف: { $standpoint }
card-contested-held = محل خلاف: { $standpoint }، في رأي { $holders }

## Readings that dissolve a relation

reading-one-does-not-hold = ألا يُقبل أنّ { $fact }؛ وهذا محل خلاف.
reading-one-holds = أن تُقبل وجهة النظر: { $settled }. عندئذ يُحسم ما بقي هنا مفتوحًا.
reading-what-denied-are-words = المنفي هو الألفاظ لا معناها: قيل المعنى نفسه بألفاظ أخرى.
reading-who-asks-does-not = السائل لا يسلّم بما يرد في السؤال؛ إنما ينقل ما يُقال.
reading-word-presupposes-article-not = اللفظ الذي يحمل هذا الافتراض لكاتب النص لا للمتكلم.
reading-words-presuppose-less-than = الكلام يفترض أقل مما فهمه المعلّق.
reading-somebody-else-said-name = قال ذلك شخص آخر باسم «{ $speaker }».
reading-said-on-another-occasion = قيل ذلك في مناسبة غير التي يتحدث عنها النفي.
reading-each-true-at-another = كل منهما صحيح في لحظة أخرى: تغيرت الحال في الزمان المشترك بينهما.
reading-one-speaks-state-law = أحدهما يتحدث عن الوضع القانوني والآخر عن الوضع الفعلي.
reading-two-mean-different-parts = المراد عند الطرفين أجزاء مختلفة من «{ $label }».
reading-both-had-part-neither = اشترك فيه الاثنان، ولا يذكر أي منهما جميع المشتركين.
reading-one-names-who-gave = أحدهما يذكر الآمر والآخر يذكر المنفذ.
reading-belong-together-one-stands = «{ $a }» و«{ $b }» مرتبطان: أحدهما تحت إمرة الآخر.
reading-each-names-as-exactly = كل منهما يذكر { $label } بالدقة التي أرادها: «{ $ours }» و«{ $theirs }» هنا شيء واحد.
reading-one-gives-time-event = أحدهما يذكر زمان الحدث والآخر زمان الخبر عنه.
reading-lasted-one-gives-its = امتد ذلك: أحدهما يذكر بدايته والآخر نهايته.
reading-one-names-where-came = أحدهما يذكر من أين جاء والآخر إلى أين وصل.
reading-took-place-both-neither = وقع في المكانين، ولا يذكر أي منهما جميع الأماكن.
reading-one-names-what-aimed = أحدهما يذكر ما استُهدف والآخر ما أُصيب.
reading-both-were-targets-neither = كلاهما كان هدفًا، ولا تذكر أي رواية جميع الأهداف.
reading-both-were-used-neither = كلاهما استُعمل، ولا تذكر أي رواية كل شيء.
reading-one-names-weapon-other = أحدهما يذكر السلاح والآخر ما أطلقه أو ما حمله.
reading-both-one-after-other = وقع الاثنان، أحدهما بعد الآخر أو بسببه: { $a } و { $b }.
reading-one-them-infers-what = أحدهما يستنتج ماهية ما حدث، ولا يرى إلا آثاره.
reading-only-meant-something-narrower = «{ $value } فقط» قيل في شيء أضيق، ويترك مجالًا لغيره ({ $label }).
reading-they-do-not-count = ليس المُحصى شيئًا واحدًا: مدة أخرى أو منطقة أو جماعة أخرى.
reading-one-numbers-older-count = أحد العددين أقدم، واستمر الإحصاء بعده.
reading-higher-number-counted-later = العدد الأكبر أُحصي لاحقًا: فهو إذن تحديث، وكلاهما صحيح في زمانه.
reading-what-given-as-number = ما ذُكر على أنه عدد الكل هو عدد جزء، أو كان تقديرًا مبكرًا.
reading-they-do-not-count-update = ليس المُحصى شيئًا واحدًا: فالعدد الأحدث إذن لا يقول شيئًا عن الأقدم.
reading-later-number-only-told = العدد الأحدث قيل بعد الآخر فحسب، ولم يُحصَ بعده.
reading-later-statement-leaves-earlier = القول اللاحق يُبقي السابق قائمًا: هما في أمرين أو زمانين مختلفين.
reading-whoever-takes-back-does = من يتراجع عنه لا يتكلم باسم من قالوه.
reading-who-holds-something-only = من يرى شيئًا ممكنًا فحسب لا يخطئ إن لم يكن كذلك: كلا القولين قائم.
reading-another-one-than-meant = من «{ $words }» هو غير الذي يعنيه الطرف الآخر.
reading-not-the-same = «{ $words }» و«{ $theirs }» ليسا شيئًا واحدًا ({ $label }).
reading-parts-overlap-somebody-counted = الأجزاء متداخلة: أُحصي أحد في أكثر من جزء.
reading-whole-counted-earlier-than = أُحصي الكل قبل الأجزاء، أو لا يشمل ما تشمله.
reading-this-conflict-aims-not = هذا تعارض في الأهداف لا في الوقائع: قد يكون القولان منقولين بصدق.
reading-condition-one-them-makes = يتحقق الشرط الذي وضعه أحد الطرفين فينتهي التعارض.
reading-what-refused-less-than = المرفوض أقل من المطلوب: قد يكفي زمان أو مكان أو أسلوب آخر.
reading-what-foresaw-meant-another = توقع { $word } كان في زمان أو مكان أو حجم آخر.
reading-report-wrong-or-made = الخبر خاطئ، أو صدر قبل انقضاء الزمان المتوقع.
reading-came-about-without-or = وقع ذلك من دون { $word }، أو لأسباب أخرى.
reading-deed-not-or-time = الفعل ليس فعل { $word }، أو لم تنقضِ بعدُ مهلة الوفاء بالقول.
reading-condition-under-which-said = لم يتحقق الشرط الذي قيل تحته: فلا وفاء إذن ولا إخلال.
reading-what-announced-what-done = ما أُعلن وما فُعل أمران مختلفان.
reading-what-say-itself-doubt = قول { $fact } نفسه موضع شك، فلا يُبنى عليه شيء.
reading-rests-on-other-grounds = { $what ->
    [doubt] شك
   *[view] رأي
} { $view } له أسباب أخرى، أو هو في زمان آخر.
reading-their-origins-belong-one = مناشئهما تابعة بعضها لبعض، وأحدها يتكلم باسم الجميع.
reading-one-them-only-repeats = أحدهما يكرر الآخر فحسب: فهما صوت واحد.
reading-they-agree-only-because = لا يتفقان إلا لأن شيئًا أُسقط ({ $gone })، وهما في حدثين مختلفين.
reading-without = «{ $outer }» من دون «{ $inner }»
reading-denial-meant-more-narrowly = النفي أضيق مما كُتب: { $without }.
reading-names-no = ؛ ولم يُذكر فيه { $missing }
reading-denial-speaks-another-occasion = النفي الصادر عن { $b } يخص حالة غير التي يتحدث عنها قول { $a }{ $gap }.
reading-both-are-true-leave = كلاهما صحيح: لم يُذكر في قول { $who }: { $as_to }، وليس هو «{ $outer }».
reading-both-are-true-another = كلاهما صحيح: لم يكن المراد من «{ $inner }» هنا «{ $outer }».
reading-both-are-true-outside = كلاهما صحيح: «{ $inner }» كله أو بعضه خارج «{ $outer }» ({ $label }).
reading-time-set-by-its = زمان { $short } ({ $when }) الذي حدده المعلّق خاطئ؛ أساسه: «{ $basis }».
reading-taken-for-one-event = يتحدثان عن حدثين مختلفين عدّهما المعلّق حدثًا واحدًا ({ $label }).
reading-they-speak-different-events = يتحدثان عن حدثين مختلفين.
reading-number-vague-may-mean = العدد الوارد في قول { $who } تقريبي ({ $figure })، وقد يكون أكثر أو أقل.
reading-misquoted = نُقل كلام مصدر أو فُهم خطأً{ $told }{ $passed_on }.
reading-passed-on-by = ؛ بواسطة { $by }
reading-told = : { $claims } بألفاظ النص لا بألفاظ المتكلم

## Questions

question-taken-one-two-back = هل جرى التراجع عن أحد القولين من { $who }؟
question-if-so-which-words = إن كان كذلك: بأي ألفاظ ولمن؟
question-do-these-speak-same = هل يتحدث هذان عن حدث واحد: { $a }؛ و: { $b }؟
question-about = { $about }: { $asked }
question-among-what-only-meant = هل «{ $named }» مما تستبعده كلمة «فقط»؟
question-when-each-them-counted = متى أُحصي كل من العددين: { $count1 } ({ $a }) و { $count2 } ({ $b })؟
question-do-both-numbers-count = هل يُحصي العددان ({ $count1 } و { $count2 }) شيئًا واحدًا، وهل هناك عدد أحدث؟
question-did-say-so-at = هل صدر هذا أصلًا عن { $who } ({ $stance }: { $statement })؟
question-stand-by = هل ما زال هذا قول { $who } ({ $stance }: { $statement })؟
question-anybody-counted-more-than = هل أُحصي أحد في أكثر من واحد من هذه: { $listing }؟ وإلا فهل الكل أكبر مما قيل أو أحد الأجزاء أصغر: { $whole }؟
question-had-condition-come-about = هل كان الشرط قد تحقق حينئذ: { $terms }؟
question-will-this-come-about = هل سيقع هذا: { $wish }؟
question-condition-met = هل تحقق شرط { $who }: { $terms }؟
question-do-know-this-independently = هل علم كل من { $a } و { $b } بهذا مستقلًا عن الآخر: { $box }؟
question-fact = هل { $fact }؟
bridge-asked-part-of = هل { bridge-part-of }؟
bridge-asked-commanded-by = هل { bridge-commanded-by }؟
bridge-asked-within = هل { bridge-within }؟
bridge-asked-broader = هل { bridge-broader }؟
bridge-asked-distinct-from = هل { bridge-distinct-from }؟
bridge-asked-same-as = هل { bridge-same-as }؟
question-did-say = هل من أقوال «{ $speaker }» أنّ: { $said }؟
question-did-say-this = هل هذا من أقوال «{ $speaker }»: { $said }؟
question-is-this-so = هل الأمر كذلك: { $words }؟
question-or = { $question }: { $a } أم { $b }؟
question-can-only-have-denied = لا يمكن أن يكون نفي { $who } إلا لما كان { $end }: فهل { $when } مراد أيضًا؟
question-of-was-it = من «{ $outer }»: هل كان «{ $inner }»؟
question-mark = { $question }؟
question-does-come-under = { $slot ->
    [kind] هل «{ $inner }» نوع من «{ $outer }»
    [place] هل «{ $inner }» داخل «{ $outer }»
   *[other] هل «{ $inner }» من «{ $outer }»
}؟
question-which-not-true = أي هذه غير صحيح: { $listing }؟
question-if-so = إن كان كذلك: { $question }
question-meant = { $form ->
    [one-of] أيّ من «{ $words }» كان
   *[who] من أو ما المراد بـ «{ $words }»
}؟
question-meant-is-it = { $form ->
    [one-of] هل كان من بين «{ $words }»: «{ $theirs }»
   *[who] هل المراد بـ «{ $words }» هو «{ $theirs }»
}؟
question-or-inside = { $question }: { $a } أم { $b }، أم أحدهما داخل الآخر؟
question-counting = { $words } – { $nouns }
question-names-none = لم يُذكر في قول { $who }: { $as_to }؛ فهل كان { $said }؟
question-same-as-to = قول { $a } عن «{ $inner }» وقول { $b } عن «{ $outer }»: هل المراد واحد؟
question-happened = هل وقع: { $kind }{ $agent }{ $target }{ $instrument }{ $place }{ $time }؟
part-agent = ، الفاعل: { $value }
part-target = ، الهدف: { $value }
part-target-alone = {" "}({ $value })
part-instrument = ، الوسيلة: { $value }
part-place = ، المكان: { $value }
part-time = {" "}{ $value }

## Verdicts

verdict-verdicts = الأحكام
verdict-verdict = الحكم
verdict-follows = ما يترتب عليه
verdict-follows-all = ما يترتب على الأحكام
verdict-together = ما يترتب على عدة أحكام معًا
verdict-disagree = حيث يختلف المحكّمون
verdict-nothing = لا شيء لادعاءات أخرى
verdict-evidence = الأدلة
verdict-published = التحقق المنشور
verdict-stated = بألفاظ المحكّم: «{ $name }»
verdict-partner = أرسله { $name }
verdict-unaccepted = لم يقبله أحد هنا
verdict-revised = راجعه حكم أحدث
verdict-true = صحيح
verdict-false = خاطئ
verdict-true-by = صحيح في حكم
verdict-false-by = خاطئ في حكم
verdict-because = بناءً على حكم
verdict-on = في
verdict-on-claim = { $who } في { $claim }
verdict-because-of = بناءً على حكم { $grounds }
verdict-only-if = فقط لمن يقبل: { $views }
verdict-note = الحكم لصاحبه، وما يترتب عليه محسوب: إن صح شيء صح كل ما هو أعم منه؛ وإن لم يصح لم يصح شيء أخص منه. وحيث يختلف المحكّمون يُعرض الحكمان.

## What keeps a rule from applying

why-found = ما وُجد
why-nothing = لم يوجد بينهما شيء.
why-keeps = ما يمنع انطباق القواعد الأخرى
why-weaker = ليس أكثر من ذلك، لأن
why-others = قواعد في أنواع أخرى من الأقوال
why-settled = معلوم لمن يقبل: { $views }
why-with-settled = { $reason } { $settled }.
why-one-position = لهما موقف واحد: أحدهما يكرر الآخر أو يشهد له.
why-slot = العنصر
why-comparison = المقارنة
why-rule = القاعدة
why-by-rule = { $relation } (القاعدة { $rule })
why-both-assert = كلاهما قول
why-not-compared = بلا مقارنة
needs-denial = أحدهما قول والآخر نفي
needs-presupposition = أحدهما يفترض ما ينفيه الآخر
needs-attribution = يُنقل عن أحدهما قول ينفي الآخر أنه قيل
needs-assessment = أحدهما رأي
needs-opposed-aims = أحدهما يطلب شيئًا أو يتعهد به والآخر يرفضه
needs-word-and-deed = أحدهما تعهد أو تهديد أو رفض أو توقع والآخر خبر
needs-corroboration = كلاهما قول أو كلاهما نفي
reason-stances = تنظر هذه القاعدة في اثنين حيث { $needs }.
reason-utterance = أحدهما عن قول قيل والآخر عن الواقع: لا يُقارنان.
reason-kind = النوع: لا «{ $a }» داخل «{ $b }» ولا العكس. إن كان أحدهما نوعًا من الآخر فليُكتب في السجل (broader).
reason-apart = { $slot }: «{ $a }» و«{ $b }» كل منهما ينفي الآخر. إن لم يكن كذلك فليُكتب في السجل كيف يرتبطان أو ليُصحح الادعاء.
reason-apart-time = الزمان: { $a } و { $b } لا يلتقيان. إن كان أحد التاريخين خاطئًا فليُصحح.
reason-apart-event = الحدث: «{ $a }» و«{ $b }» حدثان. إن كانا حدثًا واحدًا فليُذكر في الادعاءين أو ليُكتب same_as.
reason-ratio = لا تُقارن النسب إلا في نطاق واحد: { $slot } هو «{ $a }» و«{ $b }».
reason-idle = عدد يبدأ من الصفر («حتى …») لا يقول إن أحدًا كان هناك.
reason-left-out = { $slot }: يذكر { $who } عددًا ويترك { $slot }، وهذا لا يتنافر مع النفي. إن ورد في النص فليُكتب.
reason-outside = { $slot }: «{ $a }» و«{ $b }» ليس أحدهما داخل الآخر على النحو الذي تطلبه هذه القاعدة ({ $comparison }).
reason-unsaid = { $slot }: لم يذكره { $who }. إن ورد في النص أو الحدث فليُكتب.
reason-open = { $slot }: لا تُعلم العلاقة بين «{ $a }» و«{ $b }». فلتُكتب في السجل، أو في وجهة نظر إن كانت محل خلاف.
reason-not-functional = لا نوع يشمل الاثنين وله { $slot } واحد فقط. إن كان له واحد فليُكتب هناك (functional: { $name }).
reason-not-same = { $slot }: «{ $a }» و«{ $b }» ليسا شيئًا واحدًا.
reason-nested = { $slot }: «{ $a }» و«{ $b }» أحدهما داخل الآخر: أحدهما أدق فحسب.
reason-overlapping = { $slot }: بين «{ $a }» و«{ $b }» جزء مشترك: قد يصح الاثنان.
reason-same-value = { $slot }: كلاهما يذكر الشيء نفسه.
reason-state = أحدهما حالة لا حدث.
reason-event-not-state = هذه أحداث لا حالات.
reason-event = لا يذكر كلاهما حدثًا واحدًا. إن كانا عن حدث واحد فليُعلن وليُذكر في الاثنين.
reason-unnamed-event = لم يُذكر في كليهما عن أي حدث يتحدث. إن كان واحدًا فليُذكر في الاثنين.
reason-counted = أحدهما يذكر عددًا: وهناك تقول العناصر ما المُحصى.
reason-nowhere = لا هدف أحدهما ولا مكانه داخل ما للآخر، أو لم يُذكرا.
reason-not-distinct = لا يقول السجل إن «{ $a }» غير «{ $b }». إن لم يكن حدث كليهما معًا فليُكتب distinct_from.
reason-same-kind = كلاهما يقول الشيء نفسه عن ماهية ما حدث، أو أحدهما أدق فحسب.
reason-any-of = { $slot }: لم يُذكر أيّ من عدة كان («{ $a }»، «{ $b }»).
reason-described = { $slot }: «{ $a }» أو «{ $b }» غير معروف. إن قال أحد من هو أو ما هو فليُكتب في وجهة نظر (same_as).
reason-only = لا يقول أي منهما إن غير ذلك ليس مرادًا. إن قاله النص فليُكتب (only).
reason-not-apart = { $slot }: «{ $a }» و«{ $b }» لا ينفي أحدهما الآخر.
reason-no-number = أحدهما ينفي عددًا فحسب لا يقول الآخر عنه شيئًا.
reason-not-of-event = النوع: «{ $a }» أو «{ $b }» ليس من نوع الحدث.
reason-two-acts = النوع: كلاهما أضيق من نوع الحدث، وقد يكونان فعلين فيه.
reason-runs-back = النوع: «{ $a }» و«{ $b }» على العكس: ليس أي من القولين أدق.
reason-one-only = { $slot }: لا يكون إلا واحدًا، وفيه يختلفان.
reason-wider-kind = النوع: المُحصى («{ $a }») أوسع من المنفي («{ $b }»).
reason-beside-count = { $slot }: أحدهما يُحصي «{ $a }» والآخر «{ $b }»، وليس بينهما إلا جزء مشترك.
reason-no-count = لا يذكر كلاهما عددًا.
reason-measure = «{ $a }» و«{ $b }» لا يقيسان شيئًا واحدًا. إن كان أحدهما جزءًا من الآخر فليُكتب (broader).
reason-numbers-fit = قد يصح العددان: { $a } و { $b }.
reason-no-upper-bound = العدد الأصغر حد أدنى فحسب: قد يصح { $a } و { $b }.
reason-scope = { $slot }: ما يُحصيه العدد الأكبر («{ $a }» أو «{ $b }») ليس داخل ما يُحصيه الآخر.
reason-later = أحد الإحصاءين أحدث ويحدّث الآخر. إن كان الأقدم للكل فليُكتب final: true.
reason-when = لا يُعلم أي الإحصاءين أحدث. فليُكتب متى أُخذ كل منهما (as_of، مع الساعة).
reason-event-alone = كل ما يشتركان فيه أن الحدث الذي يذكرانه كان.
reason-one-voice = هما صوت واحد، أو أحدهما يتكلم باسم الآخر: فليس هناك شاهد ثانٍ.
reason-own-count = هما صوت واحد، وإحصاؤه الأحدث يحل محل الأقدم.
reason-possible = ما يُعد ممكنًا فحسب لا يُلزم أحدًا.
reason-left = لم يعد الادعاء { $claim } محسوبًا: جرى تصحيحه، أو أعاد صوته الإحصاء.
reason-condition = شرط هذه القاعدة غير متحقق.
reason-corrects = لا يتراجع أحدهما عن الآخر. إن تراجع في النص فليُكتب (corrects).
reason-stronger = بينهما ما هو أقوى.
hint = { $where }: تلميح: { $first } و { $second } ({ $also }) يفصلهما عن التناقض عنصر واحد ({ $rule }). { $told }

## Disputes

dispute-dispute = الخلاف { $a }
dispute-side = الطرف { $a }
dispute-chains = { $a } بلا مصدر مشترك
dispute-choke-points = تمر كلها عبر { $a }
dispute-circular = نقل دائري: { $a }
dispute-disputed-if = محل خلاف فقط بقبول: { $views }
dispute-left-corrections = { $a } تراجع عن { $b }
dispute-left-counts = { $a } إحصاء جديد لما أحصاه { $b }
dispute-beside = في الموضع نفسه، بلا تناقض مع أحد هنا: { $a }
dispute-astride = { $a } في أكثر من طرف ({ $b }) بلا تناقض مع النفس
dispute-said-so = أن هذا قول { $a }
dispute-nothing = لا شيء
dispute-more = … و { $a } أخرى
dispute-conflicts = ما لا يمكن أن يصح جميعه معًا
dispute-if = ، إذا كان { $a }
dispute-held-by = في رأي { $a }
dispute-contested = محل خلاف: { $a }
dispute-recorded = قد تؤدي حقائق أخرى محل خلاف إلى الشيء نفسه
dispute-give-up = أقل ما يجب التخلي عنه
dispute-give-up-bridges = الأقل، إن جاز التخلي عما هو محل خلاف أيضًا
dispute-that = أنّ { $a }
dispute-unique = ولا يكفي غيره بهذا القدر
dispute-others = وهناك غيره يكفي بهذا القدر
dispute-bound = الوزن { $a }؛ لا يُعلم أنه الأقل، والأقل { $b } على الأقل
dispute-check-first = ما يُتحقق منه أولًا
dispute-settles = يحسم { $a } إن صح، و { $b } إن لم يصح
dispute-seen = مع قبول: { $a }
dispute-seen-from-none = من دون أي وجهة نظر
dispute-together = يمكن قبولها معًا
dispute-too-many = ما يمكن قبوله معًا: الحالات أكثر من أن تُسرد
dispute-in-every-one = مشترك بين جميع الحالات
dispute-survives = يبقى في جميع الحالات
dispute-survives-not = لا يبقى في جميع الحالات شيء مما يتفق عليه موقفان
dispute-undecided = لا يُعلم هل يبقى: { $a }
dispute-title = { $dispute } { $name } ({ $contradictions })
dispute-title-conditional = { $dispute } { $name } ({ $contradictions }، من بعض وجهات النظر فقط)
agreements = من يوافق من
agreements-source = المصدر
agreements-relation = العلاقة
agreements-other = المصدر الآخر
agreements-always = دائمًا
agreements-conditionally = بشرط
agrees-contradicts = تناقض
agrees-tension = تنافر
agrees-opposes = تعارض في الأهداف
agrees-corroborates = تأييد
agrees-refines = تدقيق
agrees-supersedes = تراجع أو استبدال
agrees-updates = تحديث
agrees-supports = دعم
agrees-challenges = تشكيك
agrees-fulfils = وفاء بالقول
agrees-breaches = إخلال بالقول
brief-dispute = { $dispute }:
brief-hangs-on = يتوقف على
brief-ask = اسألوا:
brief-tensions = {" "}ومعها { $tensions }.
brief-nothing = لا شيء محل خلاف: لا ينفي موقفان أحدهما الآخر.{ $tensions }
brief-all = { $disputes }: { $contradictions }{ $conditional }{ $tensions }.
brief-conditional = {" "}(منها { $count } من بعض وجهات النظر فقط)
brief-and-tensions = ، ومعها { $tensions }
brief-more-sides = { $count ->
    [one] طرف آخر
    [two] طرفان آخران
    [few] { $count } أطراف أخرى
    [many] { $count } طرفًا آخر
   *[other] { $count } طرف آخر
}
brief-about = { $sides } – { $statement }
brief-with-counts = { $who } ({ $counts })
brief-whether = هل { $fact } (محل خلاف)
brief-happened-at-all = هل وقع ذلك أصلًا
brief-said-at-all = هل قيل ذلك أصلًا
brief-whether-said = هل صحيح أنّ: { $clause }
brief-one-voice = أقوال منسوبة إلى { $who }
brief-which-is-so = أي الأقوال صحيح
edge-denies-words = نفي القول
edge-denies-presupposed = نفي المفترض
edge-contradicts = تناقض

## Counts over time

tally-counts = كيف تغيرت الإحصاءات
tally-number = الرقم
tally-as-of = حتى
tally-voice = من يُحصي
tally-count = العدد
tally-how = العلاقة بغيره
tally-claim = الادعاء
tally-no-time = زمان غير معلوم
tally-updates = يحدّث { $numbers }
tally-updated = حدّثه { $numbers }
tally-supersedes = يحل محل { $numbers }
tally-superseded = حل محله { $numbers }
tally-contradicts = ✗ يناقض { $numbers }
tally-tension = ؟ في تنافر مع { $numbers }
tally-numbers = { $counts }، { $updates }، { $contradictions }
tally-caption = يجري الزمان من اليسار إلى اليمين ويزيد العدد صعودًا. الخط المتصل يصل إحصاءات صوت واحد، والمنقط يصل إحصاءً بإحصاء صوت آخر يحدّثه.
tally-said = وقت القول
tally-published = وقت نشر المقال
tally-contradicted = لا يمكن أن يصحّا معًا
tally-conditional = لا يمكن أن يصحّا معًا، من بعض وجهات النظر فقط
tally-about = تقريبي أو ضمن مدى
tally-not-asserted = متوقع أو مظنون، لا مؤكد
tally-denied = منفي أو مشكوك فيه
tally-final = إحصاء نهائي، لا حتى حينه فقط
tally-others = أصوات أخرى
tally-clocks = أوقات اليوم{ $zone }
tally-logarithmic = محور الأعداد لوغاريتمي: كل خطوة مضاعفة لما قبلها.
tally-begins = يبدأ محور الأعداد من { $number } لا من الصفر.
tally-cut = الزمان الذي لم يُحصَ فيه شيء مقتطع حيث ينكسر المحور.
tally-joined = الإحصاءات المتقاربة التي لا تتمايز دائرة واحدة فيها عددها؛ والجدول يفصّلها.
tally-unlinked = عدد التناقضات { $count } أكثر من أن ترسم خطوطًا: الإحصاءات المعنية محاطة بحلقة.
tally-by-utterance = عدد الإحصاءات التي لا تذكر وقتها { $count }، وهي عند وقت قولها أو نشرها.
## Places on a map

map-title = أين
map-caption = الأماكن التي لها إحداثيات في السجل، على شبكة درجات مجردة: لا حدود مرسومة، والشمال في الأعلى.
map-place = المكان
map-coordinates = الإحداثيات
map-said = ما قيل عنه
map-asserted = قيل إن شيئًا وقع هناك
map-denied = منفي أو مشكوك فيه فقط
map-both = قاله بعضهم ونفاه بعضهم أو شك فيه
map-other = لم يُقل إنه وقع هناك ولم يُنفَ
map-joined = الأماكن المتقاربة التي لا تتمايز دائرة واحدة فيها عددها؛ والجدول يفصّلها.
map-unplaced = ليس على الخريطة لعدم وجود إحداثيات بلا خلاف: { $places }
map-degrees = { $degrees }°
map-north = { $degrees }° شمالًا
map-south = { $degrees }° جنوبًا
map-east = { $degrees }° شرقًا
map-west = { $degrees }° غربًا
map-scale = { $length } كم (عند { $latitude })
tally-population = { $measure } ({ $population })
tally-title = { $subject }: { $measure }
tally-of-whom = { $count } ({ $population })

## The faces of a card: what they share, the terminal, Markdown

face-slot = العنصر
face-comparison = المقارنة
face-pairs = بين من
face-bridges = يستند إلى
face-readings = يسقط إذا
face-question = السؤال الذي يحسمه
face-common = ما يتفق عليه الاثنان
face-direct = بين علامتي اقتباس
face-told = بألفاظ النص
face-translation = ترجمة
face-gloss = بعبارة أخرى
face-condition = بشرط
face-total = المجموع
face-dropped = أُسقط
face-generalised = عُمّم
face-origin = المنشأ
face-article = النص
face-from = ، نقلًا عن{" "}
face-said = زمان القول
face-rule = القاعدة
face-hash = بصمة المدخلات
text-more-pairs = … و { $count } أخرى
text-conflict = تعارض
text-unknown = غير معلوم
text-implied = ما يُقارن بوصفه A
text-chain = سلسلة النقل
text-relation = العلاقة
text-version = النسخة
text-rule = القاعدة
quote-at = [{ $language }، { $start }–{ $end }]
title-quoted = «{ $title }»
text-none = لا شيء سوى الأقوال نفسها
text-more = … و { $count } أخرى
text-left-out = … و { $count } أخرى؛ يعرضها ‎--all أو ‎--limit
text-empty = لا علاقات.
text-one-voice = صوت واحد
text-repeats = تكرار
text-nothing = لا علاقة: ما قيل متوافق كما هو، أو ليس عن شيء واحد.
markdown-none = لا شيء سوى الأقوال نفسها.
markdown-implied = ما يُقارن بوصفه A
markdown-conflict = ✗ تعارض
markdown-unknown = ؟ غير معلوم
markdown-chain = سلسلة النقل
markdown-version = الإصدار
markdown-relation = العلاقة

## What two standpoints see

compare-numbers = عدد العلاقات من { $first }: { $ones }، ومن { $second }: { $others }؛ والمشترك: { $both }.
compare-only = فقط { $name }:
compare-nothing = لا شيء
compare-no-standpoint = من دون أي وجهة نظر (none)
compare-view = { $labels } ({ $name })

## What differs between two versions

diff-none = لا فرق.
diff-articles = النصوص
diff-claims = الادعاءات
diff-entries = السجل
diff-facts = حقائق الخلفية
diff-opponents = الخصوم
diff-standpoints = وجهات النظر
diff-verdicts = الأحكام
diff-contradictions = التناقضات
diff-others = علاقات أخرى
diff-added = المضاف: { $count }
diff-withdrawn = المسحوب: { $count }
diff-changed = المتغير: { $count }
diff-renamed = المعاد تسميته: { $count }
diff-appeared = الظاهر: { $count }
diff-dissolved = الزائل: { $count }
diff-because = لأن: { $words }
diff-more = … وأسباب أخرى: { $count }
diff-unknown = السبب غير معلوم
diff-instead = الآن: { $words }
diff-before = من قبل: { $words }
diff-condition = قائم { $words }
diff-yes = نعم
diff-no = لا
diff-nothing = لا شيء
diff-all-of = { $words } معًا
diff-either = واحد من { $words }
diff-register = السجل
diff-on = في { $words }
cause-claim-added = أُضيف الادعاء { $name }
cause-claim-withdrawn = سُحب الادعاء { $name }
cause-claim-changed = تغير الادعاء { $name }
cause-article-changed = تغير النص { $name }
cause-entry-changed = يقول السجل عن «{ $name }» غير ما كان
cause-standpoint-changed = تغير «{ $name }»
cause-rule-changed = تغيرت القاعدة { $name }
fact-added-standpoint = { $fact }؛ وهذا الآن في «{ $holder }»
fact-withdrawn-standpoint = { $fact }؛ وهذا لم يعد في «{ $holder }»
fact-added-register = { $fact }؛ وهذا الآن في السجل
fact-withdrawn-register = { $fact }؛ وهذا لم يعد في السجل
field-sha256 = النص، ببصمة SHA-256
field-text-withheld = النص محجوب
field-language = اللغة
field-publisher = الناشر
field-published = زمان النشر
field-published-basis = أساس هذا التاريخ
field-url = العنوان
field-licence = الرخصة
field-shareable = يجوز نقله
field-source = المصدر
field-via = سلسلة النقل
field-stance = نوع القول
field-certainty = درجة اليقين
field-direct = بين علامتي اقتباس
field-said = زمان القول
field-said-basis = أساس زمان القول
field-basis = أساس هذا الزمان
field-presupposes = المفترض
field-condition = الشرط
field-quotation = الاقتباس
field-cue = ألفاظ النقل
field-gloss = بعبارة أخرى
field-section = القسم
field-type = الصنف
field-label = الاسم
field-same-as = هو نفسه
field-functional = قيمة واحدة لـ
field-timeless = بلا زمان
field-opponents = الخصوم
field-held-by = أصحابها
field-excludes = لا تجتمع مع
field-claim = الادعاء
field-rating = الدرجة
field-explanation = الشرح
field-evidence = الأدلة
field-reviewer = المحكّم
field-date = التاريخ
field-stated = بألفاظ المحكّم
field-partner = المرسل
field-version = الإصدار
field-claims = الادعاءات
field-positions = المواقف
field-slots = المقارنة
field-conflict = متعارض
field-unknown = غير معلوم
field-bridges = يستند إلى
field-modifiers = ملاحظات
field-common = ما يتفق عليه الاثنان
field-implied = ما يُقارن بوصفه A
field-pairs = بين الأصوات
field-only = فقط
field-condition-form = صيغة الشرط
field-corrects = يتراجع عن
field-title = العنوان
field-timezone = المنطقة الزمنية
field-article = أُعلن للنص
field-changes = كيف يتغير عدده
field-ratio = نسبة
field-unit = الوحدة
field-phrase = كيف يُروى
field-unidentified = غير معروف
field-event = الحدث
field-lat = درجات شمالًا
field-lon = درجات شرقًا

## A partner's bundle

verify-whole = الحزمة سليمة.
verify-failed = { $count ->
    [one] وُجد خطأ واحد:
    [two] وُجد خطآن:
    [few] وُجدت { $count } أخطاء:
    [many] وُجد { $count } خطأً:
   *[other] وُجد { $count } خطأ:
}
verify-producer = صاحب الحزمة
verify-edition = ، الطبعة { $count }
verify-signature = التوقيع
verify-articles = النصوص
verify-checked = ما فُحص
verify-bytes = { $count }، بايتًا بايتًا؛ ولم يُنظر في محتواها
verify-quotations = قورن بالنص { $compared } من { $count } من الاقتباسات
verify-no-text = لم يُقارن بالنص شيء من الاقتباسات ({ $count }) لأنه ليس في الحزمة؛ يُعطى بـ ‎--text
verify-other-shapes = فُحصت بقواعد هذا الإصدار، وهي غير قواعد صاحبها
signature-none = لا يوجد: لا شيء يبين ممن الحزمة
signature-named = صحيح، بالمفتاح الذي سميته
signature-unnamed = صحيح، بمفتاح لم تسمه؛ قارن بصمته ببصمة مفتاح صاحبها
signature-invalid = غير صحيح
signature-other = صحيح، لكن بمفتاح غير الذي سميته

## What partners sent, and what was decided about it

quoted = «{ $text }»
caution = تنبيه: { $text }
imports-none = لم يُستورد شيء.
import-status-in-force = سارٍ
import-status-quarantined = في الحجر
import-status-superseded = حلّ غيره محله
import-status-retracted = مسحوب
import-signed = بتوقيع { $key }
import-unsigned = بلا توقيع
import-calls-itself = يسمي نفسه: { $label }
import-articles = النصوص: { $articles }
import-revises = مراجعة لـ: { $imports }
import-until = حتى { $when }
import-left-out = تُرك لأنه لا يفيد أحدًا: { $records }
import-long-text = { $text }… (عدد المحارف: { $count })
import-again = كان قد وصل باسم { $name }: لم يتغير شيء
import-nothing-used = لا يُستعمل منه شيء حتى يُصلح هذا؛ ويُحفظ على حدة.
import-flagged = { $name } { $flag }: { $labels }
import-said = { $claims }، وعليها: { $verdicts }
import-more-alike = … وغيرها من النوع نفسه: { $count }
import-reviews = مراجعات للادعاءات: { $reviews }
import-to-decide = ينتظر القرار: { $proposals }: kg matches
import-new-names = أسماء جديدة عندنا تبقى لهم ما لم تُقبل: { $count }: kg matches
import-across = بين ادعاءاتهم وادعاءات غيرهم: { $contradictions }: kg relations
import-retracted = سُحب { $name }
import-verdict-lost = تنبيه: يسقط الحكم المقبول على { $claim }: { $rating }، من { $by }: kg matches
verdicts-on-partners = على ادعاءات الشركاء: { $verdicts }
flag-reverses = فيه محارف تعكس ترتيب ما حولها
flag-long = اسمه طويل، وعدد محارفه { $count }
flag-other-script = يشبه { $name } عندنا بحروف من كتابة أخرى
flag-no-letters = اسمه بلا حروف
flag-mixes = يخلط في كلمة واحدة حروف { $scripts }
matches-none = لا شيء ينتظر القرار.
matches-new = جديد عندنا ويبقى لهم؛ فإن قُبل صار ما يقوله سجلهم عنه بلا خلاف:
matches-section = { $section }:
section-sources = المصادر
section-places = الأماكن
section-things = الأشياء
section-populations = الجماعات
section-kinds = الأنواع
section-events = الأحداث
section-names = الأسماء
section-standpoints = وجهات النظر
section-verdicts = الأحكام
section-propositions = القضايا
section-reviews = المراجعات
match-new = { $theirs } جديد عندنا
match-verdict = الحكم { $theirs } على { $ours } معتبر
match-review = المراجعة { $theirs } تخص { $ours }
match-proposition = { $theirs } يقول ما يقوله { $ours }
match-name = { $theirs } هو { $ours } عندنا
match-labelled = { $theirs }: { $label }
match-accepted = { $proposal }  (مقبول)
match-rejected = { $proposal }  (مرفوض)
match-because = لأن: { $reasons }
match-needs = يترتب على: { $proposals }
match-same-as = كلاهما { $other }
match-same-label = الاسم المعروض نفسه ({ $languages })
match-same-name = المعرّف نفسه
match-labels-alike = الاسمان متشابهان ({ $likeness } من ١٠٠)
match-event-name = الاسم نفسه بعد اسم النص
match-same-event = حدث من النوع نفسه في المكان نفسه أو بالهدف نفسه، في زمانين يلتقيان
match-same-facts = فيها الحقائق نفسها
match-same-slots = كل العناصر متساوية
match-taken-in = يُقبل اسمًا قائمًا بنفسه
match-verdict-says = يقول هل يصح ادعاء من ادعاءاتهم، ومعه ما تقوله ادعاءات أخرى
match-verdict-by = { $rating }، { $who }
match-accepted-by = قبله { $who } في { $when }
match-by-iri = يسمي الادعاء
match-by-quotation = يسمي النص وفيه كلمات الادعاء
match-by-likeness = يشبه في لفظه الادعاء
match-likeness = { $way } ({ $score } من ١)
match-none = لا شيء
match-other-label = اسم معروض آخر ({ $languages })
match-name-alone = لا يتفقان إلا في المعرّف
match-other-type = صنفه عندهم { $theirs } وعندنا { $ours }
match-other-identifiers = معرّفات أخرى في مواضع أخرى
match-other-functional = العناصر ذات القيمة الواحدة ليست هي نفسها
match-other-changes = أعداده تتغير على نحو آخر، أو هي نسب
match-other-unit = وحدة أخرى: عندهم { $theirs }، وعندنا { $ours }
match-ours-unidentified = ما عندنا وحده مجهول الهوية
match-theirs-unidentified = ما عندهم وحده مجهول الهوية
match-other-slot = اختلاف ({ $slot }): عندهم { $theirs }، وعندنا { $ours }
match-other-facts = في ما قُبل من أسماء حتى الآن: حقائق ليست عندنا: { $more }، وحقائق تنقصه: { $fewer }
match-shadows = يحمل اسم { $name } عندنا، وهو شيء آخر
match-rating-unknown = لا يُعلم معنى درجتها: تُقبل بـ ‎--rating
match-corrects = تصحح مراجعة قبلها { $who } من قبل، وتخص { $about }
match-changed = كان قد بُتّ فيه، ثم تغير ما يقوله الشريك عنه
match-changed-now = ما كان ليُقترح الآن: ما يقوله الشريك أو نقوله عنه لم يعد كما كان
match-gone = لا يُقترح الآن: صحح الشريك المراجعة بعدها، أو لم تعد هي أو الادعاء ساريين
decision-accepted = قُبل: { $proposal }
decision-rejected = رُفض: { $proposal }
decision-undone = عاد بانتظار القرار: { $proposal }
decisions-left = بقي للقرار: { $proposals }، منها بتنبيه: { $count }: kg matches
decisions-none = لم يبق ما يُبتّ فيه.
caution-our-base = معرّفاته تبدأ كمعرّفاتنا بـ { $base }: لا شيء يدلّ على أنها لهم
caution-base-of = معرّفاته تبدأ بـ { $base } كمعرّفات { $partners }
caution-key-of = المفتاح الذي وقّعه هو مفتاح { $partners }
caution-new-key = المفتاح الذي وقّعه لم يُر من قبل: قارن بصمته ببصمتهم
caution-retracted = جاء الشيء نفسه باسم { $other }، وقد سُحب في { $when }
caution-same-edition = { $edition ->
    [0] بلا رقم طبعة
   *[other] الطبعة { $edition }
}، مثل { $other }: لا يُعلم أيهما أحدث؛ ‎kg export --bundle --edition يكتب ذلك في الحزمة
caution-editions = { $edition ->
    [0] بلا رقم طبعة
   *[other] الطبعة { $edition }
}، و { $other } { $than ->
    [0] بلا رقم
   *[other] الطبعة { $than }
}: لا يُعلم أيهما أحدث؛ ‎kg export --bundle --edition يكتب ذلك في الحزمة
caution-looks-like = اسم الشريك { $partner } يشبه { $others }، وهو غيره
caution-called-as-partner = يسمي نفسه { $called } كما يفعل الشريك { $partners }، وهو غيره
caution-called-as-source = يسمي نفسه { $called } مثل المصدر { $sources } عندنا؛ ولا شيء يقول إنه هو
caution-and-more = { $names } وغيرها: { $count }
merge-name-gone = { $theirs } كان قد قُبل على أنه { $ours } عندنا، ولم يعد هذا موجودًا
merge-misquoted = { $article } بلا نص، والنص الذي عندنا بالبصمة نفسها لا يقول ذلك في موضعه
merge-too-many-standpoints = أكثر من { $count } من وجهات النظر؛ تُركت { $name }
merge-standpoint-left-out = وجهة النظر { $name } لا تستقيم مع ما عندنا فتُركت: { $why }
partner-decided = من قبلوا ذلك
partner-background = ما يأخذه { $partner } مسلّمًا
partner-events = أي أحداث { $partner } قُبلت على أنها أحداثنا
keys-written = كُتب { $secret } (يُحفظ سرًا) و { $public } (يُعطى للشركاء)
key-writable = يستطيع الكتابة في { $place }: { $who }
key-group = مجموعته
key-everybody = الجميع
key-caution = تنبيه: { $who }، فيمكن وضع مفتاح آخر مكانه

## What partners sent, on the pages that are served

nav-partners = الشركاء
nav-proposals = الاقتراحات
nav-decisions = القرارات
nav-imports = ما استُورد
exchange-lead = ما يرسله الشركاء يُحفظ منفصلًا عمّا هو لنا. ولا يقرّر أن اسمين يعنيان الشيء نفسه إلا إنسان.
exchange-waiting = ما ينتظرك
exchange-open = اقتراحات بانتظار القرار: { $count }
exchange-new = أسماء جديدة عندنا: { $count }
exchange-claims = { $claims } مستعمل
exchange-all-imports = كل ما استُورد ({ $count })
exchange-import = الاستيراد
exchange-status = الحالة
exchange-when = الوقت
exchange-file = الملف
exchange-signature = التوقيع
exchange-signed = موقَّع
exchange-in-use = المستعمل
exchange-key = المفتاح
exchange-first-seen = ظهر أول مرة مع { $name }، في { $when }
exchange-why-quarantined = لماذا هو في الحجر
exchange-record = من أين جاء
exchange-partner = الشريك
exchange-reviews = المراجعات
exchange-revises = مراجعة لـ
exchange-revised-by = راجعه
exchange-changes = ما الذي غيّره
exchange-no-changes = لا يراجع شيئًا تمكن مقارنته.
exchange-compared = من { $before } إلى { $after }
exchange-emptied = حُذف ما قاله نهائيًا؛ ويبقى هذا السجل.
exchange-proposals-lead = أيّ أسماء الشريك قد تكون أسماءنا. لا يُدمج شيء لمجرد التشابه: ما لم يقبله إنسان يبقى كل اسم لهم.
exchange-every-partner = كل الشركاء
exchange-show = عرض
exchange-new-heading = جديد عندنا
exchange-new-lead = تُستعمل هذه على أنها لهم. فإن قُبلت صار ما يقوله سجلهم عنها بلا خلاف.
exchange-for = لصالحه
exchange-against = ضده
exchange-nothing-against = لم يُعثر على شيء.
exchange-needs = ينتج عن:
exchange-registers = ما يقوله السجلان
exchange-theirs = لهم
exchange-ours = لنا
exchange-decisions-lead = من قرّر ماذا، الأحدث أولًا.
exchange-no-decisions = لم يُقرَّر شيء بعد.
exchange-not-standing = لم يعد معتبرًا: تغيّر ما يقوله الشريك منذ ذلك الحين.
exchange-reading-only = هنا القراءة فقط. ويتيح الأمر «kg serve --store DIR --write» اتخاذ القرار واستيراد الملفات.
exchange-by = صاحب القرار
exchange-rating = ما يعنيه تقييمها
exchange-rating-as-said = كما تقول
exchange-accept = قبول
exchange-reject = رفض
exchange-undo = تراجع
exchange-undo-all = التراجع عن كل هذه ({ $count })
exchange-accept-easy = قبول ما ليس ضده شيء في هذه الصفحة ({ $count })
exchange-retract = سحبه من الاستعمال
exchange-retract-means = لا يبقى منه شيء معتبرًا، ويُحفظ في السجل. لا تعود نسخة سابقة، ويمكن استيراده من جديد.
exchange-retract-it = سحب { $name }
exchange-lost = يسقط حكم مقبول: { $claim }: { $rating }، من { $by }
exchange-refused = لم يتغير شيء
exchange-back = رجوع
exchange-receive = استيراد ملف
exchange-receive-lead = حزمة أو RDF أو ClaimReview من شريك. يُفحص أولًا، ولا يتغير شيء حتى ترى ما سيترتب عليه.
exchange-whom = ممّن، باسم قصير؛ والحزمة تقول ذلك بنفسها
exchange-public-key = المفتاح العام الذي يجب أن يكون قد وقّعه، إن كان لديك
exchange-examine = فحص
exchange-examined = { $file }: ما سيترتب عليه
exchange-would-quarantine = لا يوافق القواعد. فإن استُورد بقي في الحجر ولم يُستعمل منه شيء.
exchange-nothing-yet = لم يتغير شيء بعد.
exchange-verified = التحقق
exchange-follows = ما سيترتب عليه
exchange-would-be = سيكون
exchange-counting = يجري عدّ ما ينتظر
exchange-purge = حذفه نهائيًا
exchange-purge-means = يُحذف ما قاله من المخزن؛ ولا يبقى إلا هذا السجل ليُعرف إن وصل من جديد.
exchange-purge-sure = أعلم أنه لا يمكن استرجاعه
exchange-purge-it = حذف { $name } نهائيًا
exchange-was-whole = كانت الحزمة كاملة حين وصلت.
exchange-no-bundle = ملف مفرد: لا شيء يدل على أنه كامل.
exchange-was-signed = كان توقيعه صحيحًا.
exchange-conforms = يوافق القواعد.
exchange-conforms-not = لا يوافق القواعد، أو لا يستقيم مع الباقي.
exchange-across = تناقضات بين ادعاءاتهم وغيرها: { $count }
exchange-take-in = استيراد
exchange-quarantine-it = الإبقاء في الحجر
exchange-another-file = ملف آخر
exchange-takes-time = يُكتب المخزن من جديد، وقد يستغرق ذلك ثواني. ويواصل الآخرون القراءة.

## Notes on what was read and written

input-example = لم يُسمّ شيء وليس هنا seeds/: هذا هو المثال المرفق؛ «kg demo» يكتبه
input-note = ملاحظة: { $note }
input-no-article = تنبيه: ليس هناك نص واحد، فلا شيء يُفحص أو يُقارن
input-read-as-it-is = يُقرأ { $file } كما هو؛ «kg verify» يفحص الحزمة، و«kg validate» ملف RDF
input-default-graph-empty = تحذير: لا توجد ادعاءات في { $store } إلا في رسوم بيانية مسماة، والاستعلام لا يسأل أيًا منها؛ اجعل الخدمة تسأل اتحاد رسومها (Fuseki: unionDefaultGraph، Oxigraph: --union-default-graph)
input-built-otherwise = بُني { $store } بقواعد أخرى أو بإصدار آخر من البرنامج: ما يلي يُحسب من جديد؛ «kg build --store» يحفظه

hints-most = لا يُعطى من التلميحات أكثر من { $count }
wrote = كُتب { $file }
migrate-none = كل حدث مصرح به
export-left-out = تُرك من مراجعات الادعاءات: { $reviews }؛ يكتبها ‎--format claimreview
export-wrote-signed = كُتب { $place }: { $files }، بتوقيع، الطبعة { $edition }
export-wrote-unsigned = كُتب { $place }: { $files }، بلا توقيع، الطبعة { $edition }
export-without-texts = نصوص لا تُرسل معها: { $bare } من { $count }؛ يبيّن licence في claims.yaml هل يجوز نقل النص إلى الآخرين
export-without-url = بلا url من المراجعات { $bare } من { $count }، وأكثر من يجمعون المراجعات يتركون ما لا url له: اكتب صفحة كل واحدة في verdicts.yaml

## What a check finds

severity-violation = مخالفة
severity-warning = تنبيه
severity-info = إشعار
finding-claim = { $message } (الادعاء { $claim })
finding-at = عند { $path }
findings-none = لا ملاحظات: { $where }
findings-claims = { $articles }، { $claims }

## What rules are about

rules-title = { $name } (النسخة { $version })
rules-version = النسخة { $version }.
rules-problem = المسألة
rules-condition = الشرط
rules-example = مثال
rules-dissolves = ما يرفعها

## Stores

store-missing = { $name } غير موجود
store-other-size = حجم { $name } بالبايت { $found }؛ والمكتوب { $written }
store-other-bytes = بايتات { $name } غير ما كُتب
store-other-triples = عدد الثلاثيات { $found }؛ والمكتوب { $written }
store-not-opened = لا يُفتح: { $why }
store-damaged = المخزن تالف.
store-whole = المخزن كما كُتب.
store-unrecorded =
    المخزن مقروء. بُني قبل أن يُحفظ سجل لما كُتب، فلا يمكن قول غير ذلك؛
    والتغيير القادم يصنع سجلًا.
purge-done = أُزيل { $name }: { $what }؛ ويبقى قيده
purge-possible = يمكن إزالة { $name } ({ $status }): { $what }؛ ويبقى قيده
purge-nothing-done = لم يُزل شيء.
purge-nothing = ليس هناك ما هو خارج الاستعمال.

## Whether a recorded relation still comes out

replay-confirmed = تأكدت
replay-refuted = لم تتأكد
replay-total = المؤكدة: { $confirmed }، غير المؤكدة: { $refuted }
replay-was = { $what }: { $then }، والآن { $now }
replay-at = { $what } ({ $place })
replay-altered = غُيّر القيد بعد كتابته: { $part }
replay-version = نسخة القاعدة { $rule }
replay-claim = الادعاء { $name }
replay-claim-part = الادعاء { $name }، { $part }
replay-there = موجود
replay-gone = غير موجود
replay-takes-position = له موقف
replay-takes-none = ليس له موقف
replay-implied = كان يقتضي ما قورن
replay-not-any-more = لم يعد يقتضيه
replay-fact-register = السجل: { $fact }
replay-fact-standpoint = وجهة النظر { $standpoint }: { $fact }
replay-found = وُجدت
replay-not-found = لم توجد
replay-slot = العنصر { $slot }
replay-part-identifier = المعرّف
replay-part-input-hash = بصمة المدخل
replay-part-positions = المواقف
replay-part-relation = العلاقة
replay-part-conflict = المتعارض
replay-part-holds-if = قائمة إن
replay-part-unless = ما لم
replay-part-bridges = حقائق الخلفية
replay-part-modifiers = السمات
replay-part-voices = الأصوات
replay-part-common-box = الجزء المشترك
replay-part-implied-proposition = القضية المقتضاة

## What a reasoner finds

reasoner-consistent = متسق
reasoner-inconsistent = غير متسق
reasoner-follows = يلزم أن { $fact }
reasoner-left-out = تُرك: { $term }
reasoner-written = { $name } مكتوب في { $place }
reasoner-says = يقول إن { $fact }
reasoner-given = معلوم أن { $fact }
reasoner-but = لكن { $axiom }
inconsistent-ontology = الأنطولوجيا غير متسقة في ذاتها، مهما قال السجل والادعاءات
inconsistent-register = السجل غير متسق في ذاته، مهما قالت الادعاءات: { $names }
inconsistent-background = ما هو بجانب الادعاءات غير متسق، مهما قالت: { $names }
inconsistent-standpoints = { $count ->
    [1] وجهة النظر { $names } لا تتسق مع السجل
   *[other] وجهات النظر هذه لا تُقبل معًا: { $names }
}
inconsistent-claims = { $count ->
    [1] الادعاء { $names } لا يستقيم كما كُتب
    [2] الادعاءان { $names } لا يستقيمان معًا كما كُتبا
   *[other] الادعاءات { $names } لا تستقيم كلها كما كُتبت
}
fact-is-a = { $subject } من صنف { $kind }
fact-plain = { $subject } { $property } { $object }
axiom-domain = { $p } يخص { $kind }
axiom-range = { $p } يؤدي إلى { $kind }
axiom-apart = لا شيء هو { $one } و { $other } معًا
axiom-functional = { $p } له قيمة واحدة على الأكثر
axiom-inverse-functional = { $p } لا تكون له القيمة نفسها لعقدتين
axiom-irreflexive = { $p } لا يؤدي من عقدة إلى نفسها
axiom-asymmetric = { $p } لا يؤدي رجوعًا
axiom-every-has = كل { $kind } له { $what }
axiom-has-has = كل ما له { $what } له { $more }
axiom-has-is = كل ما له { $what } من صنف { $kind }
axiom-every-that-has = كل { $kind } له { $what } له { $more }
axiom-disjoint = { $p } و { $other } لا يؤديان إلى عقدة واحدة
axiom-not = غير { $kind }
axiom-value = { $p } بقيمة { $value }
axiom-itself = نفسه بصفة { $p }
axiom-nothing-but = { $kind } وحده بصفة { $p }
axiom-number = { $form ->
    [exactly] { $p } بعدد { $count } تمامًا
    [least] { $p } بعدد { $count } على الأقل
   *[most] { $p } بعدد { $count } على الأكثر
}
axiom-that-is = { $what } من صنف { $kind }
axiom-something = شيء

## What is wrong with a bundle

bundle-archive-changed = الأرشيف ليس كما كتبه صاحبه: تلف أو حُزم من جديد
bundle-archive-changed-advice = تُفحص ملفاته مع ذلك؛ فإن كانت سليمة فالاختلاف في الحزم وحده
bundle-no-file = لا يوجد { $file }
bundle-no-bundle = ليست هذه حزمة، أو ليست كلها
bundle-not-json = تالف: ليس JSON
bundle-other-form = ليس بصيغة { $form }، النسخة { $version }
bundle-newer-version = قد تقرؤه نسخة أحدث من claim-kg
bundle-wrong-digest = تالف: خلاصته ليست خلاصة محتواه
bundle-mistake = ما يقوله عند { $at } ناقص أو من نوع غير المطلوب
bundle-not-canonical = تالف: لم يُكتب كما تُكتب قائمة الحزمة
bundle-bad-name = { $name } ليس اسمًا
bundle-articles-twice = يسمي نصًا مرتين أو بغير ترتيب
bundle-files-twice = يسمي ملفًا مرتين أو بغير ترتيب
bundle-bad-path = { $path } ليس اسمًا لملف في حزمة
bundle-other-files = يعطي النص { $name } ملفات غير ملفاته
bundle-not-named = لا يسمي { $path } وهو من الحزمة
bundle-named-in-vain = يسمي { $path } وهو لا يخص شيئًا في الحزمة
bundle-no-signature = لا يوجد { $file }، مع أن القائمة تقول إنها موقعة
bundle-missing = مذكور في القائمة وغير موجود
bundle-wrong-size = حجمه بالبايت { $found }، والقائمة تقول { $named }
bundle-wrong-hash = ليس الملف الذي تسميه القائمة: SHA-256 الخاص به غيره
bundle-additional = غير مذكور في القائمة
bundle-not-signed = الحزمة بلا توقيع، فلا شيء يبين أنها ممن تنتظر
bundle-other-text = النص الذي أعطيته، وله SHA-256 { $sha256 }، ليس لأي نص هنا
bundle-media-type = { $path } من نوع وسائط آخر
bundle-blank-nodes = فيه عقد بلا أسماء، وليست في أي حزمة: لا يمكن أن يقال عنها شيء من خارجها
bundle-wrong-count = فيه من الثلاثيات { $count }، وليس ما تقوله القائمة
bundle-wrong-graph-hash = ليس البيان الذي تسميه القائمة: بصمة RDFC-1.0 الخاصة به غيرها
bundle-other-graph = يسمي لـ { $path } بيانًا غير { $graph }
bundle-not-alone = ليس عن النص { $name } وحده
bundle-no-claim = { $claim } ادعاء لم يُسمَّ كذلك، أو من نص آخر
bundle-text-withheld = فيه نص، مع أن القائمة تقول إنه لا يُنقل
bundle-no-text-of-article = ليس هو النص: SHA-256 الخاص به غيره
bundle-text-not-shareable = لا يقول إن نصه يجوز نقله
bundle-holds-other-text = فيه نص غير { $file }
bundle-given-text = النص الذي أعطيته له SHA-256 آخر
bundle-not-applied = تعذر تطبيق القواعد: { $why }
bundle-broken-rule = { $rule }: { $message } { $focus }
bundle-no-claim-judged = حكم على ادعاء ليس هنا
bundle-redefined = يعطي { $term } معنى خاصًا به: { $property } { $value }
bundle-more = أكثر من { $count } من الملاحظات؛ والباقي غير مسرود
article-other-text = يسمي للمقال نصًا غير الذي في القائمة
article-other-licence = يسمي للمقال رخصة غير التي في القائمة
catalog-names-another = ما يسميه ({ $part }) غير ما في القائمة
catalog-says-another = ما يقوله عن { $path } ({ $part }) غير ما في القائمة
catalog-only-manifest = القائمة وحدها تسمي { $path }
catalog-only-it = هو وحده يسمي { $path }
catalog-producer = صاحب الحزمة
catalog-software = البرنامج
catalog-ontology = الأنطولوجيا
catalog-shapes = القواعد
catalog-bytes = الحجم
catalog-sha256 = SHA-256
catalog-media-type = نوع الوسائط
catalog-licence = الرخصة
catalog-triples = عدد الثلاثيات
catalog-graph = البيان
catalog-quotations = رخصة الاقتباسات
finding-repeats = { $later } يكرر { $earlier }، وأحدهما ليس هنا
finding-no-claim = ليس للموقف { $position } ادعاء
finding-not-between = { $relation } ليست بين مواقفها
finding-no-position = { $relation } تسمي { $position } وليس موقفًا هنا
finding-other-claims = { $relation } تستند إلى ادعاءات غير التي تربطها
finding-wrong-voice = { $pair } ينسب إلى { $voice } ادعاءات غير موجودة أو لغيره
finding-claim-missing = الموقف { $position } يسمي { $claim } وليس هنا
finding-other-stance = نوع القول في الموقف { $position } غير نوعه في { $claim }
finding-other-proposition = قضية الموقف { $position } غير قضية { $claim }
quotation-two-places = { $quotation } يذكر لموضعه شيئين مختلفين
quotation-incomplete = { $quotation } لا يقول ماذا يقع وأين
quotation-not-there = لا يقول النص { $exact } عند { $start }–{ $end }
quotation-other-context = يقول النص شيئًا آخر قبل { $exact } أو بعده
signed-not-json = تالف: ليس JSON بالصيغة التي يُكتب بها التوقيع
signed-other-form = صيغته غير معروفة
signed-not-hexadecimal = تالف: مفتاحه أو توقيعه ليس ستة عشريًا
signed-wrong-length = تالف: مفتاحه أو توقيعه أقصر أو أطول مما ينبغي
signed-wrong-fingerprint = تالف: بصمته ليست بصمة مفتاحه
signed-other-key = ليس بالمفتاح الذي تسميه القائمة
signed-other-manifest = ليس توقيع هذه القائمة
signed-another-key = بمفتاح غير الذي سميته، { $named }: { $found }
signed-ask = اسأل من أخذت الحزمة منه

## Pages

page-explained = ما يربط هذه الأقوال، وما يستند إليه
page-picture = طرفان، وما يجعلهما يتناقضان.
page-picture-dashed = { page-picture } المتقطع: فقط لمن يقبل وجهة النظر المذكورة.
page-numbers = { $positions }، { $contradictions }.
page-numbers-not-drawn = { page-numbers } أكثر من أن يُرسم.
page-standpoint-decides = عدد العلاقات المعروضة هنا التي تتوقف عليها: { $count }
page-made-by = من إعداد
page-more-claims = … و { $count } أخرى
page-depends-on-standpoint = يتوقف على وجهة نظر
page-show-other-claims-this = عرض بقية ادعاءات هذا الموقف
page-what-compared-as = ما يُقارن بوصفه A
page-what-each-says-slot = ما يقوله كل طرف، عنصرًا عنصرًا
page-background-rests-on-bridges = الخلفية التي يستند إليها (الجسور)
page-nothing-but-words-themselves = لا شيء سوى الأقوال نفسها.
page-readings-dissolve = قراءات تُسقطه
page-question-would-settle = السؤال الذي يحسمه
page-version = الإصدار
page-relation = العلاقة
page-quoting = نقلًا عن
page-conflict = تعارض
page-unknown-mark = ؟
page-left-out = … لم تُعرض { $count } أخرى: يأتي أولًا الأوضح والأكثر أصواتًا. وهي في الصفحة التي يكتبها ‎kg report --all، أو ‎--dispute لخلاف واحد.
page-articles = عدد النصوص: { $count }
page-more-articles = و { $count } أخرى
page-skip-findings = إلى النتائج
page-who-says-what-what = من يقول ماذا، وما لا يمكن أن يصح جميعه معًا
page-only-one-dispute = خلاف واحد فقط:
page-only-what-holds-for = فقط ما يصح عند:
page-somebody-who-takes-no = من لا يأخذ بأي وجهة نظر
page-in-short = باختصار
page-disputes = الخلافات
page-counts = الإحصاءات
page-figures = الإحصاءات والأماكن
page-other-relations = علاقات أخرى
page-article = النص
page-claims = الادعاءات
page-standpoints = وجهات النظر
page-how-read-this = كيف تُقرأ هذه الصفحة
page-sides-what-give-up = الأطراف، وما يُتخلى عنه، وما يبقى، وما يُتحقق منه أولًا
page-no-contradictions = لا تناقضات
page-no-two-positions-exclude = لا ينفي موقفان أحدهما الآخر، من أي وجهة نظر معروضة هنا.
page-article-with-every-quote = النص، وفيه كل اقتباس معلَّم
page-marked-words-are-quotes = الألفاظ الملونة اقتباسات، وتشتد حيث تتراكب؛ والمنقوط تحتها ألفاظ النقل. والحروف الصغيرة تقود إلى الادعاءات.
page-text-may-not-be = لا يجوز نقل هذا النص وهو محجوب؛ هنا اقتباساته فقط.
page-text-too-long-for = هذا النص أطول من أن تتسع له الصفحة؛ هنا اقتباساته فقط.
page-text-parts = في النص { $size }. هنا ما تقتبسه ادعاءات هذه الصفحة فقط، مع ما حوله من كلمات.
page-text-left-out = … { $size } لم ترد هنا …
page-text-here = الأحرف من { $first } إلى { $last } من أصل { $count }، والادعاءات التي تقتبس منها.
page-text-from-start = قراءته من البداية
page-text-unquoted = لا ادعاء يقتبس من هذا الجزء.
page-text-turn = أجزاء النص
page-all-claims = جميع الادعاءات
page-claim = الادعاء
page-source-chain = المصدر وسلسلة النقل
page-words-article = ألفاظ النص
page-stance-proposition = نوع القول ومضمونه
page-reached-article-directly = بلغ النص مباشرة
page-basis-time = أساس الزمان
page-standpoints-who-holds-them = وجهات النظر وأصحابها
page-none-this-taken-as = لا شيء من هذا يُعد حقيقة. إنما يحدد لمن يوجد التناقض.
page-claim-position = الادعاء والموقف
page-claim-what-one-source = الادعاء هو ما يفعله مصدر واحد بمضمون واحد في قول واحد: يقوله أو ينفيه أو يطلبه. وجميع الادعاءات التي تفعل الشيء نفسه بالمضمون نفسه موقف واحد، مهما تكرر.
page-origin = المنشأ
page-end-chain-by-which = نهاية السلسلة التي بلغ بها الكلام النص. وادعاءان لهما منشأ واحد صوت واحد.
page-contradiction = التناقض
page-two-positions-cannot-both = موقفان لا يمكن أن يصحا معًا. ومن ينفي وقوع شيء من نوع ما ينفي أيضًا كل حالة أضيق منه: ولذلك يقول الجدول أين يكون A داخل B.
page-tension-corroboration = التنافر والتأييد
page-tension-no-contradiction-something = التنافر ليس تناقضًا: ما يحسمه غير معلوم أو بينه اشتراك فحسب. والتأييد منشآن مختلفان يقولان الشيء نفسه كله أو بعضه.
page-what-give-up-what = ما يُتخلى عنه وما يبقى
page-whoever-takes-all-statements = من يعد جميع أقوال الخلاف صحيحة يناقض نفسه. وأقل ما يُتخلى عنه أصغر عدد من المواقف لا يبقى من دونه تناقض؛ وما يمكن قبوله معًا أكبر المجموعات الخالية منه. وما كان في كل هذه المجموعات، أو كان في كل منها قول داخله، يبقى: فليس محل خلاف. وهذا كله عدٌّ للمواقف لا يقول أيها صحيح.
page-bridge-standpoint = الجسر ووجهة النظر
page-bridge-one-background-fact = الجسر حقيقة واحدة من الخلفية يُقارن بها مضمونان. ما لا خلاف فيه في السجل؛ وما هو محل خلاف ينتمي إلى وجهة نظر، وما يستند إليه متقطع ولا يقوم إلا لمن يأخذ بها. ولا يُحكم هنا لأحد بالحق.
page-quotes-offsets = الاقتباسات ومواضعها
page-quotes-are-article-own = الاقتباسات ألفاظ النص كما هي. والعددان تحت الاقتباس يعدّان محارف النص (نقاط رموز يونيكود) من الصفر؛ والثاني لأول محرف بعد الاقتباس. والترجمات من المعلّق. ومحارف التحكم التي قد تشوش القراءة تُعرض بأرقامها.
page-contents = المحتويات
page-presupposes = يفترض
page-hangs-on = يتوقف على
page-held-by = أصحابها:
page-not-held-together-with = لا تجتمع مع
page-after-stance = :
summary-articles = { $count ->
    [one] نص
    [two] نصان
    [few] نصوص
    [many] نصًا
   *[other] نص
}
summary-claims = { $count ->
    [one] ادعاء
    [two] ادعاءان
    [few] ادعاءات
    [many] ادعاءً
   *[other] ادعاء
}
summary-positions = { $count ->
    [one] موقف
    [two] موقفان
    [few] مواقف
    [many] موقفًا
   *[other] موقف
}
summary-speakers = من القائلين والناقلين
summary-origins = { $count ->
    [one] منشأ مستقل
    [two] منشآن مستقلان
    [few] مناشئ مستقلة
    [many] منشأً مستقلًا
   *[other] منشأ مستقل
}
summary-always = { $count ->
    [one] تناقض غير مشروط
    [two] تناقضان غير مشروطين
    [few] تناقضات غير مشروطة
    [many] تناقضًا غير مشروط
   *[other] تناقض غير مشروط
}
summary-conditional = { $count ->
    [one] تناقض يتوقف على وجهة نظر
    [two] تناقضان يتوقفان على وجهة نظر
    [few] تناقضات تتوقف على وجهة نظر
    [many] تناقضًا يتوقف على وجهة نظر
   *[other] تناقض يتوقف على وجهة نظر
}
summary-others = { $count ->
    [one] علاقة أخرى
    [two] علاقتان أخريان
    [few] علاقات أخرى
    [many] علاقة أخرى
   *[other] علاقة أخرى
}

## In a notebook

entry-person = شخص
entry-organization = منظمة
entry-state = دولة
entry-outlet = وسيلة إعلام
entry-group = مجموعة
entry-sources = مصدر
entry-places = مكان
entry-things = شيء
entry-populations = فئة من الناس
entry-kinds = نوع
entry-events = حدث
notebook-graph = رسم الادعاءات
notebook-claim = ادعاء
notebook-article = مقال
notebook-dispute = نزاع
notebook-standpoint = وجهة نظر
notebook-entry = مدخل
notebook-source = مصدر
notebook-facts = حقائق خلفية
notebook-name = الاسم
notebook-words = كلمات المقال
notebook-meaning = ما يقوله
notebook-who = من يتبناها
notebook-kind = النوع
notebook-rule = القاعدة
notebook-severity = الشدة
notebook-problem = المشكلة
notebook-advice = ما العمل
notebook-sides = من ضد من
notebook-nothing = لا شيء.
notebook-condition = لمن
notebook-place = أين
notebook-title = العنوان
notebook-publisher = الناشر

## The pages that are served, and what tells where

ask-title = اسأل رسم الادعاءات
ask-run = اسأل
ask-answer = الجواب
ask-named = أسئلة للبداية
ask-back = ما هو محل خلاف
ask-first = تُعرض أول { $count }
ask-against = في مقابل
ask-keys = Ctrl-Enter يسأل، وCtrl-Space يُكمل، وTab ينتقل إلى الحقل التالي.
ask-query = نص الاستعلام
serving = رسم الادعاءات متاح على { $address } ؛ ينتهي بـ Ctrl-C
serving-plain = محرر الاستعلامات غير مبني (يبنيه `make front`)؛ في صفحة الاستعلام حقل بسيط فقط
language-name = العربية
nav-pages = الصفحات
nav-other = صفحات أخرى
page-skip = إلى المحتوى
nav-disputes = النزاعات
nav-articles = النصوص
nav-claims = الادعاءات
nav-relations = العلاقات
nav-sources = المصادر
nav-events = الأحداث
nav-standpoints = وجهات النظر
nav-entries = السجل
nav-search = بحث
nav-missing = لا شيء بهذا الاسم.
nav-before = السابق
nav-after = التالي

## Pages of the vocabulary

nav-ontology = المفردات
nav-terms = المصطلحات
nav-rules = القواعد
nav-shapes = الأشكال
terms-lead = كل ما يقوله الرسم يقوله بهذه المصطلحات. عددها: { $count }.
terms-part-claim = النصوص والادعاءات والقضايا والسجل
terms-part-stances = أنواع القول ودرجات اليقين
terms-part-kinds = الأنواع والمقاييس
terms-part-relations = العلاقات وما تقوم عليه
terms-part-exchange = الأحكام والتبادل مع الشركاء
terms-sort-classes = صنف
terms-sort-properties = خاصية
terms-sort-individuals = فرد
terms-facts = صلته بالمصطلحات الأخرى
terms-narrower-than = أضيق من
terms-wider-than = أوسع من
terms-from = يُقال عن
terms-to = قيمه
terms-one-of = واحد من
terms-members = ومنها
terms-matches = قريب منه في مفردات أخرى
terms-status-stable = ثابت
terms-status-testing = قيد التجربة
terms-examples = أمثلة
terms-notes = ملاحظات
terms-shapes = الأشكال التي تنظر إليه
terms-rules = القواعد التي تستعمله
terms-queries = الاستعلامات التي تستعمله
terms-used = في هذا الرسم
terms-used-times = عدد مرات استعماله: { $count }
rules-lead = تقول كل قاعدة متى يرتبط موقفان. عددها: { $count }.
rules-stances = أنواع القول التي تلتقي
rules-any-stance = أيّ قول
rules-meeting = { $first } – { $second }
rules-finds = العلاقات التي تجدها
rules-sql = بصيغة استعلام عن أزواج المواقف
rules-rests = ما يقوم عليها في هذا الرسم: { $count }
shapes-lead = يقول كل شكل كيف يجب أن يكون المكتوب، وما الخلل إن لم يكن كذلك. عددها: { $count }.
shapes-message = ما يُقال إن لم يكن كذلك
shapes-advice = ما العمل
shapes-target = إلامَ ينظر
shapes-source = نصّه
nav-resource = ما يقوله الرسم
resource-says = ما يُقال عنه
resource-mentioned = حيث يُذكر

## The desk, lists and single things, and the switch of standpoints

desk-numbers = { $disputes } فيها { $contradictions }، في { $articles } فيها { $claims }
desk-news = الجديد منذ آخر نظرة لك
desk-first-look = هذا المتصفح ينظر للمرة الأولى. من الآن فصاعدًا يُذكر الجديد هنا.
desk-no-news = لا جديد.
desk-new = جديد
desk-other-claims = أُضيفت ادعاءات أو حُذفت
desk-mark-seen = اطلعت على هذه
desk-only-newest = لا يُقارن إلا أحدث النصوص نشرًا، وعددها { $count }.
desk-nothing-waits = لا شيء ينتظر قرارًا.
desk-quarantined = واردات في الحجر: { $count }
desk-questions = أسئلة مفتوحة
desk-questions-are = ما ينبغي أن يُعرف لنعلم هل يتناقض ادعاءان.
desk-all-tensions = كل التوترات
desk-report = كل شيء في صفحة واحدة
desk-report-too-large = العلاقات أكثر من أن تسعها صفحة. لكل نزاع صفحته؛ وللكتابة في ملف:
switch-seen = كما يُرى من:
switch-any = كل وجهات النظر معًا
switch-nobody = لا وجهة نظر
switch-on = وجهات النظر المختارة
switch-do = طبّق
switch-apart = لا تجتمع مع { $others }
switch-marks = يُعلَّم ما يختلف عمّا يصح دون أي وجهة نظر: + لا يصح إلا معها، − لا يصح إلا دونها.
switch-gained = من وجهات النظر هذه فقط
switch-lost = ليس من وجهات النظر هذه
switch-of-these = منها { $count } من وجهات النظر هذه فقط
switch-gains = تناقضات من وجهات النظر هذه فقط: { $count }
switch-loses = تناقضات تسقط: { $count }
switch-unknown = لا وجهة نظر بهذا الاسم:
switch-excluded = لا أحد يجمع بين هذه: { $labels }. اختر واحدة منها.
switch-settled = من وجهات النظر هذه لا يبقى من هذا النزاع شيء.
switch-not-here = لا يصح هذا من وجهات النظر المختارة.
said = { $stance }: { $statement }
said-question = { $stance } { $statement }
claim-in-dispute = محل نزاع
claim-words = بأي كلمات
claim-in-article = أظهر هذه الكلمات في النص
claim-in-text = في النص
claim-slots = ماذا يقول، جزءًا جزءًا
claim-presupposes = ما يعدّه مسلَّمًا
claim-related = صلته بالادعاءات الأخرى
relation-in-dispute = النزاع الذي ينتمي إليه هذا
relation-own-page = هذا التناقض في صفحة مستقلة
list-disputed = { $count } محل نزاع
page-as-data = هذه الصفحة كبيانات:
nav-turn = أجزاء هذه القائمة
search-what = اكتب اسمًا، أو كلمات من اقتباس.
entry-register = في السجل
entry-named = مذكور في ادعاءات غيره ({ $count })
entry-claims = ادعاءات تذكره ({ $count })
source-against = من يناقض كلامَه
source-itself = نفسه
source-words = كلامه هو ({ $count })
standpoint-facts = ما تقول به
standpoint-desk = ما هو محل خلاف من وجهة النظر هذه
standpoint-changes = ما الذي تغيّره ({ $count })
standpoint-compared = مقارنةً بما يصح لمن لا وجهة نظر له.
filter-kind = النوع
filter-source = المصدر
filter-show = أظهر
filter-all = الكل
disputed-agreed = المتفق عليه
disputed-nothing = لم يُعثر على شيء يتفق عليه الجانبان.
disputed-ask = اسأل
disputed-parts = نزاعات أخرى ينقسم إليها هنا
disputed-strongest = أقوى التناقضات ({ $count })
disputed-picture = الصورة
disputed-related = كيف تتصل مواقفه
disputed-follows = ما الذي ينتج عنه

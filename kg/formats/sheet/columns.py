"""The columns of the sheet, with explanations and examples."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of the sheet: its name, what it is for in English and Persian, and an example."""

    name: str
    english: str
    persian: str
    example: str = ""


#: The columns of the sheet, without the ``gloss_…`` columns (one per language), which follow ``occurrence``.
SHEET_COLUMNS: tuple[SheetColumn, ...] = tuple(
    SheetColumn(*written)
    for written in (
        (
            "claim",
            "a short name for the claim, the same on all its rows",
            "نامی کوتاه برای ادعا، یکسان در همهٔ سطرهایش",
            "m1",
        ),
        (
            "part",
            "empty on the claim's own row; on further rows: quote, presupposes, condition, until or unless; "
            "event on a row that declares one",
            "در سطر خود ادعا خالی؛ در سطرهای بعدی: quote یا presupposes یا condition یا until یا unless؛ "
            "event در سطری که رویدادی را معرفی می‌کند",
        ),
        (
            "source",
            "who says it: a name of the register, or several with blanks between who say it jointly",
            "گوینده: نامی از فهرست نام‌ها، یا چند نام با فاصله از هم که با هم می‌گویند",
            "azerbaijan-mod",
        ),
        (
            "via",
            "who passed it on, from the article outward, with blanks between",
            "زنجیرهٔ نقل، از متن به بیرون، با فاصله از هم",
            "azerbaijan-mod-twitter",
        ),
        ("stance", "what the source does with it", "کاری که گوینده با آن می‌کند", "asserts"),
        (
            "certainty",
            "how sure the source sounds; may be empty",
            "قطعیت گوینده؛ می‌تواند خالی باشد",
            "certain",
        ),
        (
            "said",
            "when it was said: 2020-10-04, or 2020-10-04T14:30+04:00, or 2020-10-04/2020-10-05, or "
            "2020-10-04/.. where it has no end",
            "زمان گفتن: 2020-10-04 یا 2020-10-04T14:30+04:00 یا 2020-10-04/2020-10-05 یا 2020-10-04/.. "
            "اگر پایانی ندارد",
        ),
        ("said_basis", "why that time, where the text does not give it", "دلیل این زمان، اگر در متن نیست"),
        ("cue", "the reporting words of the text", "واژه‌های گزارش در متن", "خبر داد"),
        ("quote", "the words of the text, exactly", "عین واژه‌های متن", "«زیر آتش» قرار گرفتن گنجه"),
        (
            "occurrence",
            "which one, from 1, where the words stand in the text more than once",
            "شمارهٔ آن، از ۱، اگر این واژه‌ها بیش از یک بار آمده‌اند",
        ),
        (
            "corrects",
            "the claims that this one takes back or replaces, with blanks between",
            "ادعاهایی که این ادعا پس می‌گیرد یا جایشان را می‌گیرد، با فاصله از هم",
        ),
        ("kind", "what happens or holds", "آنچه روی می‌دهد یا برقرار است", "shelling"),
        (
            "agent",
            "who does it; of agent, target, instrument, place and value: a + b are both, a / b one of them",
            "کننده؛ در agent و target و instrument و place و value: a + b یعنی هر دو، a / b یعنی یکی از آن‌ها",
            "armenian-forces",
        ),
        ("target", "who or what it is done to", "هدف", "ganja"),
        ("instrument", "with what", "ابزار"),
        ("place", "where", "جا"),
        ("time", "when: written like said", "زمان: مانند said نوشته می‌شود", "2020-10-04"),
        ("time_basis", "why that time, where the text does not give it", "دلیل این زمان، اگر در متن نیست"),
        ("measure", "what is counted: killed, wounded …", "آنچه شمرده می‌شود: کشته، زخمی …", "killed"),
        ("of", "among whom", "از میان چه کسانی", "civilians"),
        (
            "number",
            "how many, instead of min, max and about: 93, >60, >=12, 100-300 or ~30000",
            "چند تا، به جای min و max و about: 93 یا >60 یا >=12 یا 100-300 یا ~30000",
        ),
        ("min", "at least so many, in digits alone", "دست‌کم، تنها با رقم", "41"),
        ("max", "at most so many", "حداکثر"),
        ("about", "about so many, then without min and max", "حدوداً، آنگاه بدون min و max"),
        ("soft", "yes where the numbers are vague", "yes اگر اعداد تقریبی‌اند"),
        (
            "unit",
            "in which unit, where it is not that of the measure",
            "واحد، اگر همان واحد measure نیست",
        ),
        ("final", "yes where it is of the whole, not so far", "yes اگر شمار نهایی است، نه تا آن هنگام"),
        (
            "as_of",
            "when it was counted, where not when it was said: written like said",
            "زمان شمارش، اگر زمان گفتن نیست: مانند said نوشته می‌شود",
        ),
        ("value", "the value of a state", "مقدار یک وضعیت"),
        ("event", "the name of the individual event, where it is known", "نام رویداد، اگر معلوم است"),
        (
            "said_by",
            "who is said to have said so, where that is the content",
            "کسی که گفته می‌شود چنین گفته است",
        ),
        (
            "only",
            "the columns of which nothing else is meant, with blanks between: target",
            "ستون‌هایی که جز آن‌ها منظور نیست، با فاصله از هم: target",
        ),
        (
            "part_of",
            "on a row that declares an event: the events that it is part of",
            "در سطری که رویدادی را معرفی می‌کند: رویدادهایی که بخشی از آن‌هاست",
        ),
        (
            "distinct_from",
            "on such a row: the events that it is not",
            "در چنین سطری: رویدادهایی که غیر از آن‌هاست",
        ),
        (
            "same_as",
            "on such a row: addresses of the event elsewhere",
            "در چنین سطری: نشانی‌های رویداد در جای دیگر",
        ),
        (
            "article",
            "a short name for the article; once, on the first row",
            "نامی کوتاه برای متن؛ یک بار، در سطر اول",
        ),
        ("article_title", "its title", "عنوان متن"),
        ("article_text", "the file with the text", "پروندهٔ متن", "article.fa.txt"),
        ("article_sha256", "the SHA-256 of the text; may be empty", "چکیدهٔ SHA-256 متن؛ می‌تواند خالی باشد"),
        ("article_language", "the language of the text", "زبان متن", "fa"),
        (
            "article_publisher",
            "who published it: a name of the register",
            "ناشر: نامی از فهرست نام‌ها",
            "unnamed-outlet",
        ),
        ("article_url", "where it was published", "نشانی اینترنتی متن"),
        ("article_licence", "the address of the licence of the text", "نشانی پروانهٔ متن"),
        (
            "article_shareable",
            "yes or no: whether the licence allows to pass the text on, where it is not of Creative Commons",
            "yes یا no: آیا پروانه اجازهٔ بازنشر متن را می‌دهد",
        ),
        (
            "article_timezone",
            "the zone of clock times that are written without one",
            "منطقهٔ زمانی ساعت‌هایی که بی آن نوشته شده‌اند",
            "Asia/Baku",
        ),
        (
            "published",
            "when it was published: written like said",
            "زمان انتشار: مانند said نوشته می‌شود",
            "2020-10-04",
        ),
        (
            "published_basis",
            "why that time, where the text does not give it",
            "دلیل این زمان، اگر در متن نیست",
        ),
    )
)

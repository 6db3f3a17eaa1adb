"""Map reviewers' own ratings to ours: words in several languages, and scales.

Nothing is guessed: a word that is not listed has no rating here, whatever number is beside it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from kg.model import Rating

#: The words for each rating, in English, Persian, Arabic, Russian, Azerbaijani, Turkish, Spanish, French,
#: German, Italian, Portuguese, Dutch, the languages of Scandinavia, Polish, Ukrainian, Armenian and Georgian.
#: Words that are used for different ratings are left out.
_WORDS: Mapping[Rating, tuple[str, ...]] = {
    Rating.TRUE: (
        *("true", "correct", "accurate", "fact", "verified", "confirmed", "completely true", "entirely true"),
        *("درست", "صحیح", "واقعیت دارد", "کاملا درست", "راست", "حقیقت دارد"),
        *("صحيح", "حقيقي", "حقيقة", "صحيح تماما", "خبر صحيح"),
        *("правда", "верно", "истина", "достоверно", "чистая правда"),
        *("doğru", "doğrudur", "həqiqət", "həqiqətdir", "düzgün", "düzdür"),
        *("doğrulandı", "gerçek", "tamamen doğru"),
        *("verdadero", "cierto", "verdad", "correcto"),
        *("vrai", "exact", "c'est vrai", "correct"),
        *("wahr", "richtig", "korrekt", "stimmt", "vero", "verità", "verdadeiro", "verdadeira", "verdade"),
        *("waar", "juist", "sand", "sandt", "sant", "prawda", "prawdziwe", "ճիշտ", "ճշմարիտ", "სიმართლე"),
    ),
    Rating.MOSTLY_TRUE: (
        *("mostly true", "mostly correct", "mostly accurate", "largely true", "largely accurate"),
        *("بیشتر درست", "عمدتا درست", "تا حد زیادی درست", "بیشتر درست است"),
        *("صحيح في الغالب", "صحيح غالبا", "صحيح إلى حد كبير", "صحيح بمعظمه"),
        *("в основном правда", "скорее правда", "по большей части правда", "в основном верно"),
        *("əsasən doğru", "əsasən həqiqət", "çoğunlukla doğru", "büyük ölçüde doğru"),
        *("mayormente cierto", "mayormente verdadero", "casi cierto"),
        *("plutôt vrai", "majoritairement vrai", "en grande partie vrai"),
        *("größtenteils richtig", "größtenteils wahr", "überwiegend richtig", "überwiegend wahr"),
        *("in gran parte vero", "per lo più vero", "grotendeels waar", "grotendeels juist"),
        *("maioritariamente verdadeiro", "majoritariamente verdadeiro"),
    ),
    Rating.MIXED: (
        *(
            "mixed",
            "mixture",
            "half true",
            "partly true",
            "partially true",
            "partly false",
            "partially false",
        ),
        *("mixed evidence", "partly correct", "partially correct"),
        *("نیمه درست", "آمیخته", "بخشی درست", "نیمه‌درست", "تا حدی درست", "تا اندازه‌ای درست"),
        *("صحيح جزئيا", "نصف صحيح", "خاطئ جزئيا", "مختلط", "زائف جزئيا", "نصف الحقيقة"),
        *("полуправда", "частично правда", "отчасти правда", "частично ложь", "частично верно"),
        *("qismən doğru", "yarı həqiqət", "kısmen doğru", "yarı doğru", "kısmen yanlış", "karma"),
        *("verdad a medias", "parcialmente falso", "parcialmente cierto", "parcialmente verdadero", "mixto"),
        *("teilweise richtig", "teilweise wahr", "teilweise falsch", "halbwahr", "halbwahrheit"),
        *("parzialmente vero", "parzialmente falso", "mezza verità", "meia verdade"),
        *("parcialmente verdadeiro", "gedeeltelijk waar", "deels waar", "halve waarheid"),
        *("delvist sand", "delvist sandt", "delvist falsk", "delvis sant", "delvis falsk", "halvsandhed"),
        *("półprawda", "częściowa prawda", "częściowo prawda", "напівправда", "частково правда"),
        *("en partie vrai", "partiellement vrai", "en partie faux", "partiellement faux", "à moitié vrai"),
    ),
    Rating.MISLEADING: (
        *("misleading", "deceptive"),
        *("گمراه کننده", "گمراه‌کننده", "فریبنده"),
        *("مضلل", "مضللة", "مضلل جدا"),
        *("вводит в заблуждение", "вводящее в заблуждение", "манипуляция"),
        *("yanıltıcı", "yanıldıcı", "çaşdırıcı", "aldadıcı"),
        *("engañoso", "engañosa"),
        *("trompeur", "trompeuse"),
        *("irreführend", "fuorviante", "enganoso", "enganosa", "enganador", "misleidend", "vildledende"),
        *("villedende", "vilseledande", "wprowadza w błąd", "manipulacja", "маніпуляція", "вводить в оману"),
    ),
    Rating.MOSTLY_FALSE: (
        *("mostly false", "mostly incorrect", "largely false", "mostly inaccurate", "barely true"),
        *("بیشتر نادرست", "عمدتا نادرست", "تا حد زیادی نادرست"),
        *("خاطئ في الغالب", "خاطئ غالبا", "خاطئ إلى حد كبير", "زائف في الغالب"),
        *("в основном ложь", "скорее ложь", "по большей части ложь", "скорее неправда"),
        *("əsasən yanlış", "əsasən yalan", "çoğunlukla yanlış", "büyük ölçüde yanlış"),
        *("mayormente falso", "casi falso"),
        *("plutôt faux", "majoritairement faux", "en grande partie faux"),
        *("größtenteils falsch", "überwiegend falsch", "in gran parte falso", "per lo più falso"),
        *("grotendeels onwaar", "grotendeels onjuist"),
    ),
    Rating.FALSE: (
        *("false", "incorrect", "wrong", "untrue", "not true", "fake", "fake news", "hoax", "pants on fire"),
        *("completely false", "totally false", "fabricated"),
        *("نادرست", "غلط", "دروغ", "کذب", "جعلی", "ساختگی", "کاملا نادرست", "درست نیست", "صحت ندارد"),
        *("خطأ", "خاطئ", "زائف", "كاذب", "غير صحيح", "كذب", "مفبرك", "خبر كاذب", "خبر زائف", "لا صحة له"),
        *("ложь", "неправда", "фейк", "неверно", "не соответствует действительности", "ложно"),
        *("yalan", "yalandır", "saxta", "səhv", "yanlış", "yanlışdır"),
        *("asılsız", "uydurma", "sahte", "doğru değil", "tamamen yanlış"),
        *("falso", "falsa", "mentira", "bulo", "incorrecto", "es falso"),
        *("faux", "fausse", "c'est faux", "infox", "incorrect"),
        *("falsch", "unwahr", "frei erfunden", "bufala", "notizia falsa", "onwaar", "onjuist"),
        *("falsk", "falskt", "forkert", "fałsz", "nieprawda", "fałszywe", "брехня", "неправдиво"),
        *("կեղծ", "սուտ", "ყალბი", "ტყუილი"),
    ),
    Rating.UNPROVEN: (
        *("unproven", "unverified", "unconfirmed", "no evidence", "not proven", "unsubstantiated"),
        *("insufficient evidence", "not enough evidence"),
        *("اثبات نشده", "اثبات‌نشده", "تایید نشده", "تأییدنشده", "ثابت نشده", "بدون مدرک"),
        *("غير مثبت", "غير مؤكد", "لا دليل", "غير مؤكدة"),
        *("не доказано", "не подтверждено", "недоказано", "бездоказательно"),
        *("sübut olunmayıb", "təsdiqlənməyib", "kanıtlanmamış", "doğrulanmamış", "kanıt yok"),
        *("no probado", "sin pruebas", "no verificado", "sin evidencia"),
        *("non prouvé", "non vérifié", "sans preuve", "invérifiable"),
        *("unbelegt", "nicht belegt", "unbewiesen", "non verificato", "não comprovado", "sem provas"),
        *("onbewezen", "niet bewezen", "nieudowodnione"),
    ),
}

_ALIKE = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ı": "i", "’": "'", "ə": "e"})
_ASCII_WORDS = re.compile("[a-z0-9]+")
_NUMBER = re.compile(r"[+-]?[0-9]{1,12}(\.[0-9]{1,12})?")
#: The best and the worst value if a review does not state them (schema.org/Rating).
_BEST, _WORST = 5.0, 1.0


def fold_words(text: str) -> str:
    """Return words without case, marks, punctuation and differences between keyboards.

    >>> fold_words("Yanlış!") == fold_words("YANLIŞ")
    True
    """
    if text.isascii():
        return " ".join(_ASCII_WORDS.findall(text.casefold()))
    text = text.replace("\u200c", " ").translate(_ALIKE).casefold()
    kept = (c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    folded = "".join(c if c.isalnum() or c.isspace() else " " for c in kept).translate(_ALIKE)
    return " ".join(folded.split())


_KNOWN: Mapping[str, Rating] = {
    fold_words(word): rating for rating, words in _WORDS.items() for word in words
}


def find_rating(words: str) -> Rating | None:
    """Return the rating that words mean, or ``None`` if they are not listed.

    >>> find_rating("Half-true"), find_rating("missing context")
    (<Rating.MIXED: 'mixed'>, None)
    """
    return _KNOWN.get(fold_words(words))


def find_number(value: object) -> float | None:
    """Return a JSON value as a number; it may be text, with a decimal point or comma.

    >>> find_number("4,5"), find_number("four")
    (4.5, None)
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, str):
        digits = "".join(
            str(unicodedata.decimal(c)) if c.isdecimal() else "." if c in ",٫" else c
            for c in value.strip()[:40]
        )
        return float(digits) if _NUMBER.fullmatch(digits) else None
    return float(value) if abs(value) <= 10**12 else None


def find_on_scale(value: object, best: object = None, worst: object = None) -> Rating | None:
    """Return the rating of a number between the worst and the best value of its scale.

    Only the ends are true and false. A scale may run either way; a number off the scale has no rating.

    >>> find_on_scale("1", "5", "1"), find_on_scale(1, best=1, worst=6)
    (<Rating.FALSE: 'false'>, <Rating.TRUE: 'true'>)
    """
    at = find_number(value)
    top = _BEST if best is None else find_number(best)
    bottom = _WORST if worst is None else find_number(worst)
    if at is None or top is None or bottom is None or top == bottom:
        return None
    part = (at - bottom) / (top - bottom)
    if not 0 <= part <= 1:
        return None
    if part in (0, 1):
        return Rating.TRUE if part else Rating.FALSE
    if 0.4 <= part <= 0.6:
        return Rating.MIXED
    return Rating.MOSTLY_TRUE if part > 0.5 else Rating.MOSTLY_FALSE

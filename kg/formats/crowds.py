"""Tell whether a review names one source as the author of a claim, or nobody in particular."""

from __future__ import annotations

import re

from kg.formats.ratings import fold_words

#: Beginnings of names for nobody in particular: several people, unnamed ones, or users of a platform.
_BEGINNINGS = (
    *("multiple", "various", "several", "many", "numerous", "different", "assorted", "unknown", "unnamed"),
    *("anonymous", "unidentified", "unattributed", "viral", "social media", "the internet", "internet"),
    *("social networks", "social networking sites", "online", "some people", "some users", "other users"),
    *("users on", "users of", "posts on", "post on", "posts shared", "message on", "messages on"),
    *("فضای مجازی", "شبکه‌های اجتماعی", "رسانه‌های اجتماعی", "کاربران", "منابع", "چندین", "چند", "برخی"),
    *("صفحات", "کانال‌های", "ناشناس", "نامعلوم"),
    *("مستخدمو", "مستخدمون", "مستخدمين", "رواد", "مواقع التواصل", "وسائل التواصل", "منصات", "مصادر"),
    *("مصدر مجهول", "حسابات", "مجهول", "عدة"),
    *("пользователи", "соцсети", "социальные сети", "различные", "разные", "множество", "многие"),
    *("неизвестно", "неизвестный", "интернет", "аноним"),
    *("sosyal medya", "çeşitli", "birçok", "kullanıcılar", "anonim", "sosial şəbəkə", "sosial media"),
    *("müxtəlif", "istifadəçilər", "naməlum"),
    *("usuarios", "redes sociales", "varias", "varios", "múltiples", "diversas", "diversos", "publicaciones"),
    *("internautas", "mensajes", "cadena", "cadenas", "anónimo", "desconocido"),
    *("internautes", "réseaux sociaux", "plusieurs", "utilisateurs", "diverses", "publications", "inconnu"),
)
#: Words that are written instead of a name.
_INSTEAD = ("n/a", "na", "none", "unspecified", "not specified", "not known", "people", "everyone", "critics")
#: Ends of names for nobody in particular.
_ENDINGS = ("users", "posts", "accounts", "netizens", "sources", "websites", "blogs", "bloggers", "memes")
_PLATFORMS = ("facebook", "twitter", "x", "instagram", "tiktok", "telegram", "whatsapp", "youtube", "reddit")
_WRITERS = ("user", "post", "page", "pages", "account", "group", "groups", "message", "messages", "video")
_WRITTEN = ("videos", "meme", "claim", "claims", "rumour", "rumours", "forward", "forwards", "channels")


def _any(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(fold_words(word)) for word in words)


_NOBODY = re.compile(
    rf"({_any(_BEGINNINGS)})( .*)?|{_any((*_INSTEAD, *_ENDINGS))}|.* ({_any(_ENDINGS)})"
    rf"|({_any(_PLATFORMS)}) ({_any((*_WRITERS, *_WRITTEN))})( .*)?"
)


def is_crowd(name: str) -> bool:
    """Return whether a name means nobody in particular: several sources, or anyone who posts somewhere.

    >>> is_crowd("Multiple sources"), is_crowd("Facebook posts"), is_crowd("The Washington Post")
    (True, True, False)
    """
    folded = fold_words(name)
    return not folded or _NOBODY.fullmatch(folded) is not None

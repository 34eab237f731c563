"""What a page is that holds no article, on pages as sites of every kind send them; and articles that come close."""

import pytest

from extract.article import extract_article
from extract.model import Article, Entry, ExtractError, Page

URL = "https://quayside.example/2026/nov/22/ferry"


def html(body: str, *, title: str = "Untitled", head: str = "", lang: str = "en") -> str:
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body>{body}</body></html>"
    )


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def json_ld(**values: str) -> str:
    stated = "".join(f', "{key}": {value}' for key, value in values.items())
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Ferry sails"{stated}}}</script>'


def extract(body: str | bytes, content_type: str | None = "text/html") -> Article:
    raw = body.encode() if isinstance(body, str) else body
    return extract_article(Page(entry=Entry(url=URL), body=raw, content_type=content_type))


def reason(body: str | bytes, content_type: str | None = "text/html") -> str:
    with pytest.raises(ExtractError) as raised:
        extract(body, content_type)
    return raised.value.reason


MENU = "<nav><ul><li><a href=/>Home</a></li><li><a href=/port>Port</a></li></ul></nav>"
FOOTER = "<footer><p>© 2026 Quayside Courier</p></footer>"

CONSENT = {
    "en": paragraphs(
        "We value your privacy",
        "We and our 412 partners store and/or access information on a device, such as unique "
        "identifiers in cookies, to process personal data. You may accept or manage your choices by "
        "clicking below, at any time.",
        "With your consent we use precise location and measure how personalised advertising performs. Some partners "
        "rely on their legitimate interest, to which you can object. You can change your mind on the privacy page.",
        "Accept all",
        "Manage preferences",
    ),
    "de": paragraphs(
        "Kurier lesen mit Werbung oder im Abo",
        "Wir und unsere Partner verwenden Cookies, um Informationen auf einem Gerät zu speichern und personenbezogene "
        "Daten zu verarbeiten, damit personalisierte Anzeigen ausgespielt werden können.",
        "Ihre Einwilligung können Sie jederzeit widerrufen, und zwar in den Datenschutzeinstellungen "
        "am Ende der Seite.",
        "Akzeptieren und weiter",
    ),
    "fr": paragraphs(
        "Le respect de votre vie privée est notre priorité",
        "Nous et nos partenaires utilisons des cookies afin de stocker et/ou accéder à des "
        "informations sur un appareil, et d'afficher des publicités personnalisées selon votre navigation.",
        "Vous pouvez retirer votre consentement ou vous opposer à l'intérêt légitime de nos "
        "partenaires sur cette page.",
        "Tout accepter",
        "Continuer sans accepter",
    ),
    "es": paragraphs(
        "Valoramos tu privacidad",
        "Nosotros y nuestros socios utilizamos cookies para almacenar o acceder a información en un dispositivo y "
        "mostrar anuncios personalizados según los hábitos de navegación.",
        "Puedes retirar el consentimiento en cualquier momento desde la configuración de cookies de esta página.",
        "Aceptar todo",
        "Rechazar todo",
    ),
}


@pytest.mark.parametrize("language", CONSENT)
def test_a_page_that_only_asks_for_consent_is_a_consent_wall(language: str) -> None:
    body = f"{MENU}<main><div class=message>{CONSENT[language]}</div></main>{FOOTER}"
    assert reason(html(body, title="Quayside Courier", lang=language)) == "consent_wall"


def test_a_consent_wall_in_place_of_a_page_with_an_articles_metadata_is_one() -> None:
    body = f"<main>{CONSENT['en']}</main>"
    assert reason(html(body, title="Ferry sails", head=json_ld(datePublished='"2026-11-22"'))) == "consent_wall"


CHALLENGE = {
    "Just a moment...": "<noscript><p>Enable JavaScript and cookies to continue</p></noscript>",
    "quayside.example": paragraphs(
        "Verifying you are human. This may take a few seconds.",
        "quayside.example needs to review the security of your connection before proceeding.",
        "Ray ID: 8f00ba12",
    ),
    "Access Denied": "<h1>Access Denied</h1>"
    + paragraphs("You don't have permission to access this server.", "Reference #18.2f1c"),
    "Sicherheitsabfrage": paragraphs(
        "Bitte bestätigen Sie, dass Sie ein Mensch sind. Von Ihrem Anschluss kamen ungewöhnlich viele Anfragen, und "
        "deshalb bitten wir Sie, das folgende Rätsel zu lösen, bevor es zur gewünschten Seite geht."
    ),
    "Vérification": paragraphs(
        "Nous avons détecté un trafic inhabituel depuis votre réseau. Merci de cocher la case pour confirmer que vous "
        "n'êtes pas un robot, après quoi la lecture pourra reprendre."
    ),
    "Comprobación": paragraphs(
        "Antes de continuar necesitamos comprobar que no eres un robot. Marca la casilla y la página "
        "se cargará de nuevo."
    ),
    "quayside.example ": '<script src="https://geo.captcha-delivery.com/c.js"></script><div id="wall"></div>',
}


@pytest.mark.parametrize("title", CHALLENGE)
def test_a_page_that_only_stops_robots_is_blocked(title: str) -> None:
    assert reason(html(CHALLENGE[title], title=title)) == "blocked"


LOST = {
    "Page not found | Quayside Courier": "<h1>Sorry</h1>"
    + paragraphs(
        "The page you are looking for has sailed. It may have been moved or deleted, or the address was mistyped.",
        "Try the home page, or look through the stories of this week, which our editors chose for you.",
    ),
    "Seite nicht gefunden – Wittersieler Kurier": paragraphs(
        "Leider konnten wir unter dieser Adresse nichts entdecken. Vielleicht hilft Ihnen die Suche weiter, oder Sie "
        "beginnen noch einmal auf der Startseite und schauen in die einzelnen Ressorts."
    ),
    "Erreur 404 - Le Phare": "<h1>Page introuvable</h1>"
    + paragraphs(
        "La page que vous recherchez n'existe plus ou a changé d'adresse. Vous pouvez revenir à l'accueil ou consulter "
        "les rubriques ci-dessous pour retrouver nos articles."
    ),
    "El Faro": "<h1>¡Vaya!</h1>"
    + paragraphs(
        "No hemos encontrado la página solicitada. Es posible que el enlace haya caducado o que la dirección contenga "
        "un error; puedes volver a la portada o usar el buscador."
    ),
}


@pytest.mark.parametrize("title", LOST)
def test_an_error_page_that_is_sent_as_success_is_a_soft_404(title: str) -> None:
    assert reason(html(f"{MENU}<main>{LOST[title]}</main>{FOOTER}", title=title)) == "soft_404"


TEASER = {
    "en": paragraphs(
        "The harbour board has quietly sold its last ferry, documents seen by the Courier show, and the islanders were "
        "told only when the new owner sent a tug …"
    )
    + "<div class=offer><p>Subscribe to continue reading</p><p>Already a subscriber? Log in</p></div>",
    "de": paragraphs(
        "Die Hafenbehörde hat ihre letzte Fähre verkauft, ohne die Insel zu fragen. Warum der Käufer schon vor dem "
        "Beschluss im Hafen lag und was der Bürgermeister dazu sagt, steht in einem Vertrag, der"
    )
    + "<div class=offer><p>Jetzt weiterlesen mit Kurier Plus</p><p>Monatsabo 4,90 Euro</p></div>",
    "fr": paragraphs(
        "Le port a vendu son dernier bac sans prévenir les îliens, qui ont découvert l'affaire en voyant arriver un "
        "remorqueur le matin même de la signature [...]"
    )
    + "<div class=offer><p>Cet article est réservé aux abonnés</p><p>Il vous reste 85 % à lire</p></div>",
    "es": paragraphs(
        "El puerto vendió su último transbordador sin avisar a los isleños, que se enteraron al ver "
        "llegar un remolcador la misma mañana de la firma…"
    )
    + "<div class=offer><p>Contenido exclusivo para suscriptores</p></div>",
}


@pytest.mark.parametrize("language", TEASER)
def test_the_teaser_of_a_text_that_says_it_is_paid_is_a_paywall(language: str) -> None:
    head = json_ld(isAccessibleForFree="false")
    assert reason(html(f"<article><h1>Ferry sold</h1>{TEASER[language]}</article>", head=head)) == "paywall"


@pytest.mark.parametrize("language", TEASER)
def test_a_text_cut_off_above_an_offer_to_subscribe_is_a_paywall(language: str) -> None:
    assert reason(html(f"<article><h1>Ferry sold</h1>{TEASER[language]}</article>")) == "paywall"


TOPIC = "".join(
    f"<div><h3><a href=/port/{n}>{name} opens to the public after years of quarrels</a></h3>"
    f"<p>The {name.lower()} was closed for repairs, and the council argued for years over who should "
    f"pay for it.</p></div>"
    for n, name in enumerate(("North pier", "South pier", "Old lock", "Customs house", "Dry dock", "Lighthouse"))
)


def test_a_page_of_linked_headlines_with_teasers_is_a_list_page() -> None:
    assert reason(html(f"{MENU}<main><h1>The port</h1>{TOPIC}</main>{FOOTER}", title="The port")) == "list_page"


def test_a_few_words_are_too_short() -> None:
    assert reason(html("<article><h1>Ferry</h1><p>The ferry sails again on Friday.</p></article>")) == "too_short"


def test_a_page_whose_only_text_is_a_script_is_empty() -> None:
    script = "<script>document.write('The ferry sails again. '.repeat(400))</script>"
    assert reason(html(f'<div id="root"></div>{script}', title="Quayside Courier")) == "empty_body"


STORY = (
    (
        "The ferry left its berth at seven with eleven passengers and a piano on board, and the harbour "
        "master, Ida Quill, waved from the customs house until it was out of sight."
    ),
    (
        "Engineers of the harbour board had replaced forty piles at night. The northern end stays closed "
        "to cars until the summer, since a third of the timber there is older than the lighthouse itself."
    ),
    (
        "The board will decide in May whether the line gets a second ship. Its chair said that the "
        "islanders had waited long enough, and that the money was there if the county wanted to find it."
    ),
)
SAYS_CAPTCHA = (
    (
        "The clinic's booking page asked Odile Marsh to prove that you are not a robot, as it put it, "
        "nine times in a row. She is 84, and her eyes are not what they were."
    ),
    (
        "Captchas shut out those who need help most, says the islanders' union, which has counted the "
        "complaints of a year. “Access denied” was what half of its members read when they tried to renew a bus pass."
    ),
)
SAYS_COOKIES = (
    (
        "The data protection board fined the ferry company for its banner on Friday. “We value your "
        "privacy” stood over it, and “accept all” in green below, while the way to refuse took five clicks."
    ),
    "Few travellers found it, the ruling says: of ten thousand who bought a ticket in March, eleven said no.",
    *STORY,
)
CLOSE = {
    "an article about robots and captchas": html(
        f"<article><h1>Access denied</h1>{paragraphs(*SAYS_CAPTCHA, *STORY)}</article>",
        title="Access denied: how captchas shut out the old | Quayside Courier",
    ),
    "an article about consent banners": html(
        f"<article><h1>Board fines ferry company over its banner</h1>{paragraphs(*SAYS_COOKIES)}</article>"
    ),
    "an article about error pages": html(
        f"<article><h1>Page not found</h1>{paragraphs(*STORY)}</article>",
        title="Page not found | Quayside Courier",
        head=json_ld(datePublished='"2026-11-22"'),
    ),
    "a full text that is paid for": html(
        f"<article><h1>Ferry sails</h1>{paragraphs(*STORY)}</article>", head=json_ld(isAccessibleForFree="false")
    ),
    "a full text above an offer to subscribe": html(
        f"<article><h1>Ferry sails</h1>{paragraphs(*STORY)}<p>Subscribe to continue reading "
        f"tomorrow's paper</p></article>"
    ),
    "a short piece far above an offer to subscribe": html(
        f"<article><h1>Pier closed</h1>{paragraphs(STORY[0], 'More will follow once the harbour board has met')}"
        "</article><div class=related>"
        + "".join(f"<p><a href=/port/{n}>Note {n} on what the harbour board decided</a></p>" for n in range(8))
        + "</div>"
        + "<section><p>Already a subscriber? Log in</p></section>"
    ),
    "an article under a consent banner": html(
        f"<div class=cookie-banner>{CONSENT['en']}</div><article><h1>Ferry sails</h1>{paragraphs(*STORY)}</article>"
    ),
    "a short piece in whole sentences": html(
        "<article><h1>Pier closed</h1><p>The northern pier is closed to cars from Monday. The harbour board says that "
        "a third of its timber is rotten. Walkers may use it until dusk, but not in a storm.</p></article>"
    ),
    "a Japanese text without spaces": html(
        "<article><h1>渡し船が再開</h1><p>"
        + "港の渡し船は金曜日の朝に再び出航し十一人の乗客と一台のピアノを乗せて島へ向かった。" * 3
        + "</p></article>",
        lang="ja",
    ),
}


@pytest.mark.parametrize("name", CLOSE)
def test_an_article_that_looks_like_something_else_is_an_article(name: str) -> None:
    assert isinstance(extract(CLOSE[name]), Article)


def test_a_full_text_that_is_paid_for_says_so() -> None:
    assert extract(CLOSE["a full text that is paid for"]).extra["is_free"] is False


def test_a_message_names_what_was_found() -> None:
    with pytest.raises(ExtractError, match=r"^the page has 0 words, and says “Just a moment\.\.\.”$"):
        extract(html(CHALLENGE["Just a moment..."], title="Just a moment..."))

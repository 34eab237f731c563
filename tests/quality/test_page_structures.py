"""Pages built as publishing systems build them: every one is ours, and all of it must come out as it is.

A page is an expected article (title, authors, day, paragraphs; None where it is not asked) and its markup.
"""

# ruff: noqa: E501 — markup is read as a page has it

from dataclasses import dataclass
from datetime import date

import pytest

from extract.article import extract_article
from extract.model import Entry, Page

EN = (
    "The ferry to the island of Strand left its berth on Friday with eleven passengers on board.",
    "“We waited nine weeks for this morning,” said Captain Ruben Tallow, who wore his best jacket.",
    "The harbour board will decide in May whether the line gets a second ship for the summer.",
    "On the island, the bakery sold out before noon and the school let its pupils go to the pier.",
)
DE = (
    "Die Fähre zur Insel Strand hat am Freitag mit elf Fahrgästen an Bord wieder abgelegt.",
    "„Auf diesen Morgen haben wir neun Wochen gewartet“, sagte Kapitän Ruben Tallow am Kai.",
    "Der Hafenausschuss entscheidet im Mai, ob die Linie für den Sommer ein zweites Schiff bekommt.",
)
FR = (
    "Le bac de l’île de Strand a quitté le quai vendredi avec onze passagers à son bord.",
    "« Nous attendions ce matin depuis neuf semaines », a dit le capitaine Ruben Tallow.",
    "Le conseil du port décidera en mai si la ligne obtient un second navire pour l’été.",
)
ES = (
    "El transbordador a la isla de Strand zarpó el viernes con once pasajeros a bordo.",
    "«Esperamos nueve semanas por esta mañana», dijo el capitán Ruben Tallow en el muelle.",
    "La junta del puerto decidirá en mayo si la línea recibe un segundo barco para el verano.",
)
JA = (
    "金曜日の朝、十一人の乗客を乗せた渡し船が九週間ぶりに島へ向けて港を出た。",
    "「この朝を九週間待っていた」と船長は桟橋で語り、見送る人々に手を振った。",
    "港湾委員会は五月に、夏に向けて二隻目の船を加えるかどうかを決める予定だ。",
)
ZH = (
    "星期五早晨，载着十一名乘客的渡船在停航九个星期之后再次驶离码头，开往海岛。",
    "船长在码头上说：“我们为这个早晨等了九个星期。”岛上的面包店中午之前就卖光了。",
    "港务委员会将在五月决定是否在夏天为这条航线增加第二艘船，票价暂时不会改变。",
)
RU = (
    "Паром на остров Странд в пятницу отошёл от причала с одиннадцатью пассажирами на борту.",
    "«Мы ждали этого утра девять недель», — сказал капитан Рубен Таллоу, стоя на пирсе.",
    "Совет гавани решит в мае, получит ли линия второе судно на летние месяцы этого года.",
)
EL = (
    "Το πλοίο για το νησί Στραντ έφυγε την Παρασκευή από την προβλήτα με έντεκα επιβάτες.",
    "«Περιμέναμε εννέα εβδομάδες αυτό το πρωί», είπε ο καπετάνιος Ρούμπεν Τάλοου στο λιμάνι.",
    "Το συμβούλιο του λιμανιού θα αποφασίσει τον Μάιο αν η γραμμή θα πάρει δεύτερο πλοίο.",
)
AR = (
    "غادرت العبّارة المتجهة إلى جزيرة ستراند الرصيف يوم الجمعة وعلى متنها أحد عشر راكبًا.",
    "وقال القبطان روبن تالو: «انتظرنا هذا الصباح تسعة أسابيع كاملة» وهو يلوّح للناس.",
    "وسيقرر مجلس الميناء في مايو ما إذا كان الخط سيحصل على سفينة ثانية لموسم الصيف.",
)
DAY = date(2025, 3, 14)
TITLE = "Ferry to Strand sails again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    name: str
    head: str
    body: str
    paragraphs: tuple[str, ...] = EN
    title: str | None = TITLE
    authors: tuple[str, ...] | None = ("Odile Marsh",)
    day: date | None = DAY
    language: str = "en"


def paragraphs(texts: tuple[str, ...], tag: str = "p") -> str:
    return "".join(f"<{tag}>{text}</{tag}>" for text in texts)


def ld(inner: str) -> str:
    return f'<script type="application/ld+json">{inner}</script>'


def article_ld(author: str, **more: str) -> str:
    fields = "".join(f', "{key}": "{value}"' for key, value in more.items())
    return ld(
        f'{{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "{TITLE}",'
        f' "datePublished": "2025-03-14T06:30:00+01:00", "author": {author}{fields}}}'
    )


PLAIN_BODY = f"<article><h1>{TITLE}</h1><div class='body'>{paragraphs(EN)}</div></article>"
OG = (
    f'<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="Quayside Courier">'
    '<meta property="article:published_time" content="2025-03-14T06:30:00+01:00"><meta name="author" content="Odile Marsh">'
)
CASES = (
    Case(
        name="wordpress classic",
        head=f"<title>{TITLE} – Quayside Courier</title>{OG}",
        body=f"""<div id="page"><header><a href="/">Quayside Courier</a></header><div id="content"><div class="post-12 post
        type-post hentry"><h1 class="entry-title">{TITLE}</h1><div class="entry-meta">Posted on
        <time class="entry-date" datetime="2025-03-14T06:30:00+01:00">March 14, 2025</time> by
        <a rel="author" class="url fn n" href="/author/om">Odile Marsh</a></div><div class="entry-content">
        {paragraphs(EN)}<div class="sharedaddy sd-sharing-enabled"><h3>Share this:</h3><ul><li><a href="#">Facebook</a></li>
        <li><a href="#">X</a></li></ul></div><div id="jp-relatedposts"><h3>Related</h3></div></div></div>
        <div id="comments"><h2>2 thoughts on “{TITLE}”</h2><ol><li><p>I was there and it rained all morning, as usual.</p>
        </li></ol></div></div></div>""",
    ),
    Case(
        name="gutenberg",
        head=f"<title>{TITLE} - Quayside Courier</title>{OG}",
        body=f"""<main class="wp-block-group"><h1 class="wp-block-post-title">{TITLE}</h1>
        <div class="wp-block-post-author-name"><a href="/author/om">Odile Marsh</a></div>
        <div class="entry-content wp-block-post-content">{paragraphs(EN[:2])}<figure class="wp-block-image"><img src="/a.jpg">
        <figcaption class="wp-element-caption">The ferry at its berth</figcaption></figure>{paragraphs(EN[2:])}
        <div class="wp-block-buttons"><a class="wp-block-button__link" href="/x">Subscribe now</a></div></div></main>""",
    ),
    Case(
        name="amp",
        head=f"<title>{TITLE}</title>" + article_ld('{"@type": "Person", "name": "Odile Marsh"}'),
        body=f"""<header class="amp-wp-header"><a href="/">Quayside</a></header><article class="amp-wp-article">
        <header><h1 class="amp-wp-title">{TITLE}</h1></header><amp-img src="/f.jpg"></amp-img>
        <div class="amp-wp-article-content">{paragraphs(EN)}<amp-ad type="x"></amp-ad></div></article>""",
    ),
    Case(
        name="drupal",
        head=f"<title>{TITLE} | Quayside Courier</title>{OG}",
        body=f"""<div class="region region-content"><article class="node node--type-article"><h1><span
        class="field field--name-title">{TITLE}</span></h1><div class="node__content"><div class="field
        field--name-body field__item">{paragraphs(EN)}</div><div class="field field--name-field-tags"><div
        class="field__label">Tags</div><div class="field__item"><a href="/t/ferry">Ferry</a></div></div></div></article></div>
        <div class="region region-sidebar"><h2>Most read</h2><ul><li><a href="/a">Dredging starts</a></li></ul></div>""",
    ),
    Case(
        name="arc xp",
        head=f"<title>{TITLE}</title>" + article_ld('[{"@type": "Person", "name": "Odile Marsh"}]'),
        body=f"""<div id="fusion-app"><main><h1 class="b-headline">{TITLE}</h1><div class="b-byline"><span>By</span>
        <span class="b-byline__names"><a class="c-link" href="/author/om/">Odile Marsh</a></span></div><article
        class="b-article-body">{"<div class='arcad-feature-wrapper'></div>".join(f"<p class='c-paragraph'>{t}</p>" for t in EN)}
        </article><div class="b-results-list"><h2>More news</h2><a href="/b">School keeps teacher</a></div></main></div>""",
    ),
    Case(
        name="chorus",
        head=f"<title>{TITLE} - Quayside</title>{OG}",
        body=f"""<article class="l-main-content"><div class="c-entry-hero"><h1 class="c-page-title">{TITLE}</h1>
        <p class="c-entry-summary p-dek">The island has its ferry back, but the pier may not last another winter.</p></div>
        <div class="l-col__main"><div class="c-entry-content">{paragraphs(EN)}</div></div></article>""",
        paragraphs=("The island has its ferry back, but the pier may not last another winter.", *EN),
    ),
    Case(
        name="ghost",
        head=f"<title>{TITLE}</title>{OG}",
        body=f"""<article class="gh-article post"><header class="gh-article-header gh-canvas"><h1
        class="gh-article-title">{TITLE}</h1><p class="gh-article-excerpt">The pier may not last another winter, though.</p>
        </header><section class="gh-content gh-canvas">{paragraphs(EN)}</section></article><section class="gh-cta"><h4>Sign
        up for more like this.</h4><a href="#/portal">Enter your email</a></section>""",
        paragraphs=("The pier may not last another winter, though.", *EN),
    ),
    Case(
        name="substack",
        head=f"<title>{TITLE} - by Odile Marsh</title>" + article_ld('[{"@type": "Person", "name": "Odile Marsh"}]'),
        body=f"""<div class="single-post"><article class="newsletter-post post"><div class="post-header"><h1
        class="post-title published">{TITLE}</h1><h3 class="subtitle">And the bakery sells out before it is noon</h3></div>
        <div class="available-content"><div class="body markup" dir="auto">{paragraphs(EN[:2])}<div class="subscription-widget-wrap">
        <p>Quayside Letter is a reader-supported publication. To receive new posts, become a subscriber.</p></div>
        {paragraphs(EN[2:])}</div></div></article></div>""",
        paragraphs=("And the bakery sells out before it is noon", *EN),
    ),
    Case(
        name="divs all the way",
        head=f"<title>{TITLE} | by Odile Marsh | Quay Stories</title>{OG}",
        body=f"""<div><div class="a b"><div class="c"><h1 class="d">{TITLE}</h1><div class="e"><div><a href="/@om">Odile
        Marsh</a></div><span>4 min read</span></div></div><div class="f g"><section><div class="h"><div class="i">
        {paragraphs(EN, "div")}</div></div></section></div></div></div>""",
    ),
    Case(
        name="paragraphs by line breaks",
        head=f"<title>{TITLE}</title>{OG}",
        body=f"<div class='story'><h1>{TITLE}</h1><div class='text'>{'<br><br>'.join(EN)}</div></div>",
    ),
    Case(
        name="drop cap and quotes across inline tags",
        head=f"<title>{TITLE}</title>{OG}",
        body=f"""<article><h1>{TITLE}</h1><div class="text"><p><span class="dropcap">T</span>{EN[0][1:]}</p><p>“We <em>waited</em>
        nine <a href="/w">weeks for this</a> morning,” said <strong>Captain Ruben Tallow</strong>, who wore his best
        jacket.</p>{paragraphs(EN[2:])}</div></article>""",
    ),
    Case(
        name="standfirst in the header",
        head=f'<title>{TITLE}</title>{OG}<meta name="description" content="The pier may not last another winter, though.">',
        body=f"""<article><header><h1>{TITLE}</h1><h2>The pier may not last another winter, though.</h2><p>By Odile
        Marsh</p></header><div class="text">{paragraphs(EN)}</div></article>""",
        paragraphs=("The pier may not last another winter, though.", *EN),
    ),
    Case(
        name="questions and answers",
        head=f"<title>{TITLE}</title>{OG}",
        body=f"""<article><h1>{TITLE}</h1><div class="text"><p>{EN[0]}</p><p><strong>Captain, are you happy?</strong></p>
        <p>I have not been so happy since the ship was new.</p><p>{EN[2]}</p></div></article>""",
        paragraphs=(
            EN[0],
            "Captain, are you happy?",
            "I have not been so happy since the ship was new.",
            EN[2],
        ),
    ),
    Case(
        name="listicle",
        head=f"<title>{TITLE}</title>{OG}",
        body=f"""<article><h1>{TITLE}</h1><div class="text"><p>{EN[0]}</p><h2>1. The bakery</h2><p>{EN[3]}</p><h2>2. The
        board</h2><p>{EN[2]}</p></div></article>""",
        paragraphs=(EN[0], "1. The bakery", EN[3], "2. The board", EN[2]),
    ),
    Case(
        name="live blog",
        head=f"<title>{TITLE}</title>"
        + ld(
            f'{{"@type": "LiveBlogPosting", "headline": "{TITLE}", "datePublished": "2025-03-14T06:30:00Z",'
            ' "author": {"name": "Odile Marsh"}}'
        ),
        body=f"""<main><h1>{TITLE}</h1><div class="live">{
            "".join(f"<div class='entry'><time>08.1{i}</time><p>{t}</p></div>" for i, t in enumerate(EN))
        }</div></main>""",
    ),
    Case(
        name="several authors in JSON-LD",
        head="<title>F</title>" + article_ld('[{"name": "Odile Marsh"}, "Ruben Tallow"]'),
        body=PLAIN_BODY,
        authors=("Odile Marsh", "Ruben Tallow"),
    ),
    Case(name="author as a string", head=article_ld('"Odile Marsh"'), body=PLAIN_BODY),
    Case(
        name="authors in one string",
        head=article_ld('"By Odile Marsh and Ruben Tallow, Courier correspondents"'),
        body=PLAIN_BODY,
        authors=("Odile Marsh", "Ruben Tallow"),
    ),
    Case(
        name="author with names in a list",
        head=article_ld('{"@type": "Person", "name": ["Odile Marsh", "Ruben Tallow"]}'),
        body=PLAIN_BODY,
        authors=("Odile Marsh", "Ruben Tallow"),
    ),
    Case(
        name="graph with references",
        head=ld(
            f'{{"@graph": [{{"@type": "NewsArticle", "@id": "#a", "headline": "{TITLE}", "datePublished":'
            ' "2025-03-14T05:30:00Z", "author": {"@id": "#p"}}, {"@type": "Person", "@id": "#p", "name": "Odile Marsh"}]}'
        ),
        body=PLAIN_BODY,
    ),
    Case(
        name="an organisation signs",
        head=article_ld('{"@type": "Organization", "name": "Quayside Courier"}') + OG.replace("Odile Marsh", "Staff"),
        body=PLAIN_BODY,
        authors=(),
    ),
    Case(
        name="given and family name",
        head=article_ld('{"@type": "Person", "givenName": "Odile", "familyName": "Marsh"}'),
        body=PLAIN_BODY,
    ),
    Case(
        name="the outlet's name in front",
        head=f"<title>Quayside Courier : {TITLE}</title>"
        + OG.replace(f'content="{TITLE}"', f'content="Quayside Courier : {TITLE}"'),
        body=f"<div class='text'>{paragraphs(EN)}</div>",
    ),
    Case(
        name="the search engine's title differs",
        head="<title>Strand ferry 2025: timetable, prices, all you need to know</title>"
        + article_ld('"Odile Marsh"').replace("headline", "alternativeHeadline")
        + f'<meta property="og:title" content="{TITLE}">',
        body=PLAIN_BODY,
    ),
    Case(
        name="consent, letter and related boxes",
        head=f"<title>{TITLE}</title>{OG}",
        body=f"""<div id="cookie-banner"><p>We and our partners store and access information on a device.</p></div><article>
        <h1>{TITLE}</h1><div class="text">{paragraphs(EN[:2])}<div class="newsletter-signup"><p>Get the harbour letter in your
        inbox every Friday morning.</p></div><p>Read more: <a href="/s">The storm that broke the pier</a></p>
        {paragraphs(EN[2:])}<h3>Related stories</h3><ul><li><a href="/a">Dredging starts in autumn</a></li>
        <li><a href="/b">School keeps teacher</a></li></ul></div></article>""",
    ),
    Case(
        name="german, day first, agency",
        head='<title>Fähre legt wieder ab - Kaibote</title><meta property="og:title" content="Fähre legt wieder ab">',
        body=f"""<article><h1>Fähre legt wieder ab</h1><p class="autor">Von Odile Marsh, dpa</p><p class="datum">14.03.2025,
        06:30 Uhr</p><div class="text">{paragraphs(DE)}<p>Lesen Sie auch: <a href="/s">Der Sturm</a></p></div></article>""",
        title="Fähre legt wieder ab",
        paragraphs=DE,
        language="de",
    ),
    Case(
        name="french, day first with slashes",
        head="<title>Le bac repart | Le Courrier du quai</title>",
        body=f"""<article><h1>Le bac repart</h1><p class="meta">Par <a class="auteur" href="/auteur/om">Odile Marsh</a>,
        publié le <span class="date">14/03/2025</span></p><div class="text">{paragraphs(FR)}<p>À lire aussi : <a
        href="/s">La tempête</a></p></div></article>""",
        title="Le bac repart",
        paragraphs=FR,
        language="fr",
    ),
    Case(
        name="spanish, time without zone",
        head="<title>El transbordador zarpa de nuevo</title>"
        '<meta property="article:published_time" content="2025-03-14 06:30:00">',
        body=f"""<article><h1>El transbordador zarpa de nuevo</h1><p class="autor">Por Odile Marsh</p><div
        class="texto">{paragraphs(ES)}</div></article>""",
        title="El transbordador zarpa de nuevo",
        paragraphs=ES,
        language="es",
    ),
    Case(
        name="english, month first with slashes",
        head=f"<title>{TITLE}</title>",
        body=f"""<article><h1>{TITLE}</h1><p class="byline">By Odile Marsh</p><p class="date">Published 03/14/2025</p>
        <div class="text">{paragraphs(EN)}</div></article>""",
    ),
    Case(
        name="japanese",
        head='<title>渡し船、九週間ぶりに出港｜港新聞</title><meta property="og:title" content="渡し船、九週間ぶりに出港">'
        '<meta property="article:published_time" content="2025-03-14T06:30:00+09:00">',
        body=f"<article><h1>渡し船、九週間ぶりに出港</h1><div class='honbun'>{paragraphs(JA)}</div></article>",
        title="渡し船、九週間ぶりに出港",
        authors=None,
        paragraphs=JA,
        language="ja",
    ),
    Case(
        name="chinese",
        head="<title>渡船停航九周后再次启航_地方_港口日报</title>",
        body=f"""<div class="article"><h1>渡船停航九周后再次启航</h1><div class="info">2025年03月14日 06:30 来源：港口日报</div>
        <div class="content">{paragraphs(ZH)}</div></div>""",
        title="渡船停航九周后再次启航",
        authors=None,
        paragraphs=ZH,
        language="zh",
    ),
    Case(
        name="cyrillic",
        head='<title>Паром снова вышел в море — Причал</title><meta property="og:site_name" content="Причал">',
        body=f"""<article><h1>Паром снова вышел в море</h1><time datetime="2025-03-14T06:30:00+03:00">14 марта</time>
        <div class="text">{paragraphs(RU)}</div></article>""",
        title="Паром снова вышел в море",
        authors=None,
        paragraphs=RU,
        language="ru",
    ),
    Case(
        name="greek",
        head="<title>Το πλοίο φεύγει ξανά</title>" + ld('{"@type": "NewsArticle", "datePublished": "2025-03-14"}'),
        body=f"<article><h1>Το πλοίο φεύγει ξανά</h1><div class='text'>{paragraphs(EL)}</div></article>",
        title="Το πλοίο φεύγει ξανά",
        authors=None,
        paragraphs=EL,
        language="el",
    ),
    Case(
        name="right to left",
        head="<title>العبّارة تبحر من جديد</title>"
        '<meta property="article:published_time" content="2025-03-14T06:30:00+03:00">',
        body=f"<article dir='rtl'><h1>العبّارة تبحر من جديد</h1><div class='text'>{paragraphs(AR)}</div></article>",
        title="العبّارة تبحر من جديد",
        authors=None,
        paragraphs=AR,
        language="ar",
    ),
    Case(
        name="a Buddhist year is none of ours, the page's own word is",
        head='<title>F</title><meta name="date" content="2568-03-14"><meta property="article:published_time"'
        ' content="2025-03-14T06:30:00+07:00">',
        body=PLAIN_BODY,
        authors=None,
    ),
    Case(
        name="text in JSON-LD alone",
        head=f"<title>{TITLE}</title>"
        + article_ld('"Odile Marsh"', articleBody=" ".join(EN).replace("“", "'").replace("”", "'")),
        body=f"<div id='root'></div><h1>{TITLE}</h1>",
        paragraphs=(" ".join(EN).replace("“", "'").replace("”", "'"),),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_page_gives_its_article(case: Case) -> None:
    html = f"<!doctype html><html lang='{case.language}'><head>{case.head}</head><body>{case.body}</body></html>"
    page = Page(
        entry=Entry(url="https://qc.example/local/ferry"), body=html.encode(), content_type="text/html; charset=utf-8"
    )
    article = extract_article(page)
    found = Case(
        name=case.name,
        head=case.head,
        body=case.body,
        paragraphs=tuple(paragraph.text for paragraph in article.paragraphs),
        title=article.title if case.title else None,
        authors=article.authors if case.authors is not None else None,
        day=article.published.day if case.day and article.published else None,
        language=article.language or "",
    )
    assert found == case

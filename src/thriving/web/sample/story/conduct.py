"""The Code of Conduct of the sample year: drafted, put to everybody, revised, frozen, then voted on."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_noop as _

from thriving.web.sample.deeds import OfConduct

KEY, MILESTONE = "universal", "code-of-conduct"
TITLE = _("Universal Code of Conduct")
PURPOSE = _(
    "For everybody who takes part, wherever they meet: on the wikis, at events, in chats and in letters."
)
TIES = {
    "draft-published": "published",
    "communities-consulted": "consulted",
    "draft-revised": "revised",
    "board-endorsed": "endorsed",
}
ASKED_UNTIL, LAST_DAY = date(2020, 3, 24), date(2020, 8, 31)
QUORUM, MAJORITY = 50, 50
ROLES = ("affiliations_officer", "evaluator", "organizer", "program_lead", "regional_liaison")
ASKS = ("program_lead", "organizer", "regional_liaison")  # once a version is in force

# In each language, the first draft and the revised one. All of it is invented.
FIRST = {
    "en": """# Respect

We treat each other as we want to be treated, however much we disagree.

# What we do not do

We insult nobody and threaten nobody. We tell nobody's name, home or work without their consent.

# Where it holds

It holds on the wikis and at events.""",
    "es": """# Respeto

Nos tratamos como queremos que nos traten, por mucho que discrepemos.

# Lo que no hacemos

No insultamos ni amenazamos a nadie. No contamos el nombre, la casa ni el trabajo de nadie sin su permiso.

# Dónde rige

Rige en los wikis y en los encuentros.""",
    "ar": """# الاحترام

يعامل بعضنا بعضًا كما نحب أن نُعامَل، مهما اختلفنا.

# ما لا نفعله

لا نهين أحدًا ولا نهدد أحدًا. ولا نفشي اسم أحد أو بيته أو عمله دون موافقته.

# أين تسري

تسري في الويكيات وفي الفعاليات.""",
}
REVISED = {
    "en": """# Respect

We treat each other as we want to be treated, however much we disagree. Whoever is new is welcomed first.

# What we do not do

We insult, threaten and harass nobody. We tell nobody's name, home or work without their consent.

# Who helps

Whoever sees harm may report it, in any language, also without a name. Every report is answered.

# Where it holds

It holds on the wikis, at events, in chats and in letters.""",
    "es": """# Respeto

Nos tratamos como queremos que nos traten, por mucho que discrepemos. Lo primero es acoger a quien llega.

# Lo que no hacemos

No insultamos, amenazamos ni acosamos a nadie. No contamos el nombre, la casa ni el trabajo de nadie
sin su permiso.

# Quién ayuda

Quien vea un daño puede avisar, en cualquier lengua, también sin dar su nombre. Todo aviso recibe respuesta.

# Dónde rige

Rige en los wikis, en los encuentros, en los chats y en las cartas.""",
    "ar": """# الاحترام

يعامل بعضنا بعضًا كما نحب أن نُعامَل، مهما اختلفنا. ونبدأ بالترحيب بكل جديد.

# ما لا نفعله

لا نهين أحدًا ولا نهدد أحدًا ولا نضايق أحدًا. ولا نفشي اسم أحد أو بيته أو عمله دون موافقته.

# من يساعد

من رأى أذى فله أن يبلّغ عنه بأي لغة، ولو دون اسم. ويُجاب عن كل بلاغ.

# أين تسري

تسري في الويكيات وفي الفعاليات وفي المحادثات وفي الرسائل.""",
}
# What was said and in which language; what came of it; and the answer, which is marked for translation.
COMMENTS = (
    (
        "en",
        "Newcomers are not mentioned. They are the ones who leave first.",
        "changed",
        _("It now begins with them."),
    ),
    (
        "es",
        "¿Vale también en los chats? Allí pasa lo peor.",
        "changed",
        _("It now says so: it holds wherever people write to each other."),
    ),
    (
        "en",
        "Please add how to format references.",
        "elsewhere",
        _("That is a matter of style; the guide for writers is the place for it."),
    ),
)
CONCLUSION = _(
    "Two of three comments changed the text: it begins with newcomers, and holds in chats and letters."
)


# An affiliate's own code, from its draft to its force. All of it is invented, also where the proof stands.
FRIENDLY = "capital-students"
FRIENDLY_TITLE = _("A friendly space at our meetings")
FRIENDLY_PURPOSE = _("For everybody who comes to a meeting of ours, and for whoever prepares one.")
FRIENDLY_CONCLUSION = _("Nobody asked for a change.")
FRIENDLY_ASKED_UNTIL, FRIENDLY_LAST_DAY = date(2019, 9, 17), date(2019, 10, 7)
FRIENDLY_BODY, FRIENDLY_DECISION = "Board of the student group", "Resolution 2019/4: a friendly space"
FRIENDLY_PROOF = "https://example.org/resolutions/2019-4"
FRIENDLY_TEXT = {
    "en": """# At our meetings

We listen before we answer. Nobody is touched or photographed who has not said yes.

# Who helps

Two people at each meeting wear a green ribbon. Tell them if something is not right.""",
    "es": """# En nuestras reuniones

Escuchamos antes de responder. A nadie se le toca ni se le fotografía sin su permiso.

# Quién ayuda

En cada reunión, dos personas llevan una cinta verde. Díganles si algo no está bien.""",
    "ar": """# في لقاءاتنا

نستمع قبل أن نجيب. ولا يُلمَس أحد ولا يُصوَّر ما لم يوافق.

# من يساعد

في كل لقاء شخصان يضعان شريطًا أخضر. أخبروهما إن لم يكن أمر ما على ما يرام.""",
}


def deeds() -> tuple[OfConduct, ...]:
    return (
        OfConduct(date(2019, 7, 2), "begin"),
        OfConduct(date(2019, 9, 3), "friendly_draft"),
        OfConduct(date(2019, 9, 18), "friendly_freeze"),
        OfConduct(date(2019, 9, 19), "friendly_open"),
        OfConduct(date(2019, 9, 27), "friendly_vote"),
        OfConduct(date(2019, 10, 8), "friendly_count"),
        OfConduct(date(2019, 10, 21), "friendly_endorse"),
        OfConduct(date(2019, 10, 24), "friendly_acknowledge"),
        OfConduct(date(2019, 10, 28), "friendly_force"),
        OfConduct(date(2019, 11, 5), "draft"),
        OfConduct(date(2019, 12, 18), "consult"),
        OfConduct(date(2020, 1, 14), "comment", 0),
        OfConduct(date(2020, 2, 4), "comment", 1),
        OfConduct(date(2020, 2, 20), "comment", 2),
        OfConduct(date(2020, 3, 26), "answer"),
        OfConduct(date(2020, 3, 30), "conclude"),
        OfConduct(date(2020, 6, 5), "revise"),
        OfConduct(date(2020, 6, 17), "declare"),
        OfConduct(date(2020, 6, 22), "open"),
        OfConduct(date(2020, 6, 25), "vote"),
    )

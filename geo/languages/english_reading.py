"""English: what marks the blocks of an article, and where a sentence does not end."""

from __future__ import annotations

from geo.languages.words import words

# A full stop after one of these does not end a sentence when a name may follow.
TITLE_ABBREVIATIONS = words(
    "Mr Mrs Ms Mx Dr Prof St Ste Mt Ft Pt Gen Lt Col Maj Capt Cpl Sgt Pvt Adm Cmdr Brig Gov Sen Rep"
    " Rev Hon Pres Sec Amb Insp Supt Det Fr Sr Jr Msgr Bros vs No Nos Art Ch Fig Vol Op approx ca"
    " est al dept Dept Ave Blvd Rd Hwy Rte"
)

# These may end a sentence: they do when the next word usually begins one.
PLAIN_ABBREVIATIONS = words(
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun"
    " Inc Corp Co Ltd Bros Assn etc a.m p.m i.e e.g Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind"
    " Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo"
    " Ont Que Alta Sask Man Eng univ Univ Ph.D M.D B.A M.A"
)

SENTENCE_STARTERS = words(
    "The A An In On At It He She They We I You This That These Those There But And Or So If When"
    " While After Before As For From By With To His Her Their Its Our My Your What Who Why How"
    " Where Some Many Most Several All No Not One Two Three Since Although Though However Meanwhile"
    " Also Both Each Every According Under Over During Despite Now Then Here Even Only Officials"
    " Police Last Earlier Later Other Others Such"
)

# Behind one of DATE_LEADS they are dates, and a capitalised word behind them begins a name: "On
# Monday Leeds". Elsewhere they may be names themselves: "April Jones", "Friday Harbor".
DATES = words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june"
    " july august september october november december christmas easter ramadan"
)
DATE_LEADS = words(
    "on in since last this next by until till from after before late early mid every during of"
    " between and through past"
)

# "Read more: …". Followed by a colon, a dash, an arrow or a line break.
LINK_LEADS = (
    "read more",
    "read also",
    "read next",
    "read now",
    "read",
    "also read",
    "must read",
    "related",
    "related article",
    "related articles",
    "related story",
    "related stories",
    "related coverage",
    "related content",
    "related news",
    "see also",
    "see more",
    "more on this",
    "more on this story",
    "more",
    "more news",
    "more from",
    "watch",
    "watch now",
    "watch live",
    "watch more",
    "listen",
    "listen now",
    "don't miss",
    "recommended",
    "recommended reading",
    "further reading",
    "in pictures",
    "in pics",
    "live updates",
    "follow live",
    "latest",
    "you may also like",
    "you might also like",
    "sign up",
    "subscribe",
)

CAPTION_LEADS = (
    "photo",
    "photograph",
    "photos",
    "image",
    "image caption",
    "caption",
    "picture",
    "pictured",
    "file photo",
    "file picture",
    "file image",
    "file",
    "video",
    "graphic",
    "map",
    "illustration",
    "media caption",
)

CREDITS = (
    "ap photo",
    "afp photo",
    "epa photo",
    "upi photo",
    "photo by",
    "photo:",
    "photograph:",
    "getty images",
    "via getty",
    "via reuters",
    "via ap",
    "/reuters",
    "/ap",
    "/afp",
    "/epa",
    "shutterstock",
    "[file:",
    "file photo",
)

# Small words that stay in lower case in a headline set in title case.
TITLE_CASE_SMALL = words(
    "a an and as at but by en for from if in into nor of off on onto or out over per so than the"
    " to up via vs with yet after amid is"
)

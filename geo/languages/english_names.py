"""English: the words around names that tell places, people and organisations apart."""

from __future__ import annotations

from geo.languages.words import words

# "Cass County", "Darling River": the noun after the name makes a place.
PLACE_NOUNS_AFTER = words(
    "county parish borough township river creek lake bay island islands peninsula mountain"
    " mountains hill hills valley canyon desert forest park beach harbor harbour strait straits"
    " channel canal sea ocean gulf bridge dam airport province oblast region district governorate"
    " prefecture raion krai voivodeship municipality canton department state territory republic"
    " emirate village town city suburb neighborhood neighbourhood plateau basin delta falls springs"
    " reservoir glacier volcano pass plain plains coast cape point highlands lowlands range ridge"
    " archipelago atoll reef wetlands national"
)
# "Lake Erie", "Mount Kenya": the noun before it.
PLACE_NOUNS_BEFORE = words(
    "lake mount mt fort ft port cape point saint st river camp rio loch isle bay gulf sea strait"
    " island county county valley republic kingdom province city town village district"
)
# "The Centre department": kinds of divisions, written small behind their names.
DIVISION_NOUNS = words(
    "region province department oblast governorate prefecture district county state regency"
    " municipality krai voivodeship canton parish territory raion"
)
# Behind a region's name they make another name: "Kentucky Lake".
NATURAL_NOUNS = words(
    "river creek lake bay canyon falls reservoir glacier lagoon cove brook fjord inlet gorge swamp"
)
# "city of", "village near": in lower case before the name.
PLACE_WORDS = words(
    "city town village hamlet capital province region district county state territory suburb"
    " neighborhood neighbourhood municipality island peninsula port area enclave republic country"
    " nation kingdom border coast outskirts south north east west southeast southwest northeast"
    " northwest southern northern eastern western central downtown near outside"
)
# Land under protection, by the last words of its name: "Dolly Sods Wilderness".
PROTECTED_LAND = (
    ("wilderness",),
    *((first, second) for first in ("national", "state") for second in ("forest", "park")),
    *(("national", second) for second in ("seashore", "lakeshore", "grassland", "preserve")),
    ("wildlife", "refuge"),
    ("nature", "reserve"),
    ("game", "reserve"),
)
ORGANISATION_NOUNS = words(
    "university college school schools academy institute hospital clinic church cathedral mosque"
    " temple museum library theatre theater club united fc afc rovers wanderers athletic bank group"
    " corp corporation inc ltd llc company co association society foundation union federation"
    " league council committee commission court department ministry agency bureau office police"
    " fire sheriff army navy force forces guard times post news herald tribune journal gazette star"
    " telegraph observer press radio tv television airlines airways railway hotel inn center centre"
    " stadium arena festival conference championship cup open party front movement brigade division"
    " authority board chamber district parliament assembly senate congress house street road avenue"
    " boulevard lane drive highway medical health tech technologies systems partners holdings"
    " energy motors electric chronicle examiner courier dispatch mirror mail guardian observatory"
)
STREET_NOUNS = words(
    "street st road rd avenue ave boulevard blvd lane ln drive dr highway hwy route way court"
    " square terrace place plaza crescent close parkway turnpike expressway freeway"
)
# Buildings and grounds: "Ulm Minster", "Harlow Station".
FACILITY_NOUNS = words(
    "university college hospital infirmary clinic airport airfield airbase base station terminal"
    " church cathedral minster basilica mosque synagogue temple abbey monastery school academy"
    " institute stadium arena racecourse park gardens zoo museum gallery bridge tunnel hotel inn"
    " library center centre prison jail court courthouse cemetery farm farms mall plaza market"
    " tower castle palace theatre theater house hall estate mill mine quarry plant refinery dam"
    " barracks camp ranch trail wilderness cliff cove marina pier dock docks square garden"
)
NUMBERED_ROADS = words("highway interstate route road hwy rte autobahn expressway motorway")
TITLES = words(
    "mr mrs ms miss mx dr prof professor sir dame lord lady king queen prince princess president"
    " vice-president chancellor premier prime minister secretary senator sen rep representative"
    " congressman congresswoman governor gov mayor judge justice general gen colonel col major maj"
    " captain capt lieutenant lt sergeant sgt corporal officer detective sheriff chief inspector"
    " superintendent constable deputy ambassador envoy spokesman spokeswoman spokesperson director"
    " chairman chairwoman coach manager pastor rev reverend father sister brother bishop archbishop"
    " cardinal pope rabbi imam sheikh ayatollah emperor sultan commissioner attorney councillor"
    " councilman councilwoman adviser advisor leader analyst editor author actor actress singer"
    " director-general commander admiral marshal"
)
SPEECH_VERBS = words(
    "said says say saying told tells added adds explained noted stated claimed argued wrote writes"
    " tweeted posted asked replied admitted insisted warned announced recalled joked testified"
    " agreed thinks believes thought believed hopes hoped wants wanted echoed acknowledged stressed"
    " emphasized urged accused"
)
PERSON_WORDS = words(
    "he she his her him who whose born aged age married son daughter wife husband mother father"
    " brother sister"
)
CALENDAR = words(
    "january february march april may june july august september october november december monday"
    " tuesday wednesday thursday friday saturday sunday spring summer autumn fall winter christmas"
    " easter thanksgiving ramadan"
)
LOCATIVE_PREPOSITIONS = words(
    "in at near from to into toward towards outside inside around across through throughout via"
    " within beyond off onto along between over above below beneath under on"
)
OTHER_PREPOSITIONS = words("of for with by against about as like than between among upon against")
DIRECTIONS = words(
    "north south east west northern southern eastern western northeast northwest southeast"
    " southwest northeastern northwestern southeastern southwestern central upper lower greater"
    " north-east north-west south-east south-west downtown mid inner outer"
)
# Words inside a place's name that are written small: "Rio de Janeiro", "Stoke upon Trent".
NAME_CONNECTORS = words(
    "of de la le les el al du des del della di da do dos das von van der den the and y e upon on in"
    " under sur am an der la- l d ad as ash at ar i es en du lès lez sous aux au à sul"
    " dei delle degli vor na nad pod pri ob v im bei zu aan op ter ten het og och und et ed"
    " o ya wa ye ng ka u"
)

# "Kursk and Belgorod regions", "the Red and Black seas": the noun, in the plural, of each name.
PLURAL_NOUNS_AFTER = {
    "regions": "Region",
    "oblasts": "Oblast",
    "provinces": "Province",
    "counties": "County",
    "districts": "District",
    "governorates": "Governorate",
    "prefectures": "Prefecture",
    "departments": "Department",
    "parishes": "Parish",
    "townships": "Township",
    "states": "State",
    "republics": "Republic",
    "islands": "Island",
    "mountains": "Mountains",
    "rivers": "River",
    "lakes": "Lake",
    "seas": "Sea",
    "oceans": "Ocean",
    "gulfs": "Gulf",
    "bays": "Bay",
    "straits": "Strait",
    "canals": "Canal",
    "valleys": "Valley",
    "airports": "Airport",
    "universities": "University",
}
# "Lakes Erie and Ontario": the noun before the names.
PLURAL_NOUNS_BEFORE = {"lakes": "Lake", "mounts": "Mount", "counties": "County", "forts": "Fort"}
# "North and South Korea", "Upper and Lower Austria".
COMPOUND_DIRECTIONS = words(
    "north south east west northern southern eastern western northeast northwest southeast"
    " southwest upper lower inner outer central middle greater lesser new"
)
# What armies do to places, and hardly anybody to people: "retook Lyman", "the siege of Lyman".
CONQUEST_VERBS = words(
    "retake retakes retook retaken retaking encircle encircled encircling shelled garrisoned"
    " reoccupy reoccupied"
)
CONQUEST_NOUNS = words("siege shelling bombardment encirclement reoccupation")
# What a disease is called after the place where it was first seen: "West Nile virus".
DISEASE_NOUNS = words(
    "virus viruses ebolavirus fever flu encephalitis hemorrhagic haemorrhagic spotted"
    " respiratory measles"
)

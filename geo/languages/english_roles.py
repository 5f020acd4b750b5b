"""English: the words that tell a location from an actor of the same name."""

from __future__ import annotations

from geo.languages.words import words

STRONG_LOCATIVES = words("in near outside inside across throughout within around alongside")
WEAK_LOCATIVES = words("at from to into toward towards through via off over onto along beyond")
AUXILIARIES = words(
    "has had have having will would is was are were be been being should could may might must can"
    " did does do shall also not never still already now then once again recently repeatedly"
    " itself themselves just soon reportedly later finally previously currently further always"
    " only since long even"
)
# Verbs whose subject is a state, a government, a team: who says, wants, decides, acts.
ACTOR_VERBS = words(
    "say says said saying tell tells told want wants wanted wanting warn warns warned warning"
    " accuse accuses accused accusing agree agrees agreed demand demands demanded deny denies"
    " denied claim claims claimed insist insists insisted announce announces announced condemn"
    " condemns condemned reject rejects rejected refuse refuses refused hope hopes hoped hoping"
    " seek seeks sought plan plans planned vow vows vowed pledge pledges pledged promise promises"
    " promised urge urges urged call calls called launch launches launched launching invade"
    " invades invaded attack attacks attacked bomb bombs bombed shell shells shelled fire fires"
    " fired seize seizes seized annex annexes annexed occupy occupies occupied occupying withdraw"
    " withdraws withdrew sign signs signed support supports supported oppose opposes opposed back"
    " backs backed blame blames blamed impose imposes imposed threaten threatens threatened"
    " consider considers considered decide decides decided propose proposes proposed offer offers"
    " offered offering send sends sent deploy deploys deployed recognise recognize recognises"
    " recognizes recognised recognized vote votes voted join joins joined ban bans banned accept"
    " accepts accepted respond responds responded retaliate retaliated react reacts reacted expect"
    " expects expected believe believes believed think thinks thought try tries tried trying need"
    " needs needed continue continues continued intensify intensifies intensified express expresses"
    " expressed echo echoed stress stressed express beat beats defeated won wins win lose loses"
    " lost play plays played face faces faced score scored qualify qualified suspend suspends"
    " suspended approve approves approved adopt adopts adopted ask asks asked summon summoned expel"
    " expelled fight fights fought provide provides provided buy buys bought sell sells sold"
    " export exports exported import imports imported declare declares declared use uses used"
    " using force forced leverage leveraging negotiate negotiates negotiated suffer suffers"
    " suffered control controls controlled hold holds held spend spends spent invest invests"
    " invested host hosts hosted expand expands become became losing winning facing"
)
# Verbs whose object is spoken to, helped, fought: an actor.
ADDRESS_VERBS = words(
    "accuse accuses accused accusing warn warns warned warning urge urges urged urging support"
    " supports supported supporting back backs backed backing help helps helped helping blame"
    " blames blamed blaming ask asks asked asking tell tells told beat beats beating defeat defeats"
    " defeated defeating criticise criticize criticised criticized condemn condemned pressure"
    " pressured sanction sanctioned represent represents represented representing call calls called"
    " calling arm armed arming threaten threatened threatening thank thanked persuade persuaded"
    " force forced forcing join joined joining recognise recognize recognised recognized assist"
    " assisted allow allows allowed attack attacks attacked pushing push pushed play played playing"
    " face faced facing supply supplied give gave given giving hit punish punished isolate isolated"
    " trust trusted captain captained manage managed lead led leading rule ruled govern governed"
    " coach coached"
)
# Verbs whose object is gone to, held, taken: a location.
MOVEMENT_VERBS = words(
    "reach reaches reached reaching visit visits visited visiting leave leaves left leaving enter"
    " enters entered entering occupy occupies occupied occupying seize seizes seized seizing"
    " capture captures captured capturing reclaim reclaims reclaimed reclaiming retake retakes"
    " retook retaken hold holds held holding liberate liberated liberating bombard bombarded"
    " shelled shelling besiege besieged surround surrounded surrounding cross crosses crossed"
    " crossing tour toured touring invade invades invaded invading annex annexed annexing evacuate"
    " evacuated flee fled fleeing approach approached approaching control controls controlled"
    " controlling defend defended defending hit strike struck striking devastate devastated"
    " destroy destroyed inhabit inhabited explore explored border borders bordering bordered"
    " populate populated overlook overlooking colonise colonized colonised roam ravage ravaged"
    " cover covers covered covering settle settled move moved moving"
)
GOVERNMENT_NOUNS = words(
    "government governments president presidents minister ministers ministry military army navy"
    " force forces troops soldiers soldier official officials leader leaders leadership envoy"
    " envoys ambassador ambassadors diplomat diplomats diplomacy parliament parliamentary senate"
    " congress senator lawmakers authorities administration regime economy economic policy foreign"
    " chief secretary general adviser advisor spokesman spokeswoman spokesperson delegation"
    " delegates team squad coach players player captain fans side striker midfielder defender"
    " federal state sanctions tariffs tariff currency budget debt exports imports trade law laws"
    " court courts supreme constitution election elections vote voters citizens citizen people"
    " population prime national security intelligence police aid warplanes jets aircraft missile"
    " missiles strategy relations ties interests position demands claim claims decision support"
    " request role ruling party opposition central bank stocks stock bonds dollar market markets"
    " meeting summit talks negotiations negotiators sources company companies firm firms media"
    " summit campaign war forces-backed involvement invasion offensive action actions response"
    " efforts effort plan plans proposal members member membership countries nations embassy"
)
PLACE_HEADS = words(
    "city town village capital coast border borders area areas region regions suburb suburbs"
    " neighborhood neighbourhood street streets road airport hospital home house apartment hotel"
    " station port harbour harbor river valley mountains island islands district districts county"
    " province countryside skyline north south east west northern southern eastern western downtown"
    " outskirts frontline front weather climate coastline landscape resident residents native"
    " market school schools university museum beach park church mosque"
)
FAR_FROM = words("border borders bordering boundary frontier shore shores coast edge part parts")
ADDRESSED_BY = words("against between among for with by about on upon like than versus vs toward")
CLAUSE_OPENERS = words(
    "that while as because if when although though but and whether since until which who what how"
    " why where after before says said"
)
PLACE_OF = words(
    "city town village capital region province state county parts part south north east west coast"
    " outskirts suburb suburbs centre center heart hub area areas rest streets island border"
    " kingdom republic port northwest northeast southwest southeast side edge corner bank miles"
    " kilometres kilometers km hills mountains map district"
)

"""English: what else bears the names of places: teams, newspapers, treaties, makes, saints."""

from __future__ import annotations

from geo.languages.words import words

# What follows a place in the name of a team: "the Houston Rockets".
TEAM_NOUNS = words(
    "rockets mavericks lakers celtics bulls knicks heat magic jazz nets hawks hornets pistons"
    " pacers cavaliers bucks raptors wizards spurs grizzlies pelicans thunder nuggets"
    " timberwolves blazers clippers suns kings warriors yankees mets dodgers giants cubs astros"
    " rangers braves marlins phillies nationals pirates reds brewers cardinals twins royals"
    " tigers guardians indians orioles athletics mariners angels padres rockies diamondbacks"
    " cowboys packers vikings bears lions patriots jets bills dolphins ravens steelers browns"
    " bengals colts texans titans jaguars broncos chiefs raiders chargers eagles redskins"
    " commanders panthers falcons saints buccaneers seahawks rams 00ers niners bruins canadiens"
    " maple leafs sabres penguins flyers capitals hurricanes lightning predators blues"
    " blackhawks avalanche oilers flames canucks sharks ducks kraken wild islanders devils"
    " senators bulldogs wildcats huskies gators hoosiers buckeyes wolverines spartans longhorns"
    " aggies sooners trojans seminoles crimson volunteers fc cf sc afc rfc united rovers"
    " wanderers albion hotspur athletic town rugby cricket bisons redbacks swans magpies"
    " stormers crusaders galaxy sounders timbers dynamo fire"
)
# What stands before it: "Real Madrid", "Bayern Munich".
TEAM_WORDS_BEFORE = words(
    "real atletico atlético inter ac as fc club sporting bayern borussia dynamo dinamo spartak"
    " cska lokomotiv zenit olympique racing rapid austria red crvena hapoel maccabi al eintracht"
    " werder"
)
# What stands before a place's name in that of a team and hardly elsewhere, written large.
TEAM_LEADS = words(
    "ac fc real atletico atlético deportivo inter bayern borussia dynamo dinamo spartak cska"
    " lokomotiv olympique sporting hapoel maccabi eintracht werder athletic club"
)
NEWSPAPER_NOUNS = words(
    "post times globe tribune herald journal gazette star telegraph observer chronicle examiner"
    " courier dispatch mirror mail guardian sun news daily weekly standard inquirer sentinel"
    " register bulletin record press review magazine patriot ledger enquirer mercury"
    " beacon"
)
# "Paris Agreement", "Geneva Convention", "Boston Marathon".
EVENT_NOUNS = words(
    "agreement agreements accord accords treaty convention conventions protocol declaration"
    " pact process games cup open festival bowl derby marathon prix day fair show awards award"
    " conference summit championship championships series tour rally carnival parade biennale"
    " olympics war massacre uprising syndrome virus disease fever sauce sprouts fries cheese"
    " whisky wine"
)
# What people do and places do not: "Jordan scored twice".
PERSON_VERBS = words(
    "scored grinned smiled laughed married divorced died lived studied graduated played starred"
    " sang danced skated tweeted blogged cooked painted wept cried nodded shrugged sighed"
    " whispered shouted ran jumped swam drove walked sat stood slept ate drank loved hated knew"
    " felt met asked replied texted phoned retired resigned pleaded testified confessed admitted"
)
# Companies, makes of cars, agencies, movements that bear the names of places, or their like.
BRANDS = words(
    "amazon toyota nokia cadillac durango tahoe malibu seville dodge buick chevrolet lincoln"
    " pontiac tacoma sedona sorento santa-fe corolla camry honda nissan mazda subaru suzuki"
    " yamaha kawasaki hitachi toshiba fujitsu siemens philips bosch hyundai kia daewoo lenovo"
    " huawei xiaomi alibaba tencent baidu apple oracle cisco adobe intel dell ibm google"
    " facebook twitter uber lyft airbnb netflix disney comcast verizon sprint vodafone"
    " telefonica santander barclays lloyds citigroup wachovia walmart tesco lidl aldi sears macy"
    " nordstrom ikea zara boeing airbus lockheed raytheon halliburton chevron exxon shell total"
    " gazprom rosneft lukoil petrobras xinhua anadolu reuters bloomberg interfax tass sana irna"
    " petra wafa hamas hezbollah fatah isis daesh taliban olympic olympics paralympic liberal"
    " conservative labour republican democrat green commerce justice defense defence education"
    " treasury energy agriculture labor interior budweiser heineken carlsberg guinness bacardi"
    " pepsi danone nestle evian perrier colgate gillette winchester remington colt stihl motown"
    " nollywood bollywood nasa fifa uefa opec interpol microsoft samsung volvo saab fiat peugeot"
    " renault citroen ferrari lamborghini maserati porsche bentley jaguar atlantic newsweek"
    " cosmopolitan alcoa monsanto bayer pfizer merck novartis roche"
)
SAINTS = words("st st. saint saints san santa santo")
# "Treaty of Versailles", "Chamber of Commerce": what is named after, and does not lie in, a place.
NAMED_AFTER = words(
    "treaty peace battle siege bank archbishop bishop duke duchess earl prince princess lord"
    " university college chamber chambers ministry minister department board secretary church"
    " diocese order institute school society republic state knights mary"
)
# "His sister, Georgia".
KIN_NOUNS = words(
    "sister brother mother father daughter son wife husband aunt uncle cousin niece nephew grandson"
    " granddaughter grandmother grandfather girlfriend boyfriend fiancee fiance fiancée fiancé"
    " stepson stepdaughter stepmother stepfather twin mum mom dad widow baby sisters brothers"
    " daughters sons"
)
KIN_LEADS = words("his her their my our whose your a one two three four five")
# "The Delta": a piece of land or water that the text has named before, or that its readers know.
LAND_NOUNS = words(
    "delta valley island bay basin peninsula strait plateau coast channel heights plains desert"
    " forest ridge canyon gorge harbor harbour lagoon lake river mountain mountains hills"
)
# What a country's name does not do either: with a given name before it, a person is meant.
PERSONAL_VERBS = words(
    "scored smiled grinned laughed wept nodded shrugged sighed whispered sang danced skated tweeted"
    " married divorced"
)

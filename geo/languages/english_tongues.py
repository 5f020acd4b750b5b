"""English: languages ("she speaks French"), breeds, time zones, faiths: named like places."""

from __future__ import annotations

from geo.languages.words import words

# Names of languages that are names of peoples too.
LANGUAGES = words(
    "afrikaans albanian arabic armenian azerbaijani azeri basque belarusian bengali bosnian breton"
    " bulgarian burmese catalan chechen chinese creole croatian czech danish dutch english estonian"
    " finnish flemish french galician georgian german greek hebrew hindi hungarian icelandic"
    " indonesian irish italian japanese kazakh khmer korean kurdish kyrgyz latin latvian lithuanian"
    " macedonian malay maltese mandarin mongolian montenegrin nepali norwegian persian polish"
    " portuguese punjabi romanian russian serbian slovak slovene slovenian somali spanish swahili"
    " swedish tajik tamil tatar thai tibetan turkish turkmen ukrainian urdu uyghur uzbek vietnamese"
    " welsh yiddish"
)
# What one does with a language: "speaks only French", "translated into Polish".
LANGUAGE_VERBS = words(
    "speak speaks speaking spoke spoken learn learns learning learned learnt teach teaches teaching"
    " taught study studies studying studied understand understands understood translate translates"
    " translated translating write writes writing wrote written read reads say says said sing sings"
    " sang sung shout shouts shouted shouting chant chanted chanting published printed perform"
    " performed conducted broadcast broadcasts fluent fluently proficient"
)
# Of those, what is said of nothing else that bears such a name.
PLAIN_LANGUAGE_VERBS = words("speak speaks speaking spoke spoken fluent fluently proficient")
# Between the verb and the language, or before the language itself.
LANGUAGE_LEADS = words(
    "only fluent perfect broken good bad basic some little both in into from native accented"
    " halting passable conversational excellent their his her any no enough"
)
# What may follow where the name of the language ends; a noun would make it an adjective.
AFTER_LANGUAGE = words(
    "as at but which who when while where on before after because that is was are were has have had"
    " will would though although with to for by during until since so than if or and from into he"
    " she they it we i not"
)
# "French bulldog", "Danish pastry", "Russian roulette": what is named so wherever it is.
WHAT_IS_NAMED_SO = words(
    "bulldog bulldogs shepherd shepherds terrier terriers spaniel spaniels retriever mastiff setter"
    " fries toast roulette muffin muffins horn windows braid manicure pastry pastries pointer"
    " collie sheepdog wolfhound malinois bloodhound"
)
# "Eastern Standard Time", "Central European Time".
TIME_NOUNS = words("time standard daylight summer")
# Faiths, their laws and peoples: "forbidden in Islamic law", "a Mennonite village".
BELIEFS = words(
    "islam islamic sharia christendom jewry coptic mennonite amish mormon hutterite hindu sikh"
    " muslim christian catholic protestant orthodox buddhist jewish druze yazidi alawite shiite"
    " shia sunni maronite baptist evangelical bedouin indigenous aboriginal rohingya hazara pashtun"
    " maya mayan"
)

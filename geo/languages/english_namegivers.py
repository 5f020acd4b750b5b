"""English: what is named after the place around it, such as hospitals, schools and roads."""

from __future__ import annotations

from geo.languages.words import words

# Universities and newspapers are no such thing: they are quoted from afar.
INSTITUTION_NOUNS = words(
    "college school schools academy hospital clinic infirmary medical health healthcare"
    " church methodist baptist presbyterian lutheran library historical society association"
    " foundation council committee commission court courthouse department police fire sheriff"
    " sheriff's board authority chamber district prison jail correctional detention airport"
    " station cemetery park memorial community regional general state high middle elementary"
    " primary grammar junior senior municipal public independent unified consolidated road rd"
    " pike turnpike highway water wastewater sewer city county town borough township parish"
    " superior circuit magistrates crown funeral fairgrounds area volunteer ambulance rotary"
    " lions kiwanis ymca mall"
)
# Words that stand before such a name without belonging to it: "the former Foley Middle School".
SET_BEFORE = words("the former old new north south east west northern southern eastern western")

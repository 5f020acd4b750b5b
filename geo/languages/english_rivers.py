"""English: the words around the names of rivers."""

from __future__ import annotations

from geo.languages.words import words

# "Along the Ohio", "crossed the Jordan".
LEADS = words("along up down cross crossed crosses crossing alongside upstream downstream astride")
# "The banks of the Niger".
OF_LEADS = words(
    "bank banks mouth source side shore shores headwaters delta basin tributary tributaries west"
    " east north south stretch stretches bend bends waters course"
)
# What stands behind a name that ends there; before a noun ("the Ohio border") it would go on.
RIVER_FOLLOWERS = words(
    "north south east west upstream downstream"
    " at in near from to on by above below between through past into after before for with and or"
    " but as while when where which that who since until is was are were has had have will would"
    " could may might can rose rises rising fell falls falling flooded floods flows flowed flowing"
    " runs ran burst bursts overflowed overflows swelled swells froze freezes meets met crested"
    " crests reached reaches dried remains remained became becomes separates separated divides"
    " forms carries carried spilled broke around during because so against again yesterday today"
    " late early last this"
)

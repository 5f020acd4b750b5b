"""English: what happens to land and not to people, teams or governments."""

from __future__ import annotations

from geo.languages.words import words

BEINGS = words("was were is are has had have")
# "Belgorod was shelled": of no person.
LANDED = words(
    "shelled bombed bombarded flooded besieged evacuated quiet calm deserted overrun recaptured"
    " retaken annexed liberated devastated blacked inundated snowed looted cut"
)
# "Was hit by drones": by what, tells a town from a person.
SUFFERED = words("hit struck attacked shaken battered targeted pounded damaged rocked lashed")
BY = words(
    "drone drones missile missiles rocket rockets shelling shells artillery strikes airstrikes air"
    " bombs quake quakes earthquake earthquakes flood floods flooding storm storms hurricane"
    " typhoon cyclone tornado tornadoes blast blasts explosion explosions blackouts landslide"
    " landslides tsunami wildfires fires heatwave drought snow rain winds glide"
)
NIGHTLY = words("overnight nightly night nights dawn")
# "Came under fire".
EVENTS = words("fire attack shelling bombardment siege artillery mortar rocket drone missile")
WITHOUT = words(
    "power water electricity heat heating gas light attack fire siege curfew bombardment occupation"
    " shelling snow mud rubble lockdown"
)

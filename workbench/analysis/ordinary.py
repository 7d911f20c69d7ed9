"""Words that are also names: as a name they are written with a capital, so 'we will' names nobody."""

from __future__ import annotations

DATES = frozenset(
    "jan feb mar apr may jun jul aug sep oct nov dec april june july august mon tue wed thu fri sat sun".split()
)
TRADES = frozenset(
    """archer architect baker bishop brewer carpenter chef chief clerk coach cook cooper director dyer engineer farmer
    fisher forester gardener guard head hunter judge keeper lead leader major manager marshal marshall mason mayor
    miller officer ops page painter parker pilot porter potter priest ranger reader sargent shepherd singer slater
    smith steward tailor tanner taylor trainer turner tyler walker warden weaver webster""".split()
)
"""Names that are kinds of work: in a role title they are more likely the work."""
WORDS = (
    DATES
    | TRADES
    | frozenset(
        """abbot angel art ash autumn bank banks bar bass bay bean beck bell best bill bird bishop black blank bliss block
    bloom blue bolt bond booth branch brand brandy bridge bridges bright brook brooks brown buck bunch burn burns bush
    butter can carol cart case cash castle chamber chambers chance chase child christian church clay cliff close cloud
    coffee cole combs constant corn cotton count craft crane crisp cross crystal dale daisy dawn day dean dear dell dick
    dixie dollar dolly dove down drake draper drew drive duke dusty early earl east english faith fall fast fawn fern
    field fields finch first fish flint flood flora flower flowers ford forest foster fox frank free freeman french
    friend frost fuller game gale garland gates gay gene gentry gill ginger glass glen gold golden good goose grace grant
    grants grave graves gray green greene grey grove guy hale hall hand hands hank hardy harmony harper haven hawk hay
    hazel heart heath heather herb hill hills hilton holiday hook hope house hunt iris ivory ivy jack jade james jasmine
    jay jean jenny jet jewel jewels job jobs joy king knight lake lamb lance lane lark last laurel law laws lee lily
    link little long loop love low lucky mack man mark marks marsh mat max mercy merit mike miles mill mills mint minor
    mist money moon moore moss mountain nick noble noon north notice oak oakley olive opal page park parks part pat patch
    patience patty peace peach pearl penny pepper pert pike piper pitt poe pole polly pond pool poole pope post potts
    pound powder power powers pratt prentice price pride prince prior rain ram ray reed reeves regal rex rice rich ridge
    rigby ring rise river rivers road rob rock rocky rod roman root rose rosemary ross rowan ruby rue rule rules rush
    rust rusty sage sand sands sandy savage school scott sea self serene service sharp shaw shell ship short silver sky
    small snow south spears spring sterling stone storm strange street strong sue summer summers swan sweet swift tally
    tank teal temple tern test tide tim time tool tory trace tracy train tray trip trinity troy true trust van vale
    victor violet vine viola wade wall walls ward ware wash water waters way webb weeks wells west wheel wheeler white
    will wills win wind winter winters wise wolf wood woods woody word words work worth wren wright yard york young
    team data cloud code scale log logs alert alerts risk change access""".split()
    )
)

"""Words that are also names: as a name they are written with a capital, so 'we will' names nobody.

All are folded as names are: without accents, in small letters.
"""

from __future__ import annotations

_DAYS = "mon tue wed thu fri sat sun"
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec april june july august"
DATES = frozenset(f"{_DAYS} {_MONTHS}".split())
_TRADES = """
archer architect baker bishop brewer carpenter chef chief clerk coach cook cooper director dyer engineer
farmer fisher forester gardener guard head hunter judge keeper lead leader major manager marshal
marshall mason mayor miller officer ops page painter parker pilot porter potter priest ranger reader
sargent shepherd singer slater smith steward tailor tanner taylor trainer turner tyler walker warden
weaver webster
"""
TRADES = frozenset(_TRADES.split())
"""Names that are kinds of work: in a role title they are more likely the work."""
_TWO_ENGLISH = "ad ah am an as at be by do eh ex go ha he hi id if in is it me mr ms my no of oh ok on or ox pi so to up us we"
_TWO_OTHERS = "ab al au ca ce da de di du el en er es et eu il im ja je la le lo ma na ne ni nu og om os pa per se si su ta te tu um un va vi wo ya za zu"
SHORT = frozenset(f"{_TWO_ENGLISH} {_TWO_OTHERS}".split())
"""Words of two letters in English and its neighbours: with a capital they are more likely the first of a sentence."""
_ENGLISH = """
abbey abbot access acre alder alert alerts amber ambler ample angel any arch army art ash ask aster
aurora autumn bale ball ban bang bank banks banner bar barb barber bark barker barn barrow bass bate
batter bay beach beacon bean bear beard beck beer bell belt berry best bill bird black blank blaze
blight bliss block blood bloom blue blunt body bolt bond booker boot booth bottom boulder bow bowl bowls
box boy brain branch brand brandy brass brave bray breeze brew briar bridge bridges bright brisk broad
brook brooks brown brush buck bud budge bull bullock bunch burden burn burns burrow bush butcher butler
butter bye camp can cannon canon cape captain card carol carry cart carver case cash castle cave cedar
chalk chamber chambers chance chandler change chapel chapman char charity chase cheek chide child chip
christian chuck church clay clever cliff close cloud clover coal code coffee coin cole colt combs
constant cope coral cords corn corner cotton couch count court cove cow crab craft crane craven creed
crisp crook cross crow crowd crown crystal curry curt curtain daisy dale dame dance dang dare dark
darling dash data daub dawn day deal dean dear death deb deed deep dell den dent destiny dew dial
diamond dick dike dill ding dip dish ditch dixie dodge doe dollar dolly dolphin dong dot dove down drake
draper drew drive drum dry duck duke dung dusty eagle earl early east echo eden else ember english ever
fair faith faithful fall fan fang farm farr fast fat fawn feather fee fell fence fern ferry fiddler
field fields finch fine fir fire first fish fitter fix flack flag flash fling flint flood flora flower
flowers folk folly foot force ford foreman forest fort foster fowler fox frank franklin free freeman
french friend frost fry full fuller gain gale game gang gap garland garment garnet gash gates gay gem
gene genesis gent gentry gill ginger glad glass glen glover goad gold golden good goose gore grace grain
grand grant grants grass grave graves gray green greene greet grey grim groom gross grove grow guest
gull gun guy hair hale hall ham hammer hand hands hang hank harbor harbour hardy hare harm harmony
harper hart hatch hatcher haven haw hawk hay haze hazel heart heath heather heaven hedge herb herd hero
hide high hill hills hilton hint hip hive hock hoe hog hole holiday hollow holly holt home honey honor
honour hood hook hooper hope horn hound house hub hue huff hull hum hung hunt hurt hush ice imp inch
indigo iris iron item ivory ivy jack jade jam james jar jasmine jay jazz jean jenny jest jet jewel
jewels job jobs joiner jolly journey joy jury just justice keen key keys kin kind king kit kitchen kite
knight knot lace lad lake lam lamb lance land lane lap lark lass last laud laurel law lawn laws lay lea
leaf leal lease lee lemon liberty light lilac lily lime line ling link lister little lob lock loft log
logs long loop lord lot loud love lovely low luck lucky lug lung lux lyric mack magic magnolia main mall
man manly many map maple march marina marine mark marks marsh marvel mask master mat max maze mead
meadow mean means meek melody memory men merchant mercy merit merry mew mid mike miles mill mills min
mine minister minor mint mist misty mob mole money monk moody moon moor moore moral more morn moss mould
mound mountain mum mustard nail nan nation naylor neat neon net new nick night nine nix noble nod noon
norm north notice now null nun nurse nut oak oakley oath ocean odd old olive only opal orange orchard
over pace pack pain pair palm palmer pan pang pansy paradise parish park parks parrot parson part pat
patch patience patron patty paw pay pea peace peach peak pear pearl peck peel peg pen penny pepper perch
person pert pew phoenix pick pie pierce pigeon pike pilgrim pin pine ping pink pint pip piper pit
pitcher pitt place plain plant planter player plum pod poe pole poll polly pond pool poole pope poppy
port post poster potts pound powder power powers pratt prentice press price pride primrose prince prior
privet proctor proud provost prudence purse quick quill quince rabbit rag rain ram ran rand rang range
raven ray read ready reason rebel record reed reeves regal regent reign remedy rest rev rex rice rich
rid rider ridge rigby ring rise risk river rivers road rob robin rock rocky rod roe roman root rope
roper rose rosemary ross round row rowan royal ruby rue rule rules rum run rung rush rust rusty sadler
sage sail saint sale sales salmon salt sample sand sands sandy sang sapphire savage say scale scales
scarf scholar school scott scout sea seal season seed self sell sellers sen serene serenity sergeant
service set sew sexton shade shadow sham shan sharp shaw sheen shell sherry shin shine ship shoo shore
short shot show shun sides sierra sift sill silver sin sincere sing skill skip sky slack slim sly small
snell snow soil solo son song soon sorrel south sow sparks speaker spears speed spice spicer spoon spot
spring spruce squire stable stack stacks staff stage stamp star stark starling start steel steep stem
sterling stern stew still stock stocks stone storm stout straight strange straw stream street strong
student sue sugar sum summer summers sung sunny surf swan sweet swift tab tack tail tall tally tam tan
tang tank tart tat tax tea teacher teal team tease ted tell temple ten tern test thin thistle thong
thorn three thrift tide tiger tile tiller tim timber time tin tinker tiny toll tom ton tong tool top
topaz torch tory tow tower towers town toy trace tracy trader trail train tray treasure treat tree
tremble trick trim trinity trip tripp trout troy truck true trust try tuck tun tune tutor twist unity
usher vale valentine valley van vane vat vault velvet verse very vessel vest vicar vice vick victor view
viking vine viner viola violet virtue vivid vow wade wait wake walk wall walls wan war ward ware warm
wash waste watch watchman water waters watt watts wax way webb weeks welcome weld well wells west whale
wheat wheel wheeler whisper whistle white wide wild wilder will willow wills win wind wing winner winter
winters wire wise wish wit woe wolf wood woodland woods woody wool word words work worm worth wren
wright yam yang yard yarn yarrow yen yet yoke york you young zeal zen zip zone
"""
_GERMAN = """
abends alt arm bald bange bitter blass blau bleich blond braun breit bunt dicht dunkel dunn eben edel
eigen eilig einfach eitel eng ernst falsch faul fein fest fett feucht flach fleissig flink flott frech
frei fremd freundlich frisch froh frohlich fromm fruh ganz gar geil gelb genau gerade gering gern gerne
gestern gesund glatt gleich glucklich grau grell grob grosse grun gut halb heil heiter hell herrlich
heute hoch hohl hold hubsch jung kahl kalt kann karg keck klar klein kleine klug knapp krank krumm kuhl
kuhn kurz lang lange langer langsam lau laut leer leicht leise licht lieb liebe los lustig mager matt
mild morgen mude munter mutig nah nass nett neu neue neuer niedrig oft platt prall rasch rau rauh recht
redlich reich reif rein roh rosa rot roth rund sanft satt sauber sauer scharf scheu schick schief
schlank schlau schlicht schmal schmuck schnell schoen schon schrag schroff schwach schwarz schwarze
schwer sei selig selten sicher spat spitz starr steif steil stille stolz straff streng stumm stumpf suss
tapfer taub teuer tief treu trocken trub tuchtig ubel viel voll wach wahr weich weiss weit wenig wert
wohl wust zahm zart zornig
"""
_OTHERS = """
aime alm bakker barbieri basso beau bel bello berger bianchi bianco blanc blanco boer bois bon bonde bos
boucher boulanger branco bravo bror bruin brun bruni bruno bueno calvo campo campos caro casas castillo
charpentier chevalier cielo conte cordero cortes crespo cruz dag dal dekker dias falk faria fede fleur
flores fontaine fontana forte fuentes galli gioia goed gran grassi groen groot gros grosso guerra haan
herrero holm iglesias jeune joli jong kok koning korte krok leeuw leite leone leroi lima lind liv longo
lund luz machado marchand marin matos melo mercier meunier molino mont monte mooi mora mota mulder munk
neri nero neves nieuw nieves nobre noir oud pardo paz pena petit pinheiro pont ponte porta pozo prado
prata prins reina reis rey reyes rios riva rocha roi rojo rosales rosso rouge roux rubio sala sereno
serra serrano siv skog sol speranza sten strand sund svan tailleur torre torres ulv vega vela verde
verdi vert vieux vik villa visser vos zwart
"""
_SLAVIC = """
baran beran bialy biel bila bily cerna cerny cichy czarny dab dlouhy golub holub jelen kocour kos kot
kovac kovar kral kratky krol kruk lipa lis mala maly mir mlady mroz nadzieja nova novy pokorny pospisil
sikora smutny sokol sova sowa stara stary straka svoboda ticha tichy velka velky vesela vesely vrana vuk
wesoly wilk wrona zajac zima белыи вера волк воля воробеи голубь жук заяц зима кот лев любовь медведь
мир мороз надежда новыи орел роза слава сокол соловеи черныи
"""
SLAVIC = frozenset(_SLAVIC.split())
# What texts about services, their software and those who run it are full of.
_WORK = """
api app apps asset audit backlog backup baron basket batch bench billing binary board bot bots broker
bucket buffer bug build bundle byte bytes cable cache caches carrier chain chart check client cluster
column command commit common compass concern config console contract copy core cores cost costs counter
crash crew cron customer cycle debug decker delay demand deploy device disk dock docker docks domain
drain drift driver drivers edge effect engine error event events export fabric factor fault faults
feature feed feeds figure file filter firewall fleet flow flows folder fork form frame function garage
garden gardens gate gauge graph grid group groups handle handler harvest hash header helm holder host
hotfix image import index input insight instance issue issues lag latency layer ledger level lever
library license links list load loads locks logger login machine manual market matrix meeting mesh
metric metrics migration mirror mock model module monitor mount network node nodes note number object
office option order orders outage output owner package packet pages panel parcel parser path paths
payload peer pipe pipeline plan platform plot plugin pods point policy portal ports probe process
product profile prompt proof proxy pull push quality quarter queen query queue queues quota race rack
rate rates region regions release releases replica report request reserve reset restore retry review
risks rollback room rooms route router routes rows runner runs sandbox schema scope screen script search
secret section server servers session shard share shares shift shop signal silo site sites slice slot
snap socket source spark spec spike split sprint staging stand state states station step steps stop
storage store stores stories story streams string suite support surge switch switches sync system table
tables tag target task tasks teams tenant tester tests text thread threads ticket tickets tier timeout
timer token tokens tools topic total touch track tracks trade trades traffic transfer trend trigger
tunnel type unit units update upgrade upload user users utility value values vendor version visit volume
vote wallet watcher wave waves week worker workers workload world write zones
"""
"""The Slavic ones among them, that are looked for with their endings too."""
WORDS = DATES | TRADES | SLAVIC | frozenset(f"{_ENGLISH} {_GERMAN} {_OTHERS} {_WORK}".split())
"""Words that are written with small letters in English, German or a neighbour of theirs."""
_NOUNS = """
abend abt acker adler amsel anger apfel arzt ast bach backer baecker baer bart bauer baum becher beil
berg besen birke birne bischof blatt blume bock boden bogen bote brauer braut brot bruck brucke bruder
brunnen buch buche burg bursche busch dachs damm degen diener dom dorf dorn drechsler eck ecke ehre
eiche eisen engel erle ernte esche esel essig eule falke fass faust feder feld fels fenster fichte fink
finke fischer flamm flamme fleischer fluss foerster forst forster freitag freund friede frosch fuchs
fuerst funk funke furst fuss gaertner gans garten gartner gast geiger geist gerber gerste glas glaser
glocke graben graf gras greif groschen grube grund gunst habicht hafen hafer hagen hahn halm hals
handler hase haupt hauptmann haus hecht hecke heide heiland heim held heller helm hemd herbst hering
herr herz herzog heu himmel hirsch hirse hirt hof holz honig hopf hopfen hund hut igel imker jaeger
jager januar junge junker kaefer kafer kaiser kamm kammer kanne kanzler kappe karst kasten kater
kaufmann kegel keil keller kern kessel kiefer kirche kirsch klinge kloster knabe knecht knoll knopf koch
koenig kohl kohle konig kopf korb korn kraemer kraft krahe kramer kranich kranz kraut krebs kreis kreuz
krieger krone krug kugel kunde kunst kupfer kuster lachs lager lamm laub lauf lehm lehrer leim leiter
lerche lilie linde linse loewe loffel lowe luchs luft mahler maler mandel mann marder markt maurer maus
mehl meise meister mensch messer metzger mohn mohr monch mond montag moos muehle muhle munz munze mut
nacht nadel nagel nebel nest norden nuss ochs ofen ohr osten ostern otter pabst papst pfaff pfarrer pfau
pfeffer pfeifer pfeil pflug pfund pilz platz probst pult quelle rabe rad rappe rat rath ratte rauch rebe
regen reh reiter rettich richter riegel riemer riese rinder ritter ritz rohr rubel ruder saal sack
saenger sager salz samstag sanger sattler schaaf schade schaefer schaf schafer schatz scherer schild
schilling schlag schlegel schloss schlosser schlussel schmied schnabel schnee schneider schnitzler
schrank schreiber schreiner schuetz schuh schuhmacher schuler schuster schutz schwab schwalbe schwan
schwein schwert see seele seiler senf sense sichel siegel silber sohn sommer sonne sonntag sorge specht
speck speer sperber sperling spiegel spiess spinner stab stahl stamm stange staub steiger stein stich
stiefel stier stolle storch strasse strauch strauss strobel strom stuhl sturm tafel tag taler tanne tanz
taube teich teufel thaler thron tisch tod topf topfer tor traube traum trommel tuch turm uhr vater
vetter vogel vogt volk wachs wachter waechter wagen wald wand wange wasser weg weide wein weise weizen
welle welt wende westen wetter wiese winkel wirt woche wolke wolle wunder wurm wurst zahn zander zange
zaun zeder zeisig ziegel ziegler ziel zimmer zimmermann zink zoll zorn zucker zweig zwerg
"""
NOUNS = frozenset(_NOUNS.split())
"""German nouns, with a capital as words and as names: in a text they are names, and no file is lost for one."""

"""The most frequent characters of Chinese print, simplified and traditional, and its marks.

In the right encoding a page is full of them. ``LEVEL_1`` are the characters that the standards GB 2312 (rows 16 to 55) and
Big5 (rows A4 to C6) put first as those in common use; names are mostly of these.
"""

SIMPLIFIED = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去"
    "法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点"
    "正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿"
    "原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德"
    "资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交"
    "规万取拉格望觉术领共确传师观清今切院让识候带导争运县农村镇乡省委党会讯版通讯员记者报道近日举办开展服务企业项目发展建设工作"
)
TRADITIONAL = (
    "這個們來為國說時會對後過發裡種經麼學現當沒動還進樣開從實軍無與長機關點業將兩間問並應戰頭體見產話給門東聲員論處義幾認條氣題爾"
    "別變總電數報結務場計資許統區隊決馬書則聽達強難權設記類據邊張該規萬覺術領確傳師觀讓識帶導爭運縣農鄉黨訊記報舉辦企項廠歷屆營線際"
    "於裏著麗極華節園醫藝藥價廣讀語議護災園團圖書獎環態億預測優質構農戶貧"
)
MARKS = "，。、；：？！“”‘’「」『』（）《》〈〉【】—…·•‖●■▲◆○□△　％０１２３４５６７８９"
COMMON = frozenset(SIMPLIFIED + TRADITIONAL + MARKS)
LEVEL_1 = frozenset(
    bytes((lead, trail)).decode("gb2312", "ignore") for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF)
) | frozenset(
    bytes((lead, trail)).decode("big5", "ignore")
    for lead in range(0xA4, 0xC7)
    for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF))
)

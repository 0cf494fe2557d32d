/** Words that say nothing about a subject, by language. Folded (no accents), as `fold` leaves them. */
const lists: Record<string, string> = {
  en: `a an the this that these those it its is are was were be been being am do does did done doing have has had having i me
    my we us our you your he she him her they them their of in on at by for from to into with without within about as and or
    but if then else than so not no nor can could should would will shall may might must what which who whom whose when where
    why how there here just also too very more most some any all each every other another such only own same s t don doesn isn
    aren won ve re ll d m please tell let get gets got give gives one ones between over under again up down out off per via
    because while during until against both few many much long often happen happens happened actually really exactly like
    want need say says said know work works working use uses used using go goes make makes mean means meant anything
    something nothing everything thing things way ways`,
  de: `der die das den dem des ein eine einen einem einer eines und oder aber ist sind war waren wird werden wurde hat haben
    hatte ich du er sie es wir ihr mich mir dich dir sich nicht kein keine auf in im an am zu zum zur von vom mit bei fur aus
    uber unter nach vor durch ohne um als wie wenn dann dass ob was wer wo wann warum welche welcher welches wieso wozu hier
    da dort nur auch noch schon sehr so man mal denn doch kann konnen soll sollte muss mussen darf wurde mein dein sein bitte
    gibt gib geben macht machen tut tun heisst bedeutet dies diese dieser dieses diesem diesen es`,
  fr: `le la les l un une des du de d et ou mais est sont etait ce cet cette ces c qui que qu quoi quel quelle quels quelles
    dont ou je tu il elle on nous vous ils elles me te se mon ton son ma ta sa mes tes ses notre votre leur a au aux en dans
    sur sous par pour avec sans ne pas plus moins tres si comme comment pourquoi quand combien y fait faire peut doit etre
    avoir ont ai as est-ce veut dire signifie s n j m t moi toi lui y`,
  es: `el la los las un una unos unas y o pero es son era fue ser estar esta este esto estos estas ese esa eso que quien cual
    cuales cuando donde como por porque para con sin de del al a en sobre entre se su sus mi mis tu tus yo nosotros lo le les
    me te no si mas muy ya hay ha han hace hacer puede debe significa cuanto cuantos das da dar`,
  pt: `o a os as um uma uns umas e ou mas e sao era foi ser estar esta este isto isso esse essa que quem qual quais quando
    onde como por porque para com sem de do da dos das no na nos nas em ao se seu sua meu minha eu nos ele ela nao sim mais
    muito ja ha faz fazer pode deve significa quanto`,
  it: `il lo la i gli le un uno una e o ma e sono era essere questo questa questi queste quello che chi cui quale quali
    quando dove come perche per con senza di del della dei delle da dal in nel nella su sul a al alla si suo sua mio mia io
    noi lui lei non piu molto gia c fa fare puo deve significa quanto`,
  nl: `de het een en of maar is zijn was waren wordt worden heeft hebben ik je jij hij zij ze wij we mij dit dat deze die wat
    wie waar wanneer waarom hoe welke op in aan te naar van met bij voor uit over onder door zonder om als dan niet geen ook
    nog al er kan kunnen moet moeten mag doet doen betekent`,
  ru: `и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только ее мне было вот от меня еще
    нет о из ему когда даже ну ли если уже или ни быть был до вас там потом себя ей они тут где есть для мы тебя их чем была
    сам чтоб без кто этот эта это эти какой какая какие почему зачем сколько значит делает можно нужно`,
  hi: `यह ये वह वे इस इसे इसका इसकी इसके उस उसे का के की को में से पर और या है हैं था थी थे हो होता होती होते क्या कौन कब कहाँ
    कहां कैसे क्यों कितना कितने कितनी मैं मुझे हम आप मेरा अपना एक नहीं न तो भी ही लिए साथ बारे बात बताएँ बताएं बताओ करें करो
    करना करता करती कर सकता सकती सकते चाहिए और कहें कोई किस किसी`,
  ar: `في من الى إلى على عن مع هذا هذه ذلك تلك هو هي هم أنا انا نحن أنت انت ما ماذا من متى أين اين كيف لماذا هل كم أي اي أن ان
    إن لا لم لن ليس قد كان كانت يكون تكون الذي التي الذين كل بعض او أو و ثم لي لنا به بها له لها عليه عليها فيه فيها ينبغي
    يجب يمكن علي إلام الام`,
};

/** Particles and question words of languages written without spaces; taken out before pairs are made. */
export const UNSPACED_STOP =
  /什么|甚么|怎么样?|怎樣|为什么|為什麼|如何|哪[个些里儿]?|哪個|请问?|請|告诉我|这个?|這個?|那个?|的|了|吗|嗎|呢|吧|是|会|何ですか|何|なぜ|どう|どこ|いつ|誰|教えて|ください|について|무엇|어떻게|왜|언제|어디|누가|입니까|인가요|하나요|합니까/gu;

export const stopWords: Record<string, ReadonlySet<string>> = Object.fromEntries(
  Object.entries(lists).map(([language, words]) => [language, new Set(words.split(/\s+/u))]),
);

/** Words that point at the selected text itself instead of naming a subject. */
export const referringWords: ReadonlySet<string> = new Set(
  `passage text page section paragraph sentence snippet code function method class module command program script line lines
  block part piece it selection selected above below following example examples sample samples explain explained explanation
  describe summary summarize summarise overview simple simply simpler plain plainly easier easily short shorter shortly word
  words term terms detail details show meaning understand clarify point points main key idea gist purpose watch careful beware pitfall
  pitfalls gotcha gotchas caveat caveats warning warnings danger mistake mistakes mind look demonstrate step eli5 tldr tl dr
  help question answer beginner translate quote quotes`.split(/\s+/u),
);

/** Words any documentation uses for anything: they match, but do not say what a question is about. */
export const commonWords: ReadonlySet<string> = new Set(
  `parameter parameters argument arguments arg args param params option options value values default defaults type types
  version versions return returns returned returning result results output error errors exception exceptions fail fails
  failure wrong raise raises throw throws reason call called calling object objects name names set sets setting settings
  support supports supported possible allowed available accept accepts take takes pass passed difference differ different
  compare instead handle handles manage treat deal configure enable disable specify specified define control affect provide
  contain include included find behave behavior behaviour apply applies python javascript typescript java rust node library package documentation docs syntax`.split(
    /\s+/u,
  ),
);

/** Names of methods that are also everyday words: without a dot or a bracket they are not the method. */
export const everydayNames: ReadonlySet<string> = new Set(
  `write close fetch query start print parse match split check clear delete remove update create append insert cancel
  connect request replace search return reset resume pause filter reduce values entries index count length`.split(
    /\s+/u,
  ),
);

/** Families of words that docs use for one another. */
export const synonyms: readonly string[] = [
  'argument parameter param arg option',
  'exception error raise throw fail failure reject',
  'return result yield produce output give',
  'delete remove drop clear erase',
  'create make construct build',
  'change modify update alter',
  'start begin launch',
  'stop end finish terminate cancel abort',
  'fast speed performance quick slow',
  'secure security safe unsafe insecure',
  'allow permit support accept',
];

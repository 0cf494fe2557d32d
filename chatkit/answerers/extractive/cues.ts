import { type StarterId } from '../../protocol/requests';

/** What a question is after, beyond its subject. */
export type Intent = StarterId | 'reasons';

/**
 * How a question of each kind sounds when a reader words it, in the languages of the ready-made ones (which are known by
 * their id, `starters.ts`) and some more; the first that fits counts.
 */
const questionPatterns: readonly [Intent, RegExp][] = [
  [
    'lines',
    /line[- ]by[- ]line|each line|every line|step by step|zeile f(?:ü|ue)r zeile|ligne par ligne|l[ií]nea por l[ií]nea|linha (?:por|a) linha|逐行|每一?行|[1一]\s*行ずつ|行ごと|한\s*줄씩|줄마다|줄별|(?:एक-एक|हर|प्रत्येक)\s*(?:पंक्ति|लाइन)|पंक्ति(?:\s*दर\s*पंक्ति|वार)|سطر(?:ًا|ا)?\s*(?:ب|تلو\s*)سطر|كل سطر/iu,
  ],
  [
    'simplify',
    /\bsimpl|\bplain|\beasier|\beli5|\blayman|in other words|\bshorter|einfacher|sencill|semplic|eenvoudig|прост|简单|簡単|やさしく|わかりやすく|분かりやす|쉽게|쉬운|सरल|आसान|أبسط|تبسيط|بسّ?ط/iu,
  ],
  [
    'example',
    /\bexamples?\b|\bsamples?\b|demonstrat|beispiel|exempl|ejemplo|esempi|voorbeeld|пример|例|예시|예를|예제|उदाहरण|مثال|أمثلة/iu,
  ],
  [
    'warnings',
    /watch out|careful|beware|pitfall|gotcha|caveat|\bwarning|\bdanger|mistake|keep in mind|look out|achten|vorsicht|attention|cuidado|attenzione|prestar aten|fijarme|注意|小心|当心|気をつけ|주의|조심|सावधान|ध्यान रख|انتب|احذر|الحذر|تحذير/iu,
  ],
  [
    'failures',
    /\bfail|go(?:es)? wrong|\berrors?\b|\bexceptions?\b|\braises?\b|\bthrows?\b|\bcrash|schiefgehen|fehlschl|fehler|échou|erreur|fallar|falhar|\berros?\b|ошибк|失败|出错|错误|エラー|失敗|실패|오류|विफल|त्रुटि|فشل|يفشل|خطأ|أخطاء/iu,
  ],
  [
    'returns',
    /\breturn|give back|come back|\boutputs?\b|\bresults?\b|zurück|renvoie|retourne|devuelve|retorna|devolve|restituisce|возвраща|返回|返し|返す|返り値|戻り値|반환|리턴|लौटा|يعيد|يُعيد|يُرجع|يرجع/iu,
  ],
  [
    'reasons',
    /\bwhy\b|\breasons?\b|how come|warum|wieso|pourquoi|por qué|perché|waarom|почему|为什么|なぜ|왜|क्यों|لماذا/iu,
  ],
];

export const intentOf = (question: string): Intent =>
  questionPatterns.find(([, pattern]) => pattern.test(question))?.[0] ?? 'explain';

/** Words of other languages that ask about the selection as a whole ("erkläre", "explique", "说明"). Folded. */
export const ASKS_ABOUT_ALL =
  /^(?:erklar|einfach|beispiel|zeig|zusammenfass|zeile|acht|zuruck|schiefgehen|expli[cq]|explain|simpl|exempl|montr|resum|ligne|attention|renvo|retourn|ejemplo|sencill|muestr|linea|cuidado|devuelv|falla|spieg|semplic|esempi|mostr|restitu|uitleg|voorbeeld|eenvoudig|объясн|поясн|прост|пример|покаж|возвраща|fehlschlag|echou|mostre|linha|retorn|prestar|aten[ct]|fijar|समझा|उदाहरण|दिखा|सरल|आसान|पंक्ति|लौटा|विफल|ध्यान|सावधान|codig|dame\b|اشرح|شرح|مثال|أعط|اعط|أبسط|ابسط|بسط|سطر|يعيد|يرجع|يفشل|فشل|انتب|تحذير)/u;
/** The same in languages without spaces; taken out before pairs are made. */
export const ASKS_ABOUT_ALL_UNSPACED =
  /解释一?下?|說明|说明一?下?|解説(?:して)?|説明(?:して)?|总结|要約(?:して)?|举?一?个?例子?|逐行|简单(?:点|地)?|簡単に?|注意|返回|설명(?:해)?|예시?[를을]?|예제[를을]?|쉽게|요약(?:해)?|한\s*줄씩|조심(?:해야)?|주의(?:할)?|반환(?:해|하나)?|보여|말해|주세요|줄래|気をつける?|見せて|言って|逐行|举|说得|更?简单些?|[1一]\s*行ずつ/gu;

/** Words a text uses when it speaks about it, strongest first: weaker ones count only where no stronger is found. */
export const sentenceCues: Record<Exclude<Intent, 'explain' | 'simplify' | 'lines'>, readonly RegExp[]> = {
  example: [
    /\bfor example\b|\bfor instance\b|\be\.g\.|\bsuch as\b|\bas follows\b|\bconsider\b.*:|zum beispiel|z\.\s?B\.|par exemple|por ejemplo|por exemplo|例えば|たとえば|例如|比如|예를 들어|예컨대|उदाहरण के लिए|जैसे कि|على سبيل المثال|مثلاً|مثلًا/iu,
  ],
  warnings: [
    /^(?:note|important|attention)\b|\bwarning|\bcaution|\bdanger|\bbeware|\bcareful|\bunsafe|\binsecure|\bmalicious|\buntrusted|\bvulnerab|\bsecurity|\bdeprecated|\bnever\b|\bmust not\b|\bdo not\b|\bdon['’]t\b|\bshould not\b|\bavoid\b|\bnot recommended|\bunlike\b|\bsurpris|\bundefined behaviou?r|achtung|vorsicht|warnung|niemals|attention|avertissement|jamais|cuidado|advertencia|aviso|nunca|注意|警告|危险|切勿|禁止|危険|しないでください|주의|경고|위험|하지 마|चेतावनी|सावधान|ध्यान दें|कभी न|कभी भी|تحذير|تنبيه|احذر|خطر|لا تستخدم/iu,
    /\bmust\b|\bonly (?:if|when|for|works?|be)\b|\bhowever\b|\bcannot\b|\bcan['’]t\b|\bnot (?:supported|allowed|available|guaranteed|safe|thread)|\bunless\b|\bexcept\b|\bonly\b|\bbut\b|\balthough\b|\bmay (?:not|cause|lead|result|fail)|\blimit/iu,
  ],
  returns: [
    /\breturn(?:s|ed|ing)?\b|\byields?\b|\bevaluates? to\b|\bresolves? (?:to|with)\b|zurück|renvoie|retourne|devuelve|retorna|devolve|restituisce|возвраща|返回|返し|返す|返され|반환|लौटा|يعيد|يُعيد|تعيد|يُرجع/iu,
    /\bthe results? (?:is|are|of)\b|\bproduces?\b|\bproduced\b|\boutputs?\b|\bto an?\b.*\bobject\b|\bto an? [\w -]{0,30}\b(?:string|str|stream|list|array|value|number|object)\b|->/iu,
  ],
  failures: [
    /\b(?:raise[sd]?|raising|throw[sn]?|thrown)\b|\b\w*(?:Error|Exception)\b|\berrors?\b|\bexceptions?\b|\bfail(?:s|ed|ure)?\b|\breject(?:s|ed)\b|\bcrash|\binvalid\b|\bpanics?\b|fehler|schlägt fehl|erreur|échou|\bfalla|\bfalha|\berror(?:es)?\b|\berros?\b|ошибк|错误|失败|异常|エラー|失敗|例外|오류|실패|예외|त्रुटि|विफल|خطأ|يفشل|استثناء/iu,
    /\bcannot\b|\bcan['’]t\b|\bmust\b|\botherwise\b|\bnot (?:supported|allowed|valid)|\bunless\b|\boverflow|\btimeout|\btimed out/iu,
  ],
  reasons: [
    /\bbecause\b|\bsince\b|\bso that\b|\bin order to\b|\btherefore\b|\bthe reason\b|\bdue to\b|\bthus\b|\bhence\b|\bthis (?:allows|means|makes|ensures|avoids|prevents)|\bto (?:avoid|prevent|ensure|allow|make sure)\b|\bweil\b|\bdamit\b|parce que|porque|perché|потому|因为|由于|ため|ので|때문|क्योंकि|ताकि|لأن|بسبب|لكي/iu,
  ],
};

/** The same for lines of code. */
export const lineCues: Record<'returns' | 'failures' | 'warnings', RegExp> = {
  returns: /^\s*(?:return|yield)\b|->|=>\s*[^{]*$/u,
  failures:
    /\b(?:raise|throw|assert|except|catch|panic!?|reject|unwrap|expect)\b|\w(?:Error|Exception)\b|process\.exit|sys\.exit|\bpanic!/u,
  warnings:
    /(?:#|\/\/|\/\*|--)\s*.*\b(?:warning|careful|danger|note|todo|fixme|hack|must|never|unsafe|deprecated)\b|\bunsafe\b|\beval\(|\bexec\(/iu,
};

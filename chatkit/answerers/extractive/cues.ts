/** What a question is after, beyond its subject. */
export type Intent = 'explain' | 'simplify' | 'lines' | 'example' | 'warnings' | 'returns' | 'failures' | 'reasons';

/** How a question of each kind sounds, in the languages the ready-made questions may come in; the first that fits counts. */
const questionPatterns: readonly [Intent, RegExp][] = [
  [
    'lines',
    /line[- ]by[- ]line|each line|every line|step by step|zeile f(?:ü|ue)r zeile|ligne par ligne|l[ií]nea por l[ií]nea|逐行|1行ずつ/iu,
  ],
  [
    'simplify',
    /\bsimpl|\bplain|\beasier|\beli5|\blayman|in other words|\bshorter|einfacher|sencill|semplic|eenvoudig|прост|简单|簡単|쉽게/iu,
  ],
  ['example', /\bexamples?\b|\bsamples?\b|demonstrat|beispiel|exempl|ejemplo|esempi|voorbeeld|пример|例|예시/iu],
  [
    'warnings',
    /watch out|careful|beware|pitfall|gotcha|caveat|\bwarning|\bdanger|mistake|keep in mind|look out|achten|vorsicht|attention|cuidado|attenzione|注意|주의/iu,
  ],
  [
    'failures',
    /\bfail|go(?:es)? wrong|\berrors?\b|\bexceptions?\b|\braises?\b|\bthrows?\b|\bcrash|schiefgehen|fehler|échou|erreur|fallar|ошибк|失败|エラー/iu,
  ],
  [
    'returns',
    /\breturn|give back|come back|\boutputs?\b|\bresults?\b|zurück|renvoie|retourne|devuelve|restituisce|возвраща|返回|返し|반환/iu,
  ],
  ['reasons', /\bwhy\b|\breasons?\b|how come|warum|wieso|pourquoi|por qué|perché|waarom|почему|为什么|なぜ|왜/iu],
];

export const intentOf = (question: string): Intent =>
  questionPatterns.find(([, pattern]) => pattern.test(question))?.[0] ?? 'explain';

/** Words of other languages that ask about the selection as a whole ("erkläre", "explique", "说明"). Folded. */
export const ASKS_ABOUT_ALL =
  /^(?:erklar|einfach|beispiel|zeig|zusammenfass|zeile|acht|zuruck|schiefgehen|expli[cq]|explain|simpl|exempl|montr|resum|ligne|attention|renvo|retourn|ejemplo|sencill|muestr|linea|cuidado|devuelv|falla|spieg|semplic|esempi|mostr|restitu|uitleg|voorbeeld|eenvoudig|объясн|поясн|прост|пример|покаж|возвраща)/u;
/** The same in languages without spaces; taken out before pairs are made. */
export const ASKS_ABOUT_ALL_UNSPACED =
  /解释一?下?|說明|说明一?下?|解説(?:して)?|説明(?:して)?|总结|要約(?:して)?|举?一?个?例子?|逐行|简单(?:点|地)?|簡単に?|注意|返回|설명(?:해)?|예시?|쉽게|요약(?:해)?/gu;

/** Words a text uses when it speaks about it, strongest first: weaker ones count only where no stronger is found. */
export const sentenceCues: Record<Exclude<Intent, 'explain' | 'simplify' | 'lines'>, readonly RegExp[]> = {
  example: [
    /\bfor example\b|\bfor instance\b|\be\.g\.|\bsuch as\b|\bas follows\b|\bconsider\b.*:|zum beispiel|z\.\s?B\.|par exemple|por ejemplo|例えば|例如|예를 들어/iu,
  ],
  warnings: [
    /^(?:note|important|attention)\b|\bwarning|\bcaution|\bdanger|\bbeware|\bcareful|\bunsafe|\binsecure|\bmalicious|\buntrusted|\bvulnerab|\bsecurity|\bdeprecated|\bnever\b|\bmust not\b|\bdo not\b|\bdon['’]t\b|\bshould not\b|\bavoid\b|\bnot recommended|\bunlike\b|\bsurpris|\bundefined behaviou?r|achtung|vorsicht|niemals|attention|jamais|cuidado|nunca|注意|警告|주의/iu,
    /\bmust\b|\bonly (?:if|when|for|works?|be)\b|\bhowever\b|\bcannot\b|\bcan['’]t\b|\bnot (?:supported|allowed|available|guaranteed|safe|thread)|\bunless\b|\bexcept\b|\bonly\b|\bbut\b|\balthough\b|\bmay (?:not|cause|lead|result|fail)|\blimit/iu,
  ],
  returns: [
    /\breturn(?:s|ed|ing)?\b|\byields?\b|\bevaluates? to\b|\bresolves? (?:to|with)\b|zurück|renvoie|retourne|devuelve|restituisce|возвраща|返回|返し|返す|반환/iu,
    /\bthe results? (?:is|are|of)\b|\bproduces?\b|\bproduced\b|\boutputs?\b|\bto an?\b.*\bobject\b|\bto an? [\w -]{0,30}\b(?:string|str|stream|list|array|value|number|object)\b|->/iu,
  ],
  failures: [
    /\b(?:raise[sd]?|raising|throw[sn]?|thrown)\b|\b\w*(?:Error|Exception)\b|\berrors?\b|\bexceptions?\b|\bfail(?:s|ed|ure)?\b|\breject(?:s|ed)\b|\bcrash|\binvalid\b|\bpanics?\b|fehler|erreur|ошибк|错误|エラー|오류/iu,
    /\bcannot\b|\bcan['’]t\b|\bmust\b|\botherwise\b|\bnot (?:supported|allowed|valid)|\bunless\b|\boverflow|\btimeout|\btimed out/iu,
  ],
  reasons: [
    /\bbecause\b|\bsince\b|\bso that\b|\bin order to\b|\btherefore\b|\bthe reason\b|\bdue to\b|\bthus\b|\bhence\b|\bthis (?:allows|means|makes|ensures|avoids|prevents)|\bto (?:avoid|prevent|ensure|allow|make sure)\b|\bweil\b|\bdamit\b|parce que|porque|perché|потому|因为|ため|때문/iu,
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

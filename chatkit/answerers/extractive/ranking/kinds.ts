/** What kind of answer a question is after; one may be of several kinds. */
export const kinds = [
  'amount',
  'version',
  'default',
  'why',
  'how',
  'phrase',
  'what',
  'whether',
  'if',
  'where',
  'which',
  'failure',
  'contrast',
] as const;
export type Kind = (typeof kinds)[number];

const questions: Readonly<Record<Kind, RegExp>> = {
  amount:
    /\bhow (?:many|much|long|often|large|big|fast|deep|old|high|far)\b|\b(?:max|maximum|minimum|size|limit|number|port|percent)\b|wie ?(?:viele?|lange|oft|groß)|combien|cu[áa]nt[oa]s?|quant[oa]s?\b|いくつ|何(?:種類|件|回|個)|どれくらい|多少|几个|얼마|몇|कितन|كم\s/iu,
  version:
    /\bversions?\b|\bwhen (?:was|were|did)\b|\bsince\b|\bintroduced\b|\badded\b|seit wann|depuis|desde cu|バージョン|版本|버전/iu,
  default:
    /\bdefaults?\b|out of the box|\bnormally\b|standardm|par défaut|por (?:defecto|padrão)|既定|デフォルト|默认|기본/iu,
  why: /\bwhy\b|\breason|\bpurpose\b|warum|wieso|weshalb|wofür|wozu|pourquoi|por qu[eé]|なぜ|どうして|何のため|为什么|왜|क्यों|لماذا/iu,
  how: /^(?:how (?:do|can|to|should|is|would)|comment|wie |womit|cómo|como)|\bhow to\b|どう(?:すれば|やって|しますか)|怎么|如何|어떻게|कैसे|كيف/iu,
  phrase:
    /^(?!(?:how|what|why|when|where|which|who|whose|can|could|is|are|does|do|should|will|was|were|if|wie|wo|wer|was|wann|welche\w*|warum|comment|où|que|quel\w*|cómo|qué|dónde|cuál)(?![\p{L}])).*[^?？。]$/iu,
  what: /^what(?:['’]s| is| are| does .* mean)\b|とは|何です|was (?:ist|sind|bedeutet)|qu['’]est|qué (?:es|son)|o que (?:é|são)|什么是|是什么|무엇|क्या है|ما ه/iu,
  whether:
    /^(?:can|could|is|are|does|do|did|should|will|must|may|has|have|faut|peut|puis|est-ce|werden|wird|kann|darf|ist|sind|muss|puedo|se puede|posso)\b|ますか|ですか|[吗嗎]|할 수 있|هل/iu,
  if: /^(?:what happens|what if|what does .* do|was passiert|que se passe)|\b(?:if|when|wenn|quand|cuando)\b|どうなり|場合|如果|하면/iu,
  where: /^(?:where|wo|wohin|où|dónde|onde)\b|どこ|哪里|在哪|어디|कहाँ|أين/iu,
  which:
    /^(?:which|welche\w*|quel\w*|cuál\w*|qual)\b|^what (?:kind|type|sort|values?|must|has|three|two)|どの|どれ|哪[个些]|어떤|कौन/iu,
  failure:
    /\berrors?\b|\bfail|\bcrash|\bwrong\b|\bhangs?\b|\bforever\b|\bbroken?\b|\bbreak|\bdisappear|\bexceptions?\b|\bunusable|\bdoes(?:n['’]t| not)\b|\bnot (?:saved|work\w*|start\w*|found)|fehl|erreur|échou|fall[ao]|エラー|失敗|错误|失败|오류|실패|त्रुटि|خطأ/iu,
  contrast:
    /\bdiffer|\bcompar|\bbetter\b|\bor\b|\bvs\b|\bversus\b|unterschied|différence|diferen|違い|区别|차이|अंतर|الفرق/iu,
};

/** How a sentence of that kind sounds. Each is linear in the sentence's length. */
const sentences: Readonly<Record<Kind, RegExp>> = {
  amount:
    /(?<![\p{L}\p{N}_.=])\p{N}|\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|once|twice|half|hundred|thousand|million)\b|[一二三四五六七八九十]/iu,
  version:
    /\b(?:versions?|added|new in|since|changed in|beginning with|introduced|as of|seit|depuis|desde)\b[^\n]{0,60}?\p{N}/iu,
  default:
    /\bdefaults?\b|\bnormally\b|\busually\b|standardm|par défaut|por (?:defecto|padrão)|既定|デフォルト|通常|默认|기본/iu,
  why: /\bbecause\b|\bsince\b|\bso that\b|\bin order to\b|\btherefore\b|\breasons?\b|\bdue to\b|\bthus\b|\bhence\b|\bwhich (?:allows|means|makes|ensures|helps|can)\b|\bthis (?:is|allows|means|makes|ensures|avoids|prevents|has|helps)\b|\bto (?:avoid|prevent|ensure|allow)\b|\bas (?:this|it)\b|\botherwise\b|\bpurpose\b|\bonly\b|weil|damit|daher|dies stellt|afin|parce|car\b|porque|para que|ため|ので|から|因为|因此|때문|क्योंकि|لأن/iu,
  how: /^(?:to|use|set|call|run|you (?:can|need)|if you (?:do )?(?:want|need)|for example|in order|add|edit|register|mark|instead)\b|\b(?:you can|can be|by (?:using|setting|calling|passing|adding|specifying|marking)|use the|set the|using|possible to|way to|need to)\b|benutzen sie|verwenden sie|utilis|lancez|use[ns]? |使[うっい用]|してください|可以|使用|사용/iu,
  phrase: /^(?:to|use|set|call|run|you can|if)\b|\b(?:you can|can be|use the|set the|using|possible to|way to)\b/iu,
  what: /\b(?:is|are) (?:an?|the|used|called|known|referred|one)\b|\bmeans?\b|\brefers? to\b|\bcalled\b|\bspecif(?:y|ies)\b|\brepresents?\b|^(?:sets?|controls?|determines?|describes?|defines?|returns?|deletes?|creates?|indicates?) |bezeichnet|ist ein|est un|es un|とは|です|是一|指|입니다|है/iu,
  whether:
    /\b(?:not|never|only|cannot|can|may|must|possible|allowed|supported|safe|should|recommended|no|always|unlike|ignored|automatically)\b|n['’]t\b|nicht|kein|\bne\b|rare|\bno\b|nunca|ません|できます|必要|不|可以|없|수 있/iu,
  if: /\b(?:if|when|whenever|once|after|unless|in case|until)\b|wenn|falls|\bsi\b|lorsque|cuando|場合|とき|如果|경우/iu,
  where:
    /\b(?:in|at|under|into|inside) (?:the|an?|your|its)\b|\b(?:directory|folder|stored|located)\b|\/[\w.]+\/|verzeichnis|répertoire|directorio|置か|ディレクトリ|目录/iu,
  which:
    /\b(?:values?|options?|one of|either|types?|supported|available|such as|possible|includes?|valid|following|used?|consists?|only)\b|[:：]$|welche|suivant|以下|利用/iu,
  failure:
    /\b(?:errors?|exceptions?|raise[sd]?|fail\w*|cannot|not|never|deadlock|block\w*|prevent\w*|warning|invalid|must|unless|only|crash\w*|lost|without bound|ignored|because)\b|n['’]t\b|fehl|erreur|エラー|失敗|错误|失败/iu,
  contrast:
    /\b(?:unlike|whereas|while|but|instead|compared|rather|however|on the other hand|than|differ\w*|equivalent|alternative|similar|prefer\w*|both)\b|während|tandis|mientras|一方|より|而|반면/iu,
};

/** Only so much of a question or a sentence is read for its kind, in UTF-16 units. */
const MAX_READ = 600;

export const kindsOf = (question: string): ReadonlySet<Kind> => {
  const read = question.trim().slice(0, MAX_READ);
  return new Set(kinds.filter((kind) => questions[kind].test(read)));
};

export const soundsLike = (kind: Kind, sentence: string): boolean => sentences[kind].test(sentence.slice(0, MAX_READ));

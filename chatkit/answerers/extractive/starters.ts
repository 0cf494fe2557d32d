import { type StarterId } from '../../protocol/requests';

/**
 * Ready-made questions as Docent words them in its ten languages, and as it worded them before: a reader may type one, and
 * an old conversation holds them. `tests/unit/answerers/starters.test.ts` holds the list to the catalogues.
 */
const wordings: Readonly<Record<StarterId, readonly string[]>> = {
  explain: [
    'Explain this',
    'Erkläre das',
    'Explique ceci',
    'Explica esto',
    'Explique isto',
    'これを説明して',
    '解释这段内容',
    '이것을 설명해 줘',
    'इसे समझाएँ',
    'اشرح هذا',
  ],
  simplify: [
    'Say it more simply',
    'Sag es einfacher',
    'Dis-le plus simplement',
    'Dilo de forma más sencilla',
    'Diga de forma mais simples',
    'もっと簡単に言って',
    '说得更简单些',
    '더 쉽게 말해 줘',
    'इसे और सरल शब्दों में कहें',
    'قلها بعبارة أبسط',
  ],
  example: [
    'Show an example',
    'Zeig ein Beispiel',
    'Montre un exemple',
    'Muestra un ejemplo',
    'Mostre um exemplo',
    '例を見せて',
    '举个例子',
    '예를 보여 줘',
    'एक उदाहरण दिखाएँ',
    'أعطِ مثالًا',
  ],
  warnings: [
    'What should I watch out for?',
    'Worauf sollte ich achten?',
    'À quoi dois-je faire attention ?',
    '¿En qué debo fijarme?',
    'A que devo prestar atenção?',
    '気をつけることは?',
    '我应该注意什么？',
    '무엇을 조심해야 해?',
    'मुझे किस बात का ध्यान रखना चाहिए?',
    'إلامَ ينبغي أن أنتبه؟',
  ],
  lines: [
    'Explain line by line',
    'Erkläre Zeile für Zeile',
    'Explique ligne par ligne',
    'Explica línea por línea',
    'Explique linha por linha',
    '1 行ずつ説明して',
    '逐行解释',
    '한 줄씩 설명해 줘',
    'एक-एक पंक्ति समझाएँ',
    'اشرح سطرًا بسطر',
  ],
  returns: [
    'What does it return?',
    'Was gibt es zurück?',
    'Que renvoie-t-il ?',
    '¿Qué devuelve?',
    'O que isto retorna?',
    '何を返しますか?',
    '它返回什么？',
    '무엇을 반환해?',
    'यह क्या लौटाता है?',
    'ماذا يعيد؟',
  ],
  failures: [
    'What can fail?',
    'Was kann fehlschlagen?',
    'Qu’est-ce qui peut échouer ?',
    '¿Qué puede fallar?',
    'O que pode falhar?',
    '何が失敗しうる?',
    '哪里可能出错？',
    '무엇이 실패할 수 있어?',
    'क्या विफल हो सकता है?',
    'ما الذي قد يفشل؟',
    '失敗する可能性があるのは？',
  ],
};

/** The letters and digits alone: a question is the same with or without its marks, accents and spaces. */
const keyOf = (question: string): string =>
  question
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

const byWording: ReadonlyMap<string, StarterId> = new Map(
  Object.entries(wordings).flatMap(([id, questions]) =>
    questions.map((question) => [keyOf(question), id as StarterId] as const),
  ),
);

/** Longer questions are none of ours, in UTF-16 units. */
const MAX_STARTER = 200;

/** The ready-made question that these words are, in whichever language; undefined for a question of the reader's own. */
export const starterIn = (question: string): StarterId | undefined =>
  question.length > MAX_STARTER ? undefined : byWording.get(keyOf(question));

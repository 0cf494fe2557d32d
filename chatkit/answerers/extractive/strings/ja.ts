import { type ExtractiveStrings } from './en';

export const strings: ExtractiveStrings = {
  fromPassage: '選択箇所から',
  fromPage: 'ページから',
  citationGroup: 'このページから',
  reading: 'ページを読んでいます…',

  title: '$1：$2',
  sentenceGap: '',
  listSeparator: '、',

  nothingSelected:
    '引用できるのは選択された箇所だけですが、何も選択されていません。ページ上のテキストを選択してから質問してください。',
  passageDoesNotSay: '選択箇所には書かれていません。',
  closest: '答えかどうか確かではありません。本文中で最も近い箇所です。',
  neitherSays: '選択箇所にもページにも書かれていません。',
  pageSays: '選択箇所には書かれていませんが、ページには書かれています。',
  onPage: 'ページには次のようにあります。',
  norPage: 'ページにもありません。',
  includePage: 'ページを含めてもう一度質問するか、それについて書かれた部分を選択してください。',
  selectOther: 'それについて書かれた部分を選択するか、ページで使われている言葉で質問してください。',

  tooShort: '選択箇所が短いため、引用しても同じ文を繰り返すだけになります。',
  allOfIt: '選択箇所の全体がそのことを述べているため、引用しても同じ文を繰り返すだけになります。',
  nothingRelated: 'ページにもこれ以上の説明はありません。',

  explain: '言い換えはせず、引用します。要点となる文は次のとおりです。',
  simplify: '引用するだけで、別の言葉にはできません。最も平易な文は次のとおりです。',
  lineByLine: '引用するだけで、コードの説明はできません。コードを順に示します。',
  examples: '例（原文のまま）：',
  warnings: '注意点（原文のまま）：',
  returns: '返される値について（原文のまま）：',
  failures: '失敗する可能性について（原文のまま）：',
  reasons: '理由について（原文のまま）：',
  related: '同じことについて、ページには次のようにあります。',

  noExample: '選択箇所に例はありません。',
  noWarning: '選択箇所に注意書きはありません。',
  noReturn: '選択箇所には何が返されるか書かれていません。',
  noFailure: '選択箇所には何が失敗しうるか書かれていません。',
  noReason: '選択箇所に理由は書かれていません。',
  namesOnPage: 'ページを含めると、$1 についての記述を引用できます。',
  moreParts: '表示していない部分：$1',
};

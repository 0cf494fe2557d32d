import { type ExtractiveStrings } from './en';

export const strings: ExtractiveStrings = {
  fromPassage: '구절에서',
  fromPage: '페이지에서',
  citationGroup: '이 페이지에서',
  reading: '페이지를 읽는 중…',

  title: '$1: $2',
  sentenceGap: ' ',
  listSeparator: ', ',

  nothingSelected: '선택한 내용만 인용할 수 있는데, 선택된 내용이 없습니다. 페이지에서 텍스트를 선택한 뒤 질문하세요.',
  passageDoesNotSay: '구절에 그 내용이 없습니다.',
  closest: '답인지 확실하지 않습니다. 본문에서 가장 가까운 부분:',
  neitherSays: '구절에도 페이지에도 그 내용이 없습니다.',
  pageSays: '구절에는 없지만 페이지에는 있습니다.',
  onPage: '페이지에는 있습니다:',
  norPage: '페이지에도 없습니다.',
  includePage: '페이지를 포함해 다시 질문하거나, 그 내용이 있는 부분을 선택하세요.',
  selectOther: '그 내용이 있는 부분을 선택하거나, 페이지에 쓰인 말로 질문하세요.',

  tooShort: '구절이 짧아서 인용해도 같은 문장을 되풀이할 뿐입니다.',
  allOfIt: '구절 전체가 그 내용이어서 인용해도 같은 문장을 되풀이할 뿐입니다.',
  nothingRelated: '페이지에도 더 자세한 내용은 없습니다.',

  explain: '바꿔 쓰지 않고 인용합니다. 가장 중요한 문장:',
  simplify: '인용만 하며 다른 말로 바꿀 수는 없습니다. 가장 쉬운 문장:',
  lineByLine: '인용만 하며 코드를 설명하지는 않습니다. 코드의 각 부분을 순서대로 보여 드립니다:',
  examples: '예시(원문 그대로):',
  warnings: '주의할 점(원문 그대로):',
  returns: '반환되는 것(원문 그대로):',
  failures: '실패할 수 있는 것(원문 그대로):',
  reasons: '이유(원문 그대로):',
  related: '페이지에는 이에 대해 이렇게 나와 있습니다:',

  noExample: '구절에 예시가 없습니다.',
  noWarning: '구절에 주의 사항이 없습니다.',
  noReturn: '구절에는 무엇이 반환되는지 나와 있지 않습니다.',
  noFailure: '구절에는 무엇이 실패할 수 있는지 나와 있지 않습니다.',
  noReason: '구절에 이유가 나와 있지 않습니다.',
  namesOnPage: '페이지를 포함하면 다음에 대한 내용을 인용합니다: $1',
  moreParts: '표시하지 않은 부분: $1',
};

import { type ModelStrings } from './en';

export const strings: ModelStrings = {
  reading: '모델이 구절을 읽는 중…',
  readingFor: '모델이 구절을 읽는 중… $1초',
  waiting: '모델을 기다리는 중…',
  waitingFor: '모델을 기다리는 중… $1초',
  greatestLength: '답변이 최대 길이에 도달했습니다. 나머지를 물어보세요.',
  notBegun:
    '언어 모델이 $1분 안에 답변을 시작하지 않았습니다. 페이지의 더 적은 부분에 대해 질문하거나 나중에 다시 시도하세요.',
  halfway: '언어 모델의 답변이 도중에 멈췄습니다.',
  tooLong: '구절과 대화가 이 언어 모델에는 너무 깁니다. 페이지에서 더 적게 보내거나 새 대화를 시작하세요.',
  tooLongAlone: '질문과 구절만으로도 이 언어 모델에는 너무 깁니다. 페이지에서 더 적게 선택하세요.',
  noAnswer: '언어 모델이 답변하지 않았습니다.',
  unreachable: '지금은 언어 모델에 연결할 수 없습니다.',
  key: '언어 모델이 키를 받아들이지 않습니다.',
  missing: '선택한 언어 모델이 존재하지 않습니다.',
  allowance: '언어 모델 사용량을 모두 썼습니다.',
  busy: '언어 모델이 바쁩니다. 잠시 후 다시 시도하세요.',
  loading: '언어 모델을 아직 불러오는 중입니다. 잠시 후 다시 시도하세요.',
  problem: '지금 언어 모델에 문제가 있습니다.',
  refused: '언어 모델이 이 질문을 거부했습니다.',
  partOfPage: '페이지 $2kB 중 $1kB를 보냈습니다',
  partOfFile: '“$3” $2kB 중 $1kB를 보냈습니다',
  turnsLeftOut: '보내지 않은 이전 질문: $1개',
  fromPassage: '구절에서',
  fromPage: '페이지에서',
  citationGroup: '이 페이지에서',
};

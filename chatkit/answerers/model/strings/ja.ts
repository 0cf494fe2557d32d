import { type ModelStrings } from './en';

export const strings: ModelStrings = {
  reading: 'モデルが選択箇所を読んでいます…',
  readingFor: 'モデルが選択箇所を読んでいます… $1 秒',
  waiting: 'モデルを待っています…',
  waitingFor: 'モデルを待っています… $1 秒',
  greatestLength: '回答が最大の長さに達しました。続きは質問してください。',
  notBegun:
    '言語モデルが $1 分以内に回答を始めませんでした。ページのより短い部分について質問するか、あとでもう一度試してください。',
  halfway: '言語モデルの回答が途中で止まりました。',
  tooLong: '選択箇所と会話がこの言語モデルには長すぎます。ページから送る量を減らすか、新しい会話を始めてください。',
  tooLongAlone: '質問と選択箇所だけで、この言語モデルには長すぎます。ページの選択範囲を短くしてください。',
  noAnswer: '言語モデルから回答がありませんでした。',
  unreachable: '言語モデルに現在接続できません。',
  key: '言語モデルがキーを受け付けません。',
  missing: '選択した言語モデルは存在しません。',
  allowance: '言語モデルの利用枠を使い切りました。',
  busy: '言語モデルが混み合っています。少ししてからもう一度試してください。',
  loading: '言語モデルをまだ読み込んでいます。少ししてからもう一度試してください。',
  problem: '言語モデルで現在問題が発生しています。',
  refused: '言語モデルがこの質問を拒否しました。',
  partOfPage: 'ページの $2 KB のうち $1 KB を送りました',
  partOfFile: '「$3」の $2 KB のうち $1 KB を送りました',
  turnsLeftOut: '送らなかった以前の質問: $1 件',
  fromPassage: '選択箇所から',
  fromPage: 'ページから',
  citationGroup: 'このページから',
};

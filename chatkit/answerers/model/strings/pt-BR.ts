import { type ModelStrings } from './en';

export const strings: ModelStrings = {
  reading: 'O modelo está lendo o trecho…',
  readingFor: 'O modelo está lendo o trecho… $1 s',
  waiting: 'Aguardando o modelo…',
  waitingFor: 'Aguardando o modelo… $1 s',
  greatestLength: 'A resposta chegou ao tamanho máximo. Peça o restante.',
  notBegun:
    'O modelo de linguagem não começou a responder em $1 min. Pergunte sobre uma parte menor da página ou tente de novo mais tarde.',
  halfway: 'A resposta do modelo de linguagem parou no meio.',
  tooLong:
    'O trecho e a conversa são longos demais para este modelo de linguagem. Envie menos da página ou comece uma nova conversa.',
  tooLongAlone:
    'Só a pergunta e o trecho já são longos demais para este modelo de linguagem. Selecione menos texto da página.',
  noAnswer: 'O modelo de linguagem não deu nenhuma resposta.',
  unreachable: 'Não é possível alcançar o modelo de linguagem agora.',
  key: 'O modelo de linguagem não aceita a chave.',
  missing: 'O modelo de linguagem escolhido não existe.',
  allowance: 'A cota para o modelo de linguagem acabou.',
  busy: 'O modelo de linguagem está ocupado. Tente de novo em instantes.',
  loading: 'O modelo de linguagem ainda está sendo carregado. Tente de novo em instantes.',
  problem: 'O modelo de linguagem está com um problema agora.',
  refused: 'O modelo de linguagem recusou esta pergunta.',
  partOfPage: 'Foram enviados $1 de $2 kB da página',
  partOfFile: 'Foram enviados $1 de $2 kB de “$3”',
  turnsLeftOut: 'Perguntas anteriores que ficaram de fora: $1',
  fromPassage: 'Do trecho',
  fromPage: 'Da página',
  citationGroup: 'Desta página',
};

import { type ExtractiveStrings } from './en';

export const strings: ExtractiveStrings = {
  fromPassage: 'Do trecho',
  fromPage: 'Da página',
  citationGroup: 'Desta página',
  reading: 'Lendo a página…',

  title: '$1: $2',
  sentenceGap: ' ',
  listSeparator: ', ',

  nothingSelected:
    'Só posso citar o que foi selecionado, e não há nada. Selecione texto em uma página e pergunte sobre ele.',
  passageDoesNotSay: 'O trecho não diz.',
  closest: 'Não é certo que isto responda. O mais próximo no texto:',
  neitherSays: 'Nem o trecho nem a página dizem.',
  pageSays: 'O trecho não diz, mas a página diz.',
  onPage: 'A página traz:',
  norPage: 'A página também não.',
  includePage: 'Inclua a página e pergunte de novo, ou selecione a parte que trata disso.',
  selectOther: 'Selecione a parte que trata disso, ou pergunte com as palavras da página.',

  tooShort: 'O trecho é tão curto que citações só o repetiriam.',
  allOfIt: 'O trecho inteiro trata disso; citações só o repetiriam.',
  nothingRelated: 'A página não diz mais nada sobre isso.',

  explain: 'Eu cito e não reformulo. As frases mais importantes:',
  simplify: 'Eu cito e não consigo dizer com outras palavras. As frases mais simples:',
  lineByLine: 'Eu cito e não explico código. As partes dele, em ordem:',
  examples: 'Exemplos, palavra por palavra:',
  warnings: 'O que merece atenção, palavra por palavra:',
  returns: 'Sobre o que é retornado, palavra por palavra:',
  failures: 'Sobre o que pode falhar, palavra por palavra:',
  reasons: 'Sobre o motivo, palavra por palavra:',
  related: 'A página diz sobre isso:',

  noExample: 'O trecho não traz nenhum exemplo.',
  noWarning: 'O trecho não traz nenhum aviso.',
  noReturn: 'O trecho não diz o que é retornado.',
  noFailure: 'O trecho não diz o que pode falhar.',
  noReason: 'O trecho não dá nenhum motivo.',
  namesOnPage: 'Inclua a página e eu cito o que ela diz sobre $1.',
  moreParts: 'Partes não exibidas: $1.',
};

import { type ExtractiveStrings } from './en';

export const strings: ExtractiveStrings = {
  fromPassage: 'Del pasaje',
  fromPage: 'De la página',
  citationGroup: 'De esta página',
  reading: 'Leyendo la página…',

  title: '$1: $2',
  sentenceGap: ' ',
  listSeparator: ', ',

  nothingSelected:
    'Solo puedo citar lo seleccionado, y no hay nada. Selecciona texto en una página y pregunta sobre él.',
  passageDoesNotSay: 'El pasaje no lo dice.',
  closest: 'No es seguro que esto responda. Lo más parecido en el texto:',
  neitherSays: 'Ni el pasaje ni la página lo dicen.',
  pageSays: 'El pasaje no lo dice, pero la página sí.',
  onPage: 'La página sí:',
  norPage: 'La página tampoco.',
  includePage: 'Incluye la página y pregunta de nuevo, o selecciona la parte que trata de ello.',
  selectOther: 'Selecciona la parte que trata de ello, o pregunta con las palabras de la página.',

  tooShort: 'El pasaje es tan corto que las citas solo lo repetirían.',
  allOfIt: 'Todo el pasaje trata de eso; las citas solo lo repetirían.',
  nothingRelated: 'La página no dice nada más al respecto.',

  explain: 'Cito sin reformular. Las frases más importantes:',
  simplify: 'Cito y no puedo decirlo con otras palabras. Las frases más sencillas:',
  lineByLine: 'Cito y no explico código. Sus partes, en orden:',
  examples: 'Ejemplos, palabra por palabra:',
  warnings: 'En qué fijarse, palabra por palabra:',
  returns: 'Sobre lo que devuelve, palabra por palabra:',
  failures: 'Sobre lo que puede fallar, palabra por palabra:',
  reasons: 'Sobre el motivo, palabra por palabra:',
  related: 'La página dice al respecto:',

  noExample: 'El pasaje no contiene ningún ejemplo.',
  noWarning: 'El pasaje no contiene ninguna advertencia.',
  noReturn: 'El pasaje no dice qué se devuelve.',
  noFailure: 'El pasaje no dice qué puede fallar.',
  noReason: 'El pasaje no da ningún motivo.',
  namesOnPage: 'Incluye la página y cito lo que dice sobre $1.',
  moreParts: 'Partes no mostradas: $1.',
};

import { type ExtractiveStrings } from './en';

export const strings: ExtractiveStrings = {
  fromPassage: 'Dans le passage',
  fromPage: 'Dans la page',
  citationGroup: 'De cette page',
  reading: 'Lecture de la page…',

  title: '$1\u00a0: $2',
  sentenceGap: ' ',
  listSeparator: ', ',

  nothingSelected:
    'Je ne peux citer que ce qui est sélectionné, et rien ne l’est. Sélectionnez du texte dans une page et posez votre question.',
  passageDoesNotSay: 'Le passage ne le dit pas.',
  closest: 'Réponse incertaine. Ce qui s’en approche le plus dans le texte :',
  neitherSays: 'Ni le passage ni la page ne le disent.',
  pageSays: 'Le passage ne le dit pas, mais la page le dit.',
  onPage: 'La page, elle, le dit\u00a0:',
  norPage: 'La page non plus.',
  includePage: 'Ajoutez la page et reposez la question, ou sélectionnez la partie qui en parle.',
  selectOther: 'Sélectionnez la partie qui en parle, ou reprenez dans votre question les mots de la page.',

  tooShort: 'Le passage est si court que des citations ne feraient que le répéter.',
  allOfIt: 'Tout le passage parle de cela\u00a0: des citations ne feraient que le répéter.',
  nothingRelated: 'La page n’en dit pas plus.',

  explain: 'Je cite sans reformuler. Les phrases essentielles\u00a0:',
  simplify: 'Je cite et ne peux pas le dire autrement. Les phrases les plus simples\u00a0:',
  lineByLine: 'Je cite et n’explique pas le code. Ses parties, dans l’ordre\u00a0:',
  examples: 'Les exemples, mot pour mot\u00a0:',
  warnings: 'Les points d’attention, mot pour mot\u00a0:',
  returns: 'Ce qui est renvoyé, mot pour mot\u00a0:',
  failures: 'Ce qui peut échouer, mot pour mot\u00a0:',
  reasons: 'La raison, mot pour mot\u00a0:',
  related: 'La page dit à ce sujet\u00a0:',

  noExample: 'Le passage ne contient pas d’exemple.',
  noWarning: 'Le passage ne contient pas de mise en garde.',
  noReturn: 'Le passage ne dit pas ce qui est renvoyé.',
  noFailure: 'Le passage ne dit pas ce qui peut échouer.',
  noReason: 'Le passage ne donne pas de raison.',
  namesOnPage: 'Ajoutez la page et je citerai ce qu’elle dit de $1.',
  moreParts: 'Parties non affichées\u00a0: $1.',
};

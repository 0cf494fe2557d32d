import { type ExtractiveStrings } from './en';

export const strings: ExtractiveStrings = {
  fromPassage: 'Aus der Passage',
  fromPage: 'Aus der Seite',
  citationGroup: 'Von dieser Seite',
  reading: 'Seite wird gelesen…',

  title: '$1: $2',
  sentenceGap: ' ',
  listSeparator: ', ',

  nothingSelected:
    'Ich kann nur zitieren, was markiert wurde, und es ist nichts markiert. Markieren Sie Text auf einer Seite und fragen Sie dazu.',
  passageDoesNotSay: 'Die Passage sagt dazu nichts.',
  closest: 'Nicht sicher, ob das die Antwort ist. Am nächsten im Text:',
  neitherSays: 'Weder die Passage noch die Seite sagt etwas dazu.',
  pageSays: 'Die Passage sagt dazu nichts, die Seite aber schon.',
  onPage: 'Auf der Seite steht es:',
  norPage: 'Auf der Seite auch nicht.',
  includePage:
    'Nehmen Sie die Seite hinzu und fragen Sie noch einmal, oder markieren Sie die Stelle, an der es darum geht.',
  selectOther: 'Markieren Sie die Stelle, an der es darum geht, oder fragen Sie mit den Wörtern der Seite.',

  tooShort: 'Die Passage ist so kurz, dass Zitate sie nur wiederholen würden.',
  allOfIt: 'Die ganze Passage handelt davon; Zitate würden sie nur wiederholen.',
  nothingRelated: 'Mehr sagt die Seite dazu nicht.',

  explain: 'Ich zitiere und formuliere nicht um. Die wichtigsten Sätze:',
  simplify: 'Ich zitiere und kann es nicht anders sagen. Die einfachsten Sätze:',
  lineByLine: 'Ich zitiere und erkläre keinen Code. Seine Teile der Reihe nach:',
  examples: 'Beispiele im Wortlaut:',
  warnings: 'Worauf zu achten ist, im Wortlaut:',
  returns: 'Was zurückkommt, im Wortlaut:',
  failures: 'Was fehlschlagen kann, im Wortlaut:',
  reasons: 'Der Grund, im Wortlaut:',
  related: 'Die Seite sagt dazu:',

  noExample: 'In der Passage steht kein Beispiel.',
  noWarning: 'In der Passage steht keine Warnung.',
  noReturn: 'In der Passage steht nicht, was zurückkommt.',
  noFailure: 'In der Passage steht nicht, was fehlschlagen kann.',
  noReason: 'In der Passage steht kein Grund.',
  namesOnPage: 'Nehmen Sie die Seite hinzu, dann zitiere ich, was sie über $1 sagt.',
  moreParts: 'Nicht gezeigte Teile: $1.',
};

import { type ModelStrings } from './en';

export const strings: ModelStrings = {
  reading: 'Das Modell liest die Passage…',
  readingFor: 'Das Modell liest die Passage… $1 s',
  waiting: 'Wartet auf das Modell…',
  waitingFor: 'Wartet auf das Modell… $1 s',
  greatestLength: 'Die Antwort hat ihre größte Länge erreicht. Fragen Sie nach dem Rest.',
  notBegun:
    'Das Sprachmodell hat innerhalb von $1 min nicht zu antworten begonnen. Fragen Sie zu weniger von der Seite, oder versuchen Sie es später noch einmal.',
  halfway: 'Die Antwort des Sprachmodells brach mittendrin ab.',
  tooLong:
    'Passage und Unterhaltung sind zu lang für dieses Sprachmodell. Senden Sie weniger von der Seite, oder beginnen Sie eine neue Unterhaltung.',
  tooLongAlone: 'Schon Frage und Passage sind zu lang für dieses Sprachmodell. Markieren Sie weniger von der Seite.',
  noAnswer: 'Das Sprachmodell hat keine Antwort gegeben.',
  unreachable: 'Das Sprachmodell ist gerade nicht erreichbar.',
  key: 'Das Sprachmodell akzeptiert den Schlüssel nicht.',
  missing: 'Das gewählte Sprachmodell gibt es nicht.',
  allowance: 'Das Kontingent für das Sprachmodell ist aufgebraucht.',
  busy: 'Das Sprachmodell ist ausgelastet. Versuchen Sie es gleich noch einmal.',
  loading: 'Das Sprachmodell wird noch geladen. Versuchen Sie es gleich noch einmal.',
  problem: 'Das Sprachmodell hat gerade eine Störung.',
  refused: 'Das Sprachmodell hat diese Frage abgelehnt.',
  partOfPage: '$1 von $2 kB der Seite gingen mit',
  partOfFile: '$1 von $2 kB von „$3“ gingen mit',
  turnsLeftOut: 'Frühere Fragen, die nicht mitgingen: $1',
  fromPassage: 'Aus der Passage',
  fromPage: 'Aus der Seite',
  citationGroup: 'Von dieser Seite',
};

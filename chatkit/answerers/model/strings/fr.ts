import { type ModelStrings } from './en';

export const strings: ModelStrings = {
  reading: 'Le modèle lit le passage…',
  readingFor: 'Le modèle lit le passage… $1 s',
  waiting: 'En attente du modèle…',
  waitingFor: 'En attente du modèle… $1 s',
  greatestLength: 'La réponse a atteint sa longueur maximale. Demandez la suite.',
  notBegun:
    'Le modèle de langage n’a pas commencé à répondre en $1 min. Posez la question sur une plus petite partie de la page, ou réessayez plus tard.',
  halfway: 'La réponse du modèle de langage s’est arrêtée à mi-chemin.',
  tooLong:
    'Le passage et la conversation sont trop longs pour ce modèle de langage. Envoyez moins de la page, ou commencez une nouvelle conversation.',
  tooLongAlone:
    'La question et le passage sont à eux seuls trop longs pour ce modèle de langage. Sélectionnez une plus petite partie de la page.',
  noAnswer: 'Le modèle de langage n’a donné aucune réponse.',
  unreachable: 'Le modèle de langage est injoignable pour l’instant.',
  key: 'Le modèle de langage n’accepte pas la clé.',
  missing: 'Le modèle de langage choisi n’existe pas.',
  allowance: 'Le quota pour le modèle de langage est épuisé.',
  busy: 'Le modèle de langage est occupé. Réessayez dans un instant.',
  loading: 'Le modèle de langage est encore en cours de chargement. Réessayez dans un instant.',
  problem: 'Le modèle de langage rencontre un problème en ce moment.',
  refused: 'Le modèle de langage a refusé cette question.',
  partOfPage: '$1 ko de la page sur $2 ont été envoyés',
  partOfFile: '$1 ko de « $3 » sur $2 ont été envoyés',
  turnsLeftOut: 'Questions précédentes non envoyées : $1',
  fromPassage: 'Dans le passage',
  fromPage: 'Dans la page',
  citationGroup: 'De cette page',
};

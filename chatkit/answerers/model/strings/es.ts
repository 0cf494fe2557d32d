import { type ModelStrings } from './en';

export const strings: ModelStrings = {
  reading: 'El modelo está leyendo el pasaje…',
  readingFor: 'El modelo está leyendo el pasaje… $1 s',
  waiting: 'Esperando al modelo…',
  waitingFor: 'Esperando al modelo… $1 s',
  greatestLength: 'La respuesta ha alcanzado su longitud máxima. Pide el resto.',
  notBegun:
    'El modelo de lenguaje no ha empezado a responder en $1 min. Pregunta sobre una parte menor de la página o inténtalo más tarde.',
  halfway: 'La respuesta del modelo de lenguaje se detuvo a medias.',
  tooLong:
    'El pasaje y la conversación son demasiado largos para este modelo de lenguaje. Envía menos de la página o empieza una conversación nueva.',
  tooLongAlone:
    'La pregunta y el pasaje por sí solos son demasiado largos para este modelo de lenguaje. Selecciona menos texto de la página.',
  noAnswer: 'El modelo de lenguaje no ha dado ninguna respuesta.',
  unreachable: 'Ahora mismo no se puede contactar con el modelo de lenguaje.',
  key: 'El modelo de lenguaje no acepta la clave.',
  missing: 'El modelo de lenguaje elegido no existe.',
  allowance: 'El cupo para el modelo de lenguaje se ha agotado.',
  busy: 'El modelo de lenguaje está ocupado. Inténtalo de nuevo en un momento.',
  loading: 'El modelo de lenguaje todavía se está cargando. Inténtalo de nuevo en un momento.',
  problem: 'El modelo de lenguaje tiene un problema en este momento.',
  refused: 'El modelo de lenguaje ha rechazado esta pregunta.',
  partOfPage: 'Se han enviado $1 de $2 kB de la página',
  partOfFile: 'Se han enviado $1 de $2 kB de «$3»',
  turnsLeftOut: 'Preguntas anteriores que no se han enviado: $1',
  fromPassage: 'Del pasaje',
  fromPage: 'De la página',
  citationGroup: 'De esta página',
};

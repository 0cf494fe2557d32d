import { keepFromInputMethods } from '../../chatkit/element/composer/input-method';
import { type StringKey, t } from './strings';

/** Language, direction and title of one of our own pages, from the catalogue that is really used; its fields take input methods. */
export function prepareDocument(document: Document, title: StringKey): void {
  document.documentElement.lang = t('languageTag');
  document.documentElement.dir = t('textDirection');
  document.title = t(title);
  keepFromInputMethods(document);
}

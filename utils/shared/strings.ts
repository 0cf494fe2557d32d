import browser from 'webextension-polyfill';
import type shared from '../../locales/en/shared.json';
import type popover from '../../locales/en/popover.json';
import type panel from '../../locales/en/panel.json';
import type options from '../../locales/en/options.json';
import type notices from '../../locales/en/notices.json';

/** Keys of the catalogue (`locales/en/*.json`), merged into `_locales` at build time. */
export type StringKey = keyof (typeof shared & typeof popover & typeof panel & typeof options & typeof notices);

/** The sentence for a key in the browser's language; `$1`…`$9` are filled with the substitutions. */
export function t(key: StringKey, ...substitutions: string[]): string {
  return browser.i18n.getMessage(key, substitutions);
}

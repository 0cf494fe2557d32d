import { Readability } from '@mozilla/readability';
import Defuddle from 'defuddle';
import { pageMarkdown, sectionMarkdown } from '../../../utils/panel/pack/page-markdown';

/*
 * Ways to read a page, each from its markup to Markdown by the panel's own converter; bundled for the browser
 * (`main.ts`).
 */
const parse = (html: string) => new DOMParser().parseFromString(html, 'text/html');

const readings = {
  docent: (html: string) => pageMarkdown(html, parse),
  readability(html: string) {
    const article = new Readability(parse(html), { charThreshold: 200, keepClasses: true }).parse();
    return sectionMarkdown(article?.content ?? '', parse);
  },
  defuddle: (html: string) => sectionMarkdown(new Defuddle(parse(html), { url: location.href }).parse().content, parse),
};

export type Reading = keyof typeof readings;

export const read = (name: Reading, html: string) => readings[name](html);

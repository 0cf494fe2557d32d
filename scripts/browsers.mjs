import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { which } from './run.mjs';

/**
 * Where browsers live that can run Docent (Chrome 140, Firefox 153 or newer). `DOCENT_CHROMIUM` and `DOCENT_FIREFOX` name
 * another one. Chromium comes before Chrome: branded builds restrict loading unpacked extensions from outside.
 *
 * @param {'chromium' | 'firefox'} kind
 * @returns {string | undefined}
 */
export function findBrowser(kind) {
  const chosen = process.env[kind === 'chromium' ? 'DOCENT_CHROMIUM' : 'DOCENT_FIREFOX'];
  if (chosen) return existsSync(chosen) ? chosen : which(chosen);
  const { programs, paths } = places[kind];
  const onPath = programs.map((program) => which(program)).find((path) => path !== undefined);
  return onPath ?? paths[process.platform]?.().find((path) => existsSync(path));
}

const windowsFolders = (tail) => () =>
  [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => tail.map((parts) => join(folder, ...parts)));

const macApplications = (names) => () =>
  ['/Applications', join(homedir(), 'Applications')].flatMap((folder) => names.map((name) => join(folder, name)));

const places = {
  chromium: {
    programs: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
    paths: {
      darwin: macApplications([
        'Chromium.app/Contents/MacOS/Chromium',
        'Google Chrome.app/Contents/MacOS/Google Chrome',
      ]),
      win32: windowsFolders([
        ['Chromium', 'Application', 'chrome.exe'],
        ['Google', 'Chrome', 'Application', 'chrome.exe'],
      ]),
    },
  },
  firefox: {
    programs: ['firefox-esr', 'firefox'],
    paths: {
      darwin: macApplications(['Firefox.app/Contents/MacOS/firefox']),
      win32: windowsFolders([['Mozilla Firefox', 'firefox.exe']]),
    },
  },
};

import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { ROOT } from './run.mjs';

/** A reporter of vitest: what each file took with its hooks, which the JSON report leaves out. Into `DOCENT_FILE_TIMES`. */
export default class FileTimes {
  onTestRunEnd(modules) {
    const times = modules.map((module) => ({
      file: relative(ROOT, module.moduleId),
      ms: Math.round(module.diagnostic().duration),
    }));
    writeFileSync(process.env.DOCENT_FILE_TIMES, JSON.stringify(times));
  }
}

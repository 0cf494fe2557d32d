/** Tells code from prose in plain text, where all markup is gone. Every pattern is linear in the line's length. */

const PROMPT = /^\s*(?:>>>|\.\.\.|In \[\d+\]:|\$|PS>|C:\\>)(?:\s|$)/u;
const KEYWORD =
  /^\s*(?:import (?:[\w.]+(?:$|,| as |;| from )|[{*"'])|from [\w.]+ import |(?:async )?def \w+|class \w+[({:]|const |let |var |(?:async )?function[ *(]|export |return\b.*[;)\]}\w]$|(?:public|private|protected|static) \w|#include|#!\/|use \w+::|fn \w+|func \w+|package [\w.]+;?$|(?:if|for|while|elif|else|try|except|with|switch|catch)\b.*[:{]$|@\w+(?:\(|$)|(?:npm|npx|pip|git|curl|sudo|docker|cargo|go|apt|brew) [\w-])/u;
const ASSIGNMENT = /^\s*[\w.$[\]'"]+(?:\s*:\s*[\w<>[\]|]+)?\s*(?:[-+*/|&]?=|:=)(?!=)\s*\S/u;
const CALL =
  /^\s*(?:await |new |class |exception |async |static |classmethod |abstract )?[\w$]+(?:(?:\.|::|->)[\w$]+)*\(.*\)[;,]?(?:\s*->\s*.+)?[¶#]?$/u;
const ENDING = /[;{}]$|\)\s*=>|=>\s*[({]?$|^\s*[)\]}]+[,;]?$/u;
const MARKUP = /^\s*<\/?[a-z][\w-]*(?:\s[^<>]*)?\/?>/iu;
const PAIR = /^\s*["'][^"']*["']\s*:\s*\S/u;

const SIGNATURE = /^\s*(?:[a-z]+ ){0,2}([\w$]+(?:(?:\.|::|#)[\w$]+)*)\(.*\)(?:\s*->.*)?\s*[¶#]?\s*$/u;

/** `json.dumps(obj, *, skipkeys=False, …)`: what one line says how to call, without calling it. */
export function signatureName(code: string): string | undefined {
  const line = code.trim();
  const declares = /[¶#]$|^(?:class|exception|classmethod) |[\w)\]]\s*=|\*|\(\)$|->|\[,|: /u;
  if (line.includes('\n') || line.length > 2000 || !declares.test(line)) return undefined;
  return SIGNATURE.exec(line)?.[1];
}

/** Names alone, as a table of contents has them (`run()`). */
export const isListOfNames = (code: string): boolean =>
  code.split('\n').every((line) => /^\s*(?:[\w.]{1,80}(?:\(\))?)?\s*[¶#]?$/u.test(line.slice(0, 200)));

/** A line nobody would write in prose. */
export function isCodeLine(line: string): boolean {
  const text = line.slice(0, 2000).trimEnd();
  if (text.endsWith('¶') && signatureName(text) !== undefined) return true;
  return [PROMPT, KEYWORD, ASSIGNMENT, CALL, ENDING, MARKUP, PAIR].some((pattern) => pattern.test(text));
}

const isComment = (line: string) => /^\s*(?:#|\/\/|\/\*|\*|--)(?:\s|$)/u.test(line);
const isIndented = (line: string) => /^(?:\t| {2,})\S/u.test(line);
/** Reads like a sentence: several lower-case words and a full stop, question or exclamation mark. */
const isProseLine = (line: string) =>
  /[.?!]["')\]]?$/u.test(line.trimEnd()) && (line.match(/(?:^|\s)\p{Ll}+(?=\s)/gu)?.length ?? 0) >= 4;

/** Whether a block of lines (no blank line inside) is code. */
export function isCodeBlock(block: string): boolean {
  const lines = block.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0) return false;
  // After a prompt, output follows that looks like anything.
  if (PROMPT.test(lines[0] ?? '')) return true;
  const strong = lines.filter((line) => isCodeLine(line) && !isProseLine(line)).length;
  if (strong === 0) return false;
  const weak = lines.filter(
    (line) => !isCodeLine(line) && !isProseLine(line) && (isComment(line) || isIndented(line)),
  ).length;
  return (strong + weak) / lines.length >= 0.6;
}

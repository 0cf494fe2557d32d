/** The blocks of commands in a Markdown text: what stands between fences that say `sh`. */
export const shellBlocks = (text: string): string[] =>
  [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => block);

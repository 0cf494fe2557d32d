/** A script that loads but defines no element is not OpenAI's. */
const DEFINED_WITHIN_MS = 5_000;

/**
 * Loads OpenAI's script and waits for its element. It finds its own frame beside the address it was loaded from, so it
 * must be a script element and no module (docs/chatkit.md, fact 2).
 * @returns undefined when the element is there, else what was missing
 */
export function loadScript(document: Document, src: string): Promise<'script' | 'element' | undefined> {
  return new Promise((resolve) => {
    const script = document.createElement('script');
    script.src = src;
    script.async = true;
    script.onerror = () => resolve('script');
    script.onload = () => {
      setTimeout(() => resolve('element'), DEFINED_WITHIN_MS);
      void customElements.whenDefined('openai-chatkit').then(() => resolve(undefined));
    };
    document.head.append(script);
  });
}

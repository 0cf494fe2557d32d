import { OpenAIChatKitElement } from './chatkit-element';

const NAME = 'openai-chatkit';

/** Defines `<openai-chatkit>`, once; an element of that name that is there already (OpenAI's) stays. */
export function registerChatKitElement(): void {
  if (!customElements.get(NAME)) customElements.define(NAME, OpenAIChatKitElement);
}

export { loadStrings } from './strings/languages';
export { OpenAIChatKitElement };

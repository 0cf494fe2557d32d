import type { ChatKitOptions } from '@openai/chatkit';
import type { FrameView } from '../../../chatkit/frame/messages';
import type { PageLink } from '../../../chatkit/frame/page';

/**
 * The panel's view as ChatKit's documented options and no other: its frame refuses an unknown key, and takes `url` with a
 * domain key or `getClientSecret`, never both (docs/chatkit.md, fact 1).
 */
export function chatOptions(view: FrameView, link: Pick<PageLink, 'fetch' | 'getClientSecret'>): ChatKitOptions {
  const { api, greeting, starters, disclaimer } = view;
  return {
    api:
      api.mode === 'custom'
        ? { url: api.url, domainKey: api.domainKey, fetch: link.fetch }
        : { getClientSecret: link.getClientSecret },
    theme: view.theme,
    frameTitle: view.title,
    initialThread: view.threadId,
    header: { enabled: false },
    history: { enabled: true, showDelete: true, showRename: true },
    startScreen: {
      ...(greeting !== '' && { greeting }),
      prompts: starters.map((label) => ({ label, prompt: label })),
    },
    threadItemActions: { feedback: true, retry: true },
    composer: { placeholder: view.placeholder, attachments: { enabled: false } },
    ...(disclaimer !== '' && { disclaimer: { text: disclaimer } }),
  };
}

import type { Entity } from '@openai/chatkit';
import type { Source } from '../../protocol/items';
import type { FileAction, QuoteActions } from '../app/chat-app';
import type { Translate } from '../strings';

/** What drawing an answer needs from outside. Stable while a message streams: a new one draws every block again. */
export interface MarkdownEnvironment {
  t: Translate;
  onDeeplink: (name: string, data: Record<string, string>) => void;
  sourceOf: (number: number) => Source | undefined;
  /** What the host does with entities: a click, a preview. */
  entities?: {
    onClick: ((entity: Entity) => void) | undefined;
    /** The widget that previews an entity; null where there is none. */
    preview: ((entity: Entity) => Promise<unknown>) | undefined;
  };
  /** What the host offers for a question's quote. */
  quoteActions?: QuoteActions | null;
  /** The web page that relative links of this answer lead from; null or absent where it is not known. */
  base?: string | null;
  /** What the host does with a file that is cited. */
  fileAction?: FileAction | null;
  images: {
    /** Origin of the chat's own back end; its images are shown at once. */
    apiOrigin: string;
    isAllowed: (host: string) => boolean;
    allow: (host: string) => void;
  };
}

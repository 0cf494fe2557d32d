import { asideOpened } from './aside';
import { passageIds } from './draft-changes';
import type { PanelServices } from './services';

/** *Open it anyway*: passages are noted again first, and the conversation as it loads. */
export async function openAside(
  { draft, opening }: Pick<PanelServices, 'draft' | 'opening'>,
  openThread: (id: string | null) => void,
) {
  const before = draft.get();
  const isOpen = passageIds(before);
  await opening.begin(passageIds(asideOpened(before)).filter((id) => !isOpen.includes(id)));
  const { threadId: from } = draft.get();
  draft.update(asideOpened);
  const { threadId } = draft.get();
  if (threadId !== from) openThread(threadId);
}

import type { ConversationState } from '../../client/state';
import type { ChatApp, UiState } from './chat-app';
import { IconButton } from '../icons/icons';
import { LazyIcon } from '../icons/LazyIcon';

/** Title, the host's own buttons, history, new conversation. Left out where the host has a bar of its own. */
export function Header({ app, ui, state }: { app: ChatApp; ui: UiState; state: ConversationState }) {
  const { t, options, view } = ui;
  const { header, history } = options ?? {};
  if (header?.enabled === false) return null;
  const title = header?.title?.text ?? state.thread?.title ?? '';
  const inHistory = view === 'history';
  const shown = inHistory ? t('history') : header?.title?.enabled === false ? '' : title;
  return (
    <header className="header">
      {header?.leftAction ? <HostAction action={header.leftAction} fallback={t('actions')} /> : null}
      {shown === '' ? <span className="space" /> : <h2 dir="auto">{shown}</h2>}
      <IconButton
        icon="plus"
        label={t('newConversation')}
        onPress={() => {
          app.openThread(null).catch(() => undefined);
        }}
      />
      {history?.enabled === false ? null : (
        <IconButton
          icon={inHistory ? 'close' : 'clock'}
          label={t(inHistory ? 'close' : 'history')}
          onPress={inHistory ? app.hideHistory : app.showHistory}
        />
      )}
      {header?.rightAction ? <HostAction action={header.rightAction} fallback={t('actions')} /> : null}
    </header>
  );
}

/** The public interface gives a button an icon and no name: the icon's name is the best there is to say. */
function HostAction({ action, fallback }: { action: { icon: string; onClick: () => void }; fallback: string }) {
  const name = action.icon.replaceAll('-', ' ') || fallback;
  return (
    <button type="button" className="icon-button" aria-label={name} title={name} onClick={action.onClick}>
      <LazyIcon name={action.icon} />
    </button>
  );
}

import { t } from '../../utils/shared/strings';
import { Icon } from '../shared/Icon';
import { Menu } from '../shared/Menu';
import { plainSentence } from '../../utils/shared/plain-sentence';

interface MoreMenuProps {
  /** Site of the tab in front; undefined where the browser does not tell. */
  site: string | undefined;
  canCopy: boolean;
  onCopy: () => void;
  /** A question or a passage is there. */
  hasSomething: boolean;
  onCopyFor: () => void;
  onOpenInTab: () => void;
  onNotOnPage: () => void;
  onNotOnSite: () => void;
  onPause: () => void;
  onWhatIsSent: () => void;
  onSettings: () => void;
}

export function MoreMenu({ site, ...on }: MoreMenuProps) {
  return (
    <Menu
      label={t('more')}
      entries={[
        ...(on.canCopy ? [{ kind: 'item', label: t('copyConversation'), onSelect: on.onCopy } as const] : []),
        ...(on.hasSomething ? [{ kind: 'item', label: t('copyForAssistant'), onSelect: on.onCopyFor } as const] : []),
        { kind: 'item', label: t('openInTab'), onSelect: on.onOpenInTab },
        { kind: 'line' },
        { kind: 'heading', label: t('buttonSettings') },
        { kind: 'item', label: t('notOnPage'), onSelect: on.onNotOnPage },
        ...(site === undefined
          ? []
          : [{ kind: 'item', label: plainSentence('notOnSite', site), onSelect: on.onNotOnSite } as const]),
        { kind: 'item', label: t('pauseHour'), onSelect: on.onPause },
        { kind: 'line' },
        { kind: 'item', label: t('whatIsSent'), onSelect: on.onWhatIsSent },
        { kind: 'item', label: t('settings'), onSelect: on.onSettings },
      ]}
    >
      <Icon name="more" />
    </Menu>
  );
}

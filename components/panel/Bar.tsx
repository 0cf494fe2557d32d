import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { hostOf } from '../../utils/connection/origins';
import { answererName } from '../../utils/shared/answerer-name';
import { type Connection, staysHere } from '../../utils/connection/schema';
import { shortWorkflow } from '../../utils/backend/workflow';
import { t } from '../../utils/shared/strings';
import { Icon } from '../shared/Icon';
import { Menu, type MenuEntry } from '../shared/Menu';
import { plainSentence } from '../../utils/shared/plain-sentence';
import { useRovingFocus } from './use-toolbar';

interface BarProps {
  connection: Connection | undefined;
  connections: readonly Connection[];
  onConnection: (id: string) => void;
  /** Who else could answer, asked when the list opens. */
  moreEntries: () => Promise<MenuEntry[]>;
  /** Absent where a policy allows only its own back ends. */
  onConnect: (() => void) | undefined;
  /** Buttons on the other end. */
  children: ReactNode;
}

/**
 * 40 px at the top: who answers, and the commands. One stop for Tab; arrows go on from there (docs/interface.md 23).
 */
export function Bar({ connection, connections, onConnection, moreEntries, onConnect, children }: BarProps) {
  const bar = useRef<HTMLDivElement>(null);
  const [more, setMore] = useState<MenuEntry[]>([]);
  useRovingFocus(bar);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined || bar.current === null) return;
    const buttons = [...bar.current.querySelectorAll<HTMLElement>(':scope > button')];
    const toEnd = getComputedStyle(bar.current).direction === 'rtl' ? -step : step;
    const next = buttons.indexOf(document.activeElement as HTMLElement) + toEnd;
    event.preventDefault();
    buttons[(next + buttons.length) % buttons.length]?.focus();
  };
  const entries: MenuEntry[] = [
    ...connections.map((item): MenuEntry => ({
      kind: 'item',
      label: answererName(item),
      note: staysHere(item) ? (
        t(item.kind === 'device' ? 'tryDeviceNote' : 'destinationBrowserModel')
      ) : (
        <HostNote connection={item} />
      ),
      checked: item.id === connection?.id,
      onSelect: () => onConnection(item.id),
    })),
    ...more,
    ...(onConnect === undefined
      ? []
      : ([{ kind: 'line' }, { kind: 'item', label: t('connectAnother'), onSelect: onConnect }] as const)),
  ];
  const name = connection === undefined ? t('whoAnswers') : answererName(connection);
  return (
    <div ref={bar} className="bar" role="toolbar" aria-label={t('panelBar')} onKeyDown={onKeyDown}>
      <Menu
        className="button button-quiet bar-connection"
        label={connection === undefined ? name : plainSentence('switchConnection', name)}
        entries={entries}
        onOpen={() => void moreEntries().then(setMore)}
      >
        <bdi className="bar-name">{name}</bdi>
        <Icon name="chevronDown" />
      </Menu>
      {children}
    </div>
  );
}

function HostNote({ connection }: { connection: Connection }) {
  return (
    <>
      <bdi>{hostOf(connection.apiUrl)}</bdi>
      {connection.kind === 'openai-hosted' && <bdi> · {shortWorkflow(connection)}</bdi>}
      {connection.managed && (
        <span className="bar-managed">
          <Icon name="lock" /> {t('managed')}
        </span>
      )}
    </>
  );
}

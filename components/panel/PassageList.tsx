import { type DragEvent, useEffect, useRef, useState } from 'react';
import type { PassageView } from '../../utils/panel/card';
import type { Shown } from '../../utils/panel/show-in-page';
import { t } from '../../utils/shared/strings';
import { IconButton } from '../shared/Button';
import { plainSentence } from '../../utils/shared/plain-sentence';
import { firstWords } from '../../utils/panel/first-words';
import { type PassageActions, ShownNote } from './PassageItem';

interface PassageListProps extends Pick<PassageActions, 'onRemove' | 'onShowInPage'> {
  passages: readonly PassageView[];
  formatNumber: (value: number) => string;
  onMove: (passageId: string, to: number) => void;
}

/** Several passages of one question as numbered chips: moved by buttons or dragging, each with its way back. */
export default function PassageList({ passages, formatNumber, onMove, onRemove, onShowInPage }: PassageListProps) {
  const [moved, setMoved] = useState<{ id: string; way: 'up' | 'down' }>();
  const [dragged, setDragged] = useState<string>();
  const [shown, setShown] = useState<Shown>();
  const list = useRef<HTMLOListElement>(null);
  // Moving a row takes the focus from it.
  useEffect(() => {
    if (!moved) return;
    const row = [...(list.current?.children ?? [])].find((child) => (child as HTMLElement).dataset.id === moved.id);
    row?.querySelector<HTMLElement>(`.passage-${moved.way}`)?.focus();
  }, [moved, passages]);

  const move = (id: string, way: 'up' | 'down', to: number) => {
    if (to < 0 || to >= passages.length) return;
    setMoved({ id, way });
    onMove(id, to);
  };
  const drop = (event: DragEvent, to: number) => {
    event.preventDefault();
    if (dragged !== undefined) onMove(dragged, to);
    setDragged(undefined);
  };
  const place = passages.findIndex(({ id }) => id === moved?.id);
  return (
    <>
      <ol className="card-list" ref={list}>
        {passages.map(({ id, sent, isCode, host, whole, trail }, index) => {
          const number = formatNumber(index + 1);
          const first = index === 0;
          const last = index === passages.length - 1;
          return (
            <li
              key={id}
              data-id={id}
              className={isCode ? 'passage-code' : undefined}
              draggable
              onDragStart={() => setDragged(id)}
              onDragEnd={() => setDragged(undefined)}
              onDragOver={(event) => dragged !== undefined && event.preventDefault()}
              onDrop={(event) => drop(event, index)}
            >
              <span className="passage-number">{number}</span>
              <bdi className="card-first-words" title={host}>
                {firstWords(whole ? [t('wholePage'), ...trail].join(' · ') : sent.text)}
              </bdi>
              <IconButton
                icon="arrowUp"
                className="passage-up"
                label={plainSentence('passageUp', number)}
                aria-disabled={first}
                onClick={() => move(id, 'up', index - 1)}
              />
              <IconButton
                icon="arrowUp"
                className="passage-down"
                label={plainSentence('passageDown', number)}
                aria-disabled={last}
                onClick={() => move(id, 'down', index + 1)}
              />
              <IconButton
                icon="external"
                label={plainSentence('passageShow', number)}
                onClick={() => void onShowInPage(id).then(setShown, () => undefined)}
              />
              <IconButton icon="close" label={plainSentence('passageRemove', number)} onClick={() => onRemove(id)} />
            </li>
          );
        })}
      </ol>
      <ShownNote shown={shown} />
      <p className="visually-hidden" role="status">
        {moved && place >= 0 && plainSentence('passageMoved', formatNumber(place + 1), formatNumber(passages.length))}
      </p>
    </>
  );
}

import { useEffect, useId, useRef, type RefObject } from 'react';
import type { Suggestion, Suggestions } from './suggestions';
import type { Translate } from '../strings';
import { NamedIcon } from '../icons/NamedIcon';
import { useStore } from '../shared/use-store';

/** The `@` and `/` menu above the field. Focus stays in the field, which names the active line to screen readers. */
export function SuggestionList({
  t,
  suggestions,
  field,
}: {
  t: Translate;
  suggestions: Suggestions;
  field: RefObject<HTMLTextAreaElement | null>;
}) {
  const { trigger, items, status, active } = useStore(suggestions);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const isOpen = trigger !== null;
  const activeId = isOpen && items.length > 0 ? `${id}-${active}` : null;

  useEffect(() => {
    const element = field.current;
    if (!element || !isOpen) return;
    element.setAttribute('aria-autocomplete', 'list');
    element.setAttribute('aria-controls', id);
    if (activeId) element.setAttribute('aria-activedescendant', activeId);
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
    return () => {
      for (const name of ['aria-autocomplete', 'aria-controls', 'aria-activedescendant']) element.removeAttribute(name);
    };
  }, [field, isOpen, id, activeId]);

  if (!trigger) return null;
  const name = t(trigger.kind === 'entity' ? 'mentions' : 'commands');
  return (
    <div
      className="suggestions"
      // A press must not take the focus from the field.
      onPointerDown={(event) => event.preventDefault()}
    >
      {items.length === 0 ? null : (
        <div ref={list} id={id} role="listbox" aria-label={name}>
          {groupsOf(items).map(([group, members]) => (
            <div key={group} role="group" aria-label={group || name}>
              {group === '' ? null : (
                <p className="group-name" dir="auto" aria-hidden="true">
                  {group}
                </p>
              )}
              {members.map(({ item, index }) => (
                <div
                  key={item.key}
                  id={`${id}-${index}`}
                  role="option"
                  aria-selected={index === active}
                  onClick={() => suggestions.choose(index)}
                >
                  {item.icon === undefined ? null : <NamedIcon name={item.icon} />}
                  <span className="line-words">
                    <span dir="auto">{item.label}</span>
                    {item.description === undefined ? null : (
                      <span className="note" dir="auto">
                        {item.description}
                      </span>
                    )}
                  </span>
                </div>
              ))}
            </div>
          ))}
        </div>
      )}
      <p className={items.length === 0 ? 'note' : 'hidden'} role="status">
        {status === 'searching'
          ? t('suggestionSearching')
          : items.length === 0
            ? t('suggestionNone')
            : t('suggestionCount', String(items.length))}
      </p>
    </div>
  );
}

function groupsOf(items: readonly Suggestion[]): [string, { item: Suggestion; index: number }[]][] {
  const groups = new Map<string, { item: Suggestion; index: number }[]>();
  for (const [index, item] of items.entries()) {
    groups.set(item.group ?? '', [...(groups.get(item.group ?? '') ?? []), { item, index }]);
  }
  return [...groups];
}

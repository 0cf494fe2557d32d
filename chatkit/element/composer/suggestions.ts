import type { Command, CommandSelection, Entity } from '@openai/chatkit';
import { toError } from '../../client/errors';
import { createStore, type ReadableStore } from '../../client/store';
import type { TaggedText } from './tags';
import { triggerAt, type Trigger, type TriggerKind } from './trigger';

/** One line of the menu and what choosing it does. */
export interface Suggestion {
  key: string;
  label: string;
  description?: string;
  icon?: string;
  group?: string;
  choice:
    { type: 'entity'; entity: Entity } | { type: 'command'; command: Command } | { type: 'action'; run: () => void };
}

export interface SuggestionState {
  /** null: no menu. */
  trigger: Trigger | null;
  items: readonly Suggestion[];
  status: 'searching' | 'ready';
  /** Index of the line that Enter chooses. */
  active: number;
}

export interface SuggestionSources {
  /** Which signs open a menu now. */
  kinds: () => readonly TriggerKind[];
  /** Lines that need no search: the composer's own actions. */
  actions: () => readonly Suggestion[];
  searchEntities: (query: string) => Promise<readonly Entity[]>;
  searchCommands: (query: string) => Promise<readonly Command[]>;
  runCommand: (command: Command) => Promise<void | CommandSelection>;
  onError: (error: Error) => void;
}

/** What the menu wants done with the composer's text. */
export interface SuggestionEffects {
  /** Puts the entity where the trigger stands. */
  insert: (entity: Entity, trigger: Trigger) => void;
  /** Takes the typed trigger out of the text. */
  clear: (trigger: Trigger) => void;
}

export interface Suggestions extends ReadableStore<SuggestionState> {
  /** The text or the caret changed. */
  update(tagged: TaggedText, caret: number): void;
  /** Moves the choice; goes round at the ends. */
  move(step: 1 | -1): void;
  /** Chooses a line, the active one unless told otherwise. False when there is none. */
  choose(index?: number): boolean;
  /** Closes the menu until another trigger is typed. False when none was open. */
  dismiss(): boolean;
}

const closed: SuggestionState = { trigger: null, items: [], status: 'ready', active: 0 };
/** Between a key and the search: a fast writer asks once, not with every letter. */
const SEARCH_AFTER_MS = 120;
/** A menu longer than this is no help; the query narrows it. */
const MAX_ITEMS = 50;

/** The `@` and `/` menus: the newest query wins, whatever order the answers come in. */
export function createSuggestions(sources: SuggestionSources, effects: SuggestionEffects): Suggestions {
  const store = createStore<SuggestionState>(closed, (callback) => callback());
  let search = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Where the reader closed a menu: it stays closed while this word is written. */
  let dismissedAt: number | null = null;

  const close = () => {
    search += 1;
    clearTimeout(timer);
    if (store.current().trigger) store.set(closed);
  };

  const show = (trigger: Trigger, items: readonly Suggestion[]) =>
    store.set({ trigger, items: items.slice(0, MAX_ITEMS), status: 'ready', active: 0 });

  const find = async (trigger: Trigger, mine: number) => {
    const { kind, query } = trigger;
    let found: readonly Suggestion[] = [];
    try {
      found =
        kind === 'entity'
          ? (await sources.searchEntities(query)).map(entitySuggestion)
          : [
              ...sources.actions().filter(({ label }) => label.toLocaleLowerCase().includes(query.toLocaleLowerCase())),
              ...(await sources.searchCommands(query)).map(commandSuggestion),
            ];
    } catch (error) {
      sources.onError(toError(error));
    }
    if (mine === search) show(trigger, inGroups(found));
  };

  const run = async (command: Command, trigger: Trigger) => {
    effects.clear(trigger);
    const at = { ...trigger, end: trigger.start, query: '' };
    const mine = (search += 1);
    try {
      const selection = await sources.runCommand(command);
      if (mine !== search || !selection) return;
      if (selection.type === 'entity') effects.insert(selection.entity, at);
      else show(at, selection.commands.map(commandSuggestion));
    } catch (error) {
      sources.onError(toError(error));
    }
  };

  return {
    getSnapshot: store.getSnapshot,
    subscribe: store.subscribe,

    update(tagged, caret) {
      const trigger = triggerAt(tagged, caret, sources.kinds());
      const before = store.current().trigger;
      if (trigger === null || trigger.start !== dismissedAt) dismissedAt = null;
      if (trigger === null) {
        // A menu that a command opened has no sign in the text: it goes with the next edit.
        if (before && (before.end !== before.start || before.start !== caret)) close();
        return;
      }
      if (trigger.start === dismissedAt) return;
      if (before?.start === trigger.start && before.query === trigger.query && before.kind === trigger.kind) return;
      const mine = (search += 1);
      clearTimeout(timer);
      const opened = before?.start === trigger.start && before.kind === trigger.kind;
      store.set({ ...(opened ? store.current() : closed), trigger, status: 'searching' });
      timer = setTimeout(() => void find(trigger, mine), SEARCH_AFTER_MS);
    },

    move(step) {
      const { items, active } = store.current();
      if (items.length > 0) store.set({ ...store.current(), active: (active + step + items.length) % items.length });
    },

    choose(index = store.current().active) {
      const { trigger, items } = store.current();
      const item = items[index];
      if (!trigger || !item) return false;
      const { choice } = item;
      close();
      if (choice.type === 'entity') effects.insert(choice.entity, trigger);
      else if (choice.type === 'command') void run(choice.command, trigger);
      else {
        effects.clear(trigger);
        choice.run();
      }
      return true;
    },

    dismiss() {
      const { trigger } = store.current();
      if (!trigger) return false;
      dismissedAt = trigger.start;
      close();
      return true;
    },
  };
}

const entitySuggestion = (entity: Entity): Suggestion => ({
  key: `entity:${entity.id}`,
  label: entity.title,
  icon: entity.icon,
  group: entity.group,
  choice: { type: 'entity', entity },
});

const commandSuggestion = (command: Command): Suggestion => ({
  key: `command:${command.id}`,
  label: command.label,
  description: command.description,
  icon: command.icon,
  group: command.group,
  choice: { type: 'command', command },
});

/** The members of a group stand together, groups in the order in which they first come. */
function inGroups(items: readonly Suggestion[]): Suggestion[] {
  const groups = new Map<string, Suggestion[]>();
  for (const item of items) groups.set(item.group ?? '', [...(groups.get(item.group ?? '') ?? []), item]);
  return [...groups.values()].flat();
}

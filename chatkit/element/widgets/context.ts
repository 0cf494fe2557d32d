import { createContext, useContext, useEffect, useRef, useState } from 'react';
import type { ActionPlace, WidgetAction } from './actions';
import type { FormValues } from './form-values';
import type { Translate } from '../strings';
import type { MarkdownEnvironment } from '../markdown/environment';

/** What every part of one widget shares. */
export interface WidgetContext {
  t: Translate;
  environment: MarkdownEnvironment;
  /** Begins the ids of this widget's controls: labels find them, and no other widget has the same. */
  uid: string;
  /** Names of fields that a `Label` of this widget stands for. */
  labelled: ReadonlySet<string>;
  /** The whole widget waits for an action. */
  isBusy: boolean;
  /** Runs an action with the values of the form around `from`; resolves when it has ended, however it ended. */
  perform: (action: WidgetAction, place: ActionPlace, from: Element, own?: FormValues) => Promise<void>;
}

export const WidgetScope = createContext<WidgetContext | null>(null);

export function useWidget(): WidgetContext {
  const context = useContext(WidgetScope);
  if (!context) throw new Error('A widget component is drawn outside of a widget.');
  return context;
}

export const controlId = (uid: string, name: string): string => `${uid}-${name.replace(/[^\w-]/g, '_')}`;

/** One control's own action, and whether it is under way. A second press meanwhile does nothing. */
export function useAction(
  action: WidgetAction | undefined,
  place: ActionPlace,
): { isRunning: boolean; run: (from: Element, own?: FormValues) => void } {
  const { perform, isBusy } = useWidget();
  const [isRunning, setRunning] = useState(false);
  const alive = useRef(true);
  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
    };
  }, []);
  return {
    isRunning,
    run(from, own) {
      if (!action || isRunning || isBusy) return;
      setRunning(true);
      void perform(action, place, from, own).then(() => {
        if (alive.current) setRunning(false);
      });
    },
  };
}

import type { Connection } from '../connection/schema';
import { reachedPatterns, settledSites, siteAdded } from '../settings/button-sites';
import type { EffectiveSettings, SettingsPatch } from '../settings/store';
import { askedKey } from '../shared/ask-access';
import { contains, isWebPattern } from '../shared/match-patterns';
import type { SessionArea } from '../shared/session-area';

export interface AccessDependencies {
  readSettings(): Promise<EffectiveSettings>;
  updateSettings(patch: SettingsPatch): Promise<void>;
  listConnections(): Promise<Connection[]>;
  /** Match patterns the browser has granted. */
  granted(): Promise<readonly string[]>;
  session: SessionArea;
}

/** Keeps the list of sites with the button in line with what the browser grants, whoever changed that. */
export function createAccess({ readSettings, updateSettings, listConnections, granted, session }: AccessDependencies) {
  /**
   * The settings with the list as it holds now, kept where it changed. A damaged record stays as it is, so that the reader
   * is told of it; one of a newer version is never written.
   */
  async function readSettled(): Promise<EffectiveSettings> {
    const [effective, patterns, connections] = await Promise.all([readSettings(), granted(), listConnections()]);
    const { buttonSites } = effective.settings;
    const settled = settledSites(buttonSites, patterns, connections);
    if (!effective.readOnly && !effective.repaired && JSON.stringify(settled) !== JSON.stringify(buttonSites)) {
      await updateSettings((stored) => ({ buttonSites: settledSites(stored.buttonSites, patterns, connections) }));
    }
    return { ...effective, settings: { ...effective.settings, buttonSites: settled } };
  }

  return {
    readSettled,

    /**
     * After the browser granted hosts. Those asked for by a press of ours are for what the press was for; others, granted
     * in the browser's own settings, are for the button, unless a back end needs them.
     */
    async grantsAdded(patterns: readonly string[]): Promise<void> {
      const asked = await session.get(patterns.map(askedKey));
      const reached = reachedPatterns(await listConnections());
      const forButton = patterns.filter((pattern) => {
        const purpose = asked[askedKey(pattern)];
        if (purpose !== undefined) return purpose === 'button';
        return isWebPattern(pattern) && !reached.some((need) => contains(need, pattern));
      });
      if (forButton.length > 0) await updateSettings((stored) => siteAdded(stored, forButton));
    },

    /** After access was taken back: what a press once asked it for says nothing of the next grant. */
    grantsRemoved: (patterns: readonly string[]) => session.remove(patterns.map(askedKey)),
  };
}

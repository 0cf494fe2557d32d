/** The part of `storage.session` that this extension uses, so that logic can be tested without a browser. */
export interface SessionArea {
  /** `null`: everything. */
  get(keys: string | string[] | null): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string | string[]): Promise<void>;
}

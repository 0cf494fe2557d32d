import type { ConnectionDraft } from '../backend/descriptor';
import type { FoundServer } from '../backend/model/recognise';
import type { Detection } from '../backend/detection/step';
import type { ConsentScope } from '../settings/consent';
import type { Connection } from '../connection/schema';
import type { TestLine, TestResult } from '../backend/test-connection';

/** A key typed by the reader or brought by a pairing address. */
export interface TypedKey {
  key: string;
  /** Keep it on disk. */
  remember: boolean;
}

/** What connecting, testing and managing back ends does outside the document. All throw `AppError`. */
export interface ConnectServices {
  /** Asks the browser for origins, and for its sign-in window where `auth` wants it. Must be called in the tick of a press. */
  allowOrigins: (origins: readonly string[], auth?: Connection['auth']) => Promise<boolean>;
  /**
   * The attempt is over: origins that were asked for in its course and that no kept back end needs are given back, so
   * that an attempt that came to nothing leaves nothing behind.
   */
  giveUnusedBack: () => Promise<void>;
  /** What the reader has to agree to before this back end may be asked. */
  missingConsent: (draft: Pick<ConnectionDraft, 'kind'>) => Promise<ConsentScope[]>;
  agree: (scopes: readonly ConsentScope[]) => Promise<void>;
  /** The models that a model server offers now. */
  modelsOf: (connection: Connection) => Promise<string[]>;
  detect: (address: string, signal: AbortSignal) => Promise<Detection>;
  /** Who serves language models on this computer. The browser must have been asked for `LOCAL_ORIGIN`. */
  lookHere: (signal: AbortSignal) => Promise<FoundServer[]>;
  /** Origins of these that the browser has not granted. */
  missingOrigins: (origins: readonly string[]) => Promise<string[]>;
  /**
   * Tests and, only if every line passes, keeps a new connection; the first one becomes the default. A connection to the
   * same address is replaced. `enough` aborts when the reader does not wait for a first word any more; that passes.
   */
  connect: (
    draft: ConnectionDraft,
    key: TypedKey | undefined,
    onLines: (lines: TestLine[]) => void,
    signal: AbortSignal,
    enough?: AbortSignal,
  ) => Promise<TestResult & { replaced: boolean }>;
  /** Tests a kept connection; what its descriptor says now is kept if it passes. */
  test: (
    connection: Connection,
    key: TypedKey | undefined,
    onLines: (lines: TestLine[]) => void,
    signal: AbortSignal,
    enough?: AbortSignal,
  ) => Promise<TestResult>;
  /** Lets a kept connection use further origins its descriptor names. Must be called in the tick of a press. */
  confirmOrigins: (connection: Connection, origins: readonly string[]) => Promise<Connection | null>;
  /** Points an Orcheo connection at another workflow; a handle is resolved first. */
  setWorkflow: (connection: Connection, workflow: string) => Promise<void>;
  change: (connection: Connection) => Promise<void>;
  signOut: (id: string) => Promise<void>;
  remove: (id: string) => Promise<void>;
  makeDefault: (id: string) => Promise<void>;
}

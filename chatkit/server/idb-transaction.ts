import { type IDBPTransaction } from 'idb';
import { type ConversationsSchema } from './idb-database';
import { NotFoundError } from './types';

/** What a call's one transaction is over. */
export const STORES = ['threads', 'items', 'feedback', 'attachments', 'attachmentData'] as const;
export type Transaction<Mode extends IDBTransactionMode> = IDBPTransaction<ConversationsSchema, typeof STORES, Mode>;

/** Keys that begin with the prefix: an array sorts after every number and string. */
export const below = (prefix: string[]) => IDBKeyRange.bound(prefix, [...prefix, []]);

/** @throws NotFoundError */
export function found<T>(value: T | undefined): T {
  if (value === undefined) throw new NotFoundError('No such record.');
  return value;
}

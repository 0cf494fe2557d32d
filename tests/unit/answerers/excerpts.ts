/** Paragraphs like those of real documentation, as `Selection.toString()` gives them. */
export const serialize = `Serialize obj to a JSON formatted str using this conversion table. The arguments have the same meaning as in dump().

Note
Keys in key/value pairs of JSON are always of the type str. When a dictionary is converted into JSON, all the keys of the dictionary are coerced to strings. As a result of this, the dictionary that comes back may not equal the original one. That is, loads(dumps(x)) != x if x has non-string keys.

If skipkeys is true (default: False), then dict keys that are not of a basic type (str, int, float, bool, None) will be skipped instead of raising a TypeError.

If check_circular is false (default: True), then the circular reference check for container types will be skipped and a circular reference will result in a RecursionError (or worse).

Encoding basic Python object hierarchies:

>>> import json
>>> json.dumps(['foo', {'bar': ('baz', None, 1.0, 2)}])
'["foo", {"bar": ["baz", null, 1.0, 2]}]'

Changed in version 3.6: All optional parameters are now keyword-only.`;

export const retries = `The client retries a failed request up to 4 times, e.g. after a 503. Between attempts it waits 250 ms, then twice as long each time. Requests with a body are never retried unless idempotent is set, because the server may have applied the first one already.

Warning
Do not share one client between worker threads. Its connection pool is not locked.

const client = new Client({ retries: 4 });
const answer = await client.get('/health');`;

export const code = `async function readConfig(path) {
  const text = await fs.readFile(path, 'utf8');
  const config = JSON.parse(text);
  if (!config.name) {
    throw new TypeError('A configuration needs a name.');
  }
  return { ...defaults, ...config };
}`;

export const german = `Der Zwischenspeicher behält jeden Eintrag 30 Minuten lang. Danach wird er beim nächsten Zugriff verworfen, z. B. durch get() oder has(). Die Größe ist auf 500 Einträge begrenzt. Wird die Grenze erreicht, fällt der älteste Eintrag heraus.`;

export const japanese = `キャッシュは各エントリを30分間保持します。期限が切れたエントリは次回のアクセス時に削除されます。最大サイズは500件です。上限に達すると最も古いエントリが捨てられます。`;

export const page = `Connection pools

A pool keeps connections open so that a query does not have to wait for a handshake. Every pool belongs to one database.

Timeouts

The option acquireTimeout says how long a query waits for a free connection. It defaults to 30 seconds. When the time is over, the query rejects with a PoolTimeoutError.

Closing

Call pool.end() to close every connection. Queries that are already running are finished first. After that the pool cannot be used again.`;

export const loop = `sleep(delay) suspends the current task for delay seconds. It always lets other tasks run.

submit(coroutine) hands a coroutine to a loop of another thread. It returns at once. Thread-safe.`;

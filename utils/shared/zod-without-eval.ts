import * as z from 'zod';

/**
 * First import of every entry of the extension. Zod decides while a schema is built whether to compile it with
 * `new Function`, which the content security policy forbids: the probe alone is reported as a violation.
 */
z.config({ jitless: true });

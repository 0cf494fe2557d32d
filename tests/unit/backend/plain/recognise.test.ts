import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openApiChat } from '../../../../utils/backend/plain/detect';
import { readOpenApi } from '../../../../utils/backend/plain/openapi';
import { recogniseChat } from '../../../../utils/backend/plain/recognise';

/** A document as FastAPI writes it. */
const documentOf = (paths: object, schemas: object = {}, more: object = {}) => ({
  openapi: '3.1.0',
  info: { title: 'Textbook' },
  paths,
  components: { schemas },
  ...more,
});
const takes = (name: string) => ({
  content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
});
const json = { 200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Answer' } } } } };
const any = { 200: { content: { 'application/json': { schema: {} } } } };
const Answer = { properties: { response: { type: 'string' } } };
const Skill = {
  properties: {
    message: { type: 'string' },
    session_id: { type: 'string' },
    mode: { enum: ['normal', 'selection_only'], default: 'normal' },
    selected_text: { anyOf: [{ type: 'string' }, { type: 'null' }] },
  },
};
const Book = {
  properties: {
    message: { type: 'string', maxLength: 4000 },
    mode: { type: 'string', pattern: '^(normal|selected_text_only)$' },
    selected_text: { anyOf: [{ type: 'string' }, { type: 'null' }] },
  },
};
const Todo = {
  properties: {
    message: { type: 'string' },
    conversation_id: { anyOf: [{ type: 'integer' }, { type: 'null' }] },
  },
};

const detect = async (document: unknown, address: string, at = 'https://api.example.com/openapi.json') => {
  const asked: string[] = [];
  const detection = await openApiChat(address, {
    fetch: (input, init) => {
      asked.push(`${init?.method ?? 'GET'} ${String(input)}`);
      const body = String(input) === at ? JSON.stringify(document) : '{}';
      return Promise.resolve(
        new Response(body, {
          status: String(input) === at ? 200 : 404,
          headers: { 'content-type': 'application/json' },
        }),
      );
    },
    online: () => true,
    allowed: () => Promise.resolve(true),
  });
  return { draft: detection?.draft, asked };
};

describe('a FastAPI server is recognised by its routes', () => {
  test('the JSON chat, with its history', async () => {
    const document = documentOf(
      { '/chat': { post: { requestBody: takes('Skill'), responses: json } }, '/sessions/{session_id}': { get: {} } },
      { Skill, Answer },
    );
    const { draft, asked } = await detect(document, 'https://api.example.com/');
    expect(draft).toMatchObject({
      name: 'Textbook',
      kind: 'chat-json',
      apiUrl: 'https://api.example.com/chat',
      auth: 'none',
      chat: { dialect: 'json', sessionsUrl: 'https://api.example.com/sessions' },
      presentation: { modes: ['passage', 'docs'], limits: { passage: 12_000 } },
    });
    expect(asked).toEqual(['GET https://api.example.com/openapi.json']);
  });

  test('the address of one session names what to bring in', async () => {
    const document = documentOf(
      { '/chat': { post: { requestBody: takes('Skill'), responses: json } }, '/sessions/{session_id}': { get: {} } },
      { Skill, Answer },
    );
    const { draft } = await detect(document, 'https://api.example.com/sessions/session_12_ab');
    expect(draft?.chat?.importSession).toBe('session_12_ab');
  });

  test('named events, below a path, with sessions', async () => {
    const document = documentOf(
      {
        '/api/v1/chat': { post: { requestBody: takes('Book'), responses: any } },
        '/api/v1/sessions': { get: {} },
        '/api/v1/sessions/{session_id}/messages': { get: {} },
      },
      { Book },
      { servers: [{ url: '/book' }] },
    );
    const at = 'https://api.example.com/book/openapi.json';
    const { draft } = await detect(document, 'https://api.example.com/book/api/v1/chat', at);
    expect(draft).toMatchObject({
      kind: 'chat-sse',
      apiUrl: 'https://api.example.com/book/api/v1/chat',
      chat: { dialect: 'events', sessionsUrl: 'https://api.example.com/book/api/v1/sessions' },
      presentation: { limits: { passage: 10_000, message: 4_000 } },
    });
  });

  test('a path with a user id, its own slash, and the endpoint that takes the user’s JWT', async () => {
    const document = documentOf(
      {
        '/api/{user_id}/chat/': {
          post: { requestBody: takes('Todo'), responses: any, security: [{ HTTPBearer: [] }] },
        },
        '/api/chatkit/session': { post: {} },
      },
      { Todo },
    );
    const { draft } = await detect(document, 'https://api.example.com');
    expect(draft).toMatchObject({
      kind: 'chat-sse',
      apiUrl: 'https://api.example.com/api/%7Buser_id%7D/chat/',
      tokenUrl: 'https://api.example.com/api/chatkit/session',
      auth: 'key',
      chat: { dialect: 'text' },
      presentation: { modes: ['passage'] },
    });
  });

  describe('a chat whose handler reads the body itself', () => {
    const documentWith = (path: string, more: object = {}) =>
      documentOf({ [path]: { post: { responses: any } }, '/api/chatkit/session': { post: {} }, ...more });

    test.each([
      ['', undefined],
      ['/api/%7Buser_id%7D/chat/', undefined],
      ['/api/{user_id}/chat', undefined],
      ['/api/ann/chat', 'ann'],
      ['/api/ann/chat/', 'ann'],
      ['/api/7%2F%C3%A9/chat', '7%2Fé'],
    ])('is told by the reader’s id before it, pasted as “%s”', async (pasted, userId) => {
      const { draft } = await detect(documentWith('/api/{user_id}/chat/'), `https://api.example.com${pasted}`);
      expect(draft).toMatchObject({
        kind: 'chat-sse',
        apiUrl: 'https://api.example.com/api/%7Buser_id%7D/chat/',
        tokenUrl: 'https://api.example.com/api/chatkit/session',
        auth: 'key',
        chat: { dialect: 'text' },
      });
      expect(draft?.chat?.userId).toBe(userId);
    });

    test('has the reader’s id in it under any name', async () => {
      const { draft } = await detect(documentWith('/v1/{username}/chat'), 'https://api.example.com');
      expect(draft?.apiUrl).toBe('https://api.example.com/v1/%7Buser_id%7D/chat');
    });

    test('is passed over for one that says what it takes', async () => {
      const skill = { '/chat': { post: { requestBody: takes('Skill'), responses: json } } };
      const document = { ...documentWith('/api/{user_id}/chat', skill), components: { schemas: { Skill, Answer } } };
      expect((await detect(document, 'https://api.example.com')).draft?.kind).toBe('chat-json');
    });

    test.each(['/api/chat', '/api/{room}/{user_id}/chat', '/api/{user_id}/chats'])(
      'is not taken for one at %s',
      async (path) => {
        expect((await detect(documentWith(path), 'https://api.example.com')).draft).toBeUndefined();
      },
    );
  });

  describe('a chat that takes its token in the address', () => {
    const tokened = (name: string, more: object = {}) =>
      documentOf(
        {
          '/chat': {
            post: {
              requestBody: takes('Skill'),
              responses: json,
              parameters: [{ name, in: 'query', required: true, schema: { type: 'string' } }],
              ...more,
            },
          },
        },
        { Skill, Answer },
      );

    test.each(['token', 'access_token', 'jwt'])('is refused: %s', async (name) => {
      const details = { host: 'api.example.com', reason: 'tokenInAddress' };
      await expect(detect(tokened(name), 'https://api.example.com')).rejects.toMatchObject({
        code: 'BAD_ADDRESS',
        details,
      });
    });

    test.each([
      ['has another query', tokened('page')],
      ['takes it from the header as well', tokened('token', { security: [{ HTTPBearer: [] }] })],
    ])('is not what %s', async (_name, document) => {
      expect((await detect(document, 'https://api.example.com')).draft?.kind).toBe('chat-json');
    });
  });

  test('a chat whose token comes for a session cookie', async () => {
    const security = [{ HTTPBearer: [] }];
    const document = documentOf(
      { '/chat': { post: { requestBody: takes('Skill'), responses: json, security } }, '/auth/token': { get: {} } },
      { Skill, Answer },
    );
    const { draft } = await detect(document, 'https://api.example.com');
    expect(draft).toMatchObject({ auth: 'better-auth', tokenUrl: 'https://api.example.com/auth/token' });
  });

  test('a chat that answers JSON without a selection is not one of ours', async () => {
    const document = documentOf(
      { '/chat': { post: { requestBody: takes('Todo'), responses: json } } },
      { Todo, Answer },
    );
    expect((await detect(document, 'https://api.example.com')).draft).toBeUndefined();
  });

  test('a ChatKit route is one', async () => {
    const { draft } = await detect(documentOf({ '/chatkit': { post: {} } }), 'https://api.example.com');
    expect(draft).toMatchObject({ kind: 'chatkit', apiUrl: 'https://api.example.com/chatkit' });
  });

  test.each(['//evil.example/chat', '@evil.example/chat', '.evil.example/chat', ':9/chat'])(
    'a path that would name another host once appended is refused: %s',
    async (path) => {
      const document = documentOf(
        { [path]: { post: { requestBody: takes('Skill'), responses: json } } },
        { Skill, Answer },
      );
      expect((await detect(document, 'https://api.example.com')).draft).toBeUndefined();
    },
  );

  test('whatever a server publishes, nothing is thrown and nothing leaves its origin', () => {
    const post = { requestBody: takes('Skill'), responses: json };
    const paths = fc.dictionary(
      fc.constantFrom('/chat', '/a/{x}/chat'),
      fc.oneof(fc.anything(), fc.constant({ post })),
    );
    fc.assert(
      fc.property(paths, fc.anything(), fc.webUrl(), (routes, schema, server) => {
        const document = readOpenApi({
          ...documentOf(routes, { Skill, Other: schema, Answer }),
          servers: [{ url: server }],
        });
        const draft =
          document && recogniseChat(document, 'https://api.example.com/openapi.json', 'https://api.example.com');
        expect(draft?.origins ?? ['https://api.example.com']).toEqual(['https://api.example.com']);
      }),
    );
  });
});

/** A description of an API, and what draws it by script: with as many tables, pieces of code and words as real ones. */
const DESCRIPTION = {
  openapi: '3.0.3',
  info: {
    title: 'Pet library',
    version: '2.3.0',
    description:
      'Lends pets to **readers** who look after them. Every request carries a key.\n\n## Limits\n\nAt most sixty requests a minute are answered; what comes on top gets the status 429 and a header that says when to try again.\n\n| plan | requests a minute |\n| --- | --- |\n| free | sixty |\n| paid | six hundred |\n\n## First steps\n\nAsk for a key, then list what can be lent:\n\n```bash\ncurl --header "X-Key: $KEY" https://pets.example/v2/pets\n```\n',
  },
  servers: [{ url: 'https://pets.example/v2' }],
  tags: [
    { name: 'pets', description: 'Animals that can be lent, each with a name and a kind.' },
    { name: 'loans', description: 'Who looks after which pet, and until when.' },
  ],
  paths: {
    '/pets': {
      get: {
        tags: ['pets'],
        summary: 'List what can be lent',
        operationId: 'listPets',
        description:
          'Gives the pets that nobody has borrowed, newest first, a hundred on a page. Pets that are ill are left out unless they are asked for.',
        parameters: [
          { name: 'kind', in: 'query', description: 'Only pets of this kind.', schema: { type: 'string' } },
          {
            name: 'ill',
            in: 'query',
            description: 'Whether pets that are ill are listed too.',
            schema: { type: 'boolean', default: false },
          },
        ],
        responses: { '200': { description: 'The pets of this page.' }, '429': { description: 'Too many requests.' } },
      },
      post: {
        tags: ['pets'],
        summary: 'Add a pet',
        operationId: 'addPet',
        description: 'Adds a pet that can be lent from the next day on.',
        requestBody: {
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['name'],
                properties: {
                  name: { type: 'string', description: 'What the pet listens to.' },
                  kind: { type: 'string', description: 'Dog, cat or something else.' },
                },
              },
            },
          },
        },
        responses: { '201': { description: 'The pet as it was stored.' } },
      },
    },
    '/loans/{id}': {
      delete: {
        tags: ['loans'],
        summary: 'Bring a pet back',
        operationId: 'endLoan',
        description: 'Ends a loan. The pet is listed again as soon as somebody has looked at it.',
        parameters: [
          {
            name: 'id',
            in: 'path',
            required: true,
            description: 'As it was given when the loan began.',
            schema: { type: 'string' },
          },
        ],
        responses: { '204': { description: 'The loan has ended.' } },
      },
    },
  },
};

const page = (body: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Pet library</title><link rel="icon" href="data:,"></head><body>${body}</body></html>`;
const spec = JSON.stringify(DESCRIPTION).replaceAll('<', '\\u003c');

/** `ready`: what is drawn last of the page, in the same form as `main`. */
export const API_PAGES: readonly {
  name: string;
  path: string;
  html: string;
  main: string;
  ready: string;
  without?: string;
}[] = [
  {
    name: 'Swagger UI',
    path: '/made/swagger.html',
    html: page(
      `<link rel="stylesheet" href="/swagger/swagger-ui.css"><div id="ui"></div><script src="/swagger/swagger-ui-bundle.js"></script><script>SwaggerUIBundle({ spec: ${spec}, dom_id: '#ui', docExpansion: 'full', deepLinking: true })</script>`,
    ),
    main: '.information-container,#operations',
    ready: '#operations-loans-endLoan',
  },
  {
    name: 'Redoc',
    path: '/made/redoc.html',
    html: page(
      `<div id="ui"></div><script src="/redoc/bundles/redoc.standalone.js"></script><script>Redoc.init(${spec}, {}, document.getElementById('ui'))</script>`,
    ),
    main: '.api-content',
    ready: '[id="tag/loans/operation/endLoan"] h3',
  },
  {
    name: 'RapiDoc',
    path: '/made/rapidoc.html',
    html: page(
      `<script src="/rapidoc/dist/rapidoc-min.js"></script><rapi-doc id="ui" render-style="read" show-header="false" allow-try="false"></rapi-doc><script>document.getElementById('ui').loadSpec(${spec})</script>`,
    ),
    main: 'rapi-doc >>> #the-main-body main',
    ready: 'rapi-doc >>> [id^="delete-"]',
  },
  {
    name: 'Stoplight Elements',
    path: '/made/elements.html',
    html: page(
      `<link rel="stylesheet" href="/elements/styles.min.css"><script src="/elements/web-components.min.js"></script><elements-api id="ui" router="hash"></elements-api><script>document.getElementById('ui').apiDescriptionDocument = ${spec}</script>`,
    ),
    main: '.sl-elements-api > .sl-overflow-y-auto',
    ready: '.sl-elements-api .HttpService h1',
  },
  {
    name: 'Scalar',
    path: '/made/scalar.html',
    html: page(
      `<div id="ui"></div><script src="/scalar/dist/browser/standalone.js"></script><script>Scalar.createApiReference('#ui', { content: ${spec}, telemetry: false, withDefaultFonts: false })</script>`,
    ),
    main: '.references-rendered',
    ready: '.references-rendered .tag-section-container h3',
  },
];

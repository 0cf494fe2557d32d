import { crc32, deflateSync } from 'node:zlib';
import { assistantMessage, userMessage } from './protocol-fixtures';

/** Every kind of item, and every component of the widget types, as chatkit-python puts them on the wire. */
const item = (type: string, id: string, more: object) => ({
  type,
  id,
  thread_id: 'thr_1',
  created_at: '2026-11-21T09:00:00.000Z',
  ...more,
});
export const widgetItem = (id: string, widget: object, more: object = {}) => item('widget', id, { widget, ...more });

/** A PNG of 96 × 64 pixels, so that it is seen: each row a filter byte and its pixels (https://www.w3.org/TR/png-3/). */
function picture(): string {
  const [width, height] = [96, 64];
  const rows = Buffer.concat(
    Array.from({ length: height }, (_row, y) =>
      Buffer.from([0, ...Array.from({ length: width }, (_pixel, x) => [40 + x, 110 + y, 140 - y]).flat()]),
    ),
  );
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [size, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    size.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([size, body, check]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), ...parts]).toString('base64');
}
const image = `data:image/png;base64,${picture()}`;

export const workflowItem = (more: object = {}) =>
  item('workflow', 'wf_1', {
    workflow: {
      type: 'reasoning',
      summary: { duration: 65 },
      expanded: true,
      tasks: [
        {
          type: 'thought',
          status_indicator: 'complete',
          title: 'Reading the passage',
          content: 'It is about **encoders**.',
        },
        {
          type: 'web_search',
          status_indicator: 'complete',
          title_query: 'json default encoder',
          queries: ['json default encoder', 'python json Decimal'],
          sources: [
            {
              type: 'url',
              url: 'https://docs.python.org/3/library/json.html#:~:text=default',
              title: 'json — JSON encoder',
              attribution: 'Python docs',
              timestamp: '2026-11-01T00:00:00Z',
            },
          ],
        },
        {
          type: 'file',
          status_indicator: 'complete',
          sources: [{ type: 'file', filename: 'guide.pdf', title: 'Guide' }],
        },
        { type: 'image', status_indicator: 'none', title: 'Drawing a diagram' },
        {
          type: 'custom',
          status_indicator: 'loading',
          title: 'Checking the example',
          icon: 'lab',
          content: 'Runs in a sandbox.',
        },
      ],
      ...more,
    },
  });

export const questionsItem = (more: object = {}) =>
  item('structured_input', 'ask_1', {
    status: 'pending',
    inputs: [
      {
        type: 'multiple_choice',
        id: 'version',
        question: 'Which Python do you use?',
        options: [{ value: '3.13' }, { value: '3.14' }],
      },
      {
        type: 'multiple_choice',
        id: 'types',
        question: 'Which types do you encode?',
        options: [{ value: 'Decimal' }, { value: 'datetime' }],
        multiple: true,
      },
      { type: 'freeform', id: 'goal', question: 'What is it for?', description: 'One sentence is enough.' },
    ],
    ...more,
  });

export const answeredItem = item('structured_input', 'ask_0', {
  status: 'answered',
  inputs: [
    {
      type: 'multiple_choice',
      id: 'a',
      question: 'Which module?',
      options: [{ value: 'json' }, { value: 'pickle' }],
      answer: { values: ['json'] },
    },
    { type: 'freeform', id: 'b', question: 'Anything else?', answer: { values: [], skipped: true } },
  ],
});

const action = (type: string, more: object = {}) => ({ type, payload: { id: 7 }, ...more });

/** A form with every control. */
export const formWidget = {
  type: 'Card',
  id: 'form',
  asForm: true,
  size: 'full',
  status: { text: 'Draft', icon: 'write' },
  confirm: { label: 'Save', action: action('save') },
  cancel: { label: 'Discard', action: action('discard') },
  children: [
    { type: 'Title', value: 'Report a problem', size: 'sm' },
    { type: 'Label', value: 'Your e-mail', fieldName: 'contact.email' },
    { type: 'Input', name: 'contact.email', inputType: 'email', required: true, placeholder: 'ann@example.com' },
    { type: 'Label', value: 'What happened?', fieldName: 'story' },
    { type: 'Textarea', name: 'story', rows: 2, autoResize: true, defaultValue: 'It stopped.' },
    {
      type: 'Row',
      children: [
        {
          type: 'Select',
          name: 'severity',
          placeholder: 'How bad?',
          options: [
            { value: 'low', label: 'Low' },
            { value: 'high', label: 'High', description: 'Nothing works' },
          ],
          clearable: true,
          onChangeAction: action('severity', { streaming: false }),
        },
        { type: 'DatePicker', name: 'since', defaultValue: '2026-11-20T00:00:00Z', clearable: true },
      ],
    },
    { type: 'Checkbox', name: 'again', label: 'It happens again', defaultChecked: true },
    {
      type: 'RadioGroup',
      name: 'channel',
      ariaLabel: 'Answer me by',
      direction: 'row',
      options: [
        { value: 'mail', label: 'Mail' },
        { value: 'phone', label: 'Phone' },
      ],
    },
    { type: 'Text', value: 'A title you can change', editable: { name: 'title', required: true } },
  ],
};

/** A card with what is not a control. */
export const plainWidget = {
  type: 'Card',
  id: 'plain',
  size: 'md',
  children: [
    {
      type: 'Row',
      children: [
        { type: 'Icon', name: 'bolt', size: 'lg', color: 'success' },
        { type: 'Title', value: 'Encoders', size: 'md' },
        { type: 'Spacer' },
        { type: 'Badge', label: 'new', color: 'info', variant: 'outline', pill: true },
        { type: 'Badge', label: 'stable', color: 'success', variant: 'solid' },
      ],
    },
    { type: 'Caption', value: 'From the standard library' },
    {
      type: 'Text',
      id: 'stream',
      value: 'Called for objects that are not serialisable.',
      color: 'secondary',
      maxLines: 3,
    },
    { type: 'Divider', flush: true },
    { type: 'Markdown', value: 'Pass it as `default` to **dumps**.' },
    {
      type: 'Box',
      background: 'surface-secondary',
      padding: 3,
      radius: 'lg',
      border: { size: 1, color: 'subtle' },
      children: [
        { type: 'Image', src: image, alt: 'A dot', size: 32, radius: 'sm', frame: true },
        { type: 'Transition', children: { type: 'Text', value: 'In a box', size: 'sm', italic: true } },
      ],
    },
    {
      type: 'Table',
      children: [
        {
          type: 'Table.Row',
          header: true,
          children: ['Option', 'Meaning'].map((value) => ({ type: 'Table.Cell', children: [{ type: 'Text', value }] })),
        },
        {
          type: 'Table.Row',
          children: ['indent', 'spaces'].map((value) => ({ type: 'Table.Cell', children: [{ type: 'Text', value }] })),
        },
      ],
    },
    {
      type: 'Row',
      children: [
        {
          type: 'Button',
          label: 'Explain',
          style: 'primary',
          iconStart: 'lightbulb',
          onClickAction: action('explain'),
        },
        {
          type: 'Button',
          label: 'Open',
          iconEnd: 'external-link',
          onClickAction: action('open', { handler: 'client' }),
        },
        { type: 'Button', iconStart: 'reload', variant: 'ghost', onClickAction: action('again') },
      ],
    },
  ],
};

export const listWidget = {
  type: 'ListView',
  limit: 3,
  status: { text: '5 encoders' },
  children: Array.from({ length: 5 }, (_value, index) => ({
    type: 'ListViewItem',
    key: `row-${index}`,
    onClickAction: action('choose', { payload: { index } }),
    children: [
      { type: 'Icon', name: 'document' },
      { type: 'Text', value: `Encoder ${index + 1}`, truncate: true },
    ],
  })),
};

export const chartWidget = {
  type: 'Card',
  size: 'full',
  children: [
    { type: 'Title', value: 'Requests', size: 'sm' },
    {
      type: 'Chart',
      height: 160,
      showYAxis: true,
      xAxis: { dataKey: 'day', labels: { Mo: 'Monday' } },
      series: [
        { type: 'bar', dataKey: 'ok', label: 'Answered', stack: 's' },
        { type: 'bar', dataKey: 'failed', label: 'Failed', stack: 's', color: 'red' },
        { type: 'line', dataKey: 'time', label: 'Seconds', curveType: 'monotone', color: 'orange' },
      ],
      data: ['Mo', 'Tu', 'We', 'Th', 'Fr'].map((day, index) => ({
        day,
        ok: 20 + index * 7,
        failed: 5 - index,
        time: index === 2 ? null : 12 + index * 3,
      })),
    },
    {
      type: 'Chart',
      height: 90,
      xAxis: 'day',
      series: [{ type: 'area', dataKey: 'load', label: 'Load', curveType: 'natural' }],
      data: ['Mo', 'Tu', 'We', 'Th', 'Fr'].map((day, index) => ({ day, load: [3, 9, 4, 8, 6][index] })),
    },
  ],
};

export const mathAnswer = `The sum is $s = \\sum_{i=1}^{n} x_i$ and its mean

$$
\\bar{x} = \\frac{s}{n}
$$

It costs $5 and not $10.

\`\`\`python
def mean(values: list[float]) -> float:
    return sum(values) / len(values)  # never empty
\`\`\`
`;

/** One thread with everything a thread can show. */
export const everyItem = [
  userMessage('m1', 'How do I encode a Decimal?', {
    quoted_text: 'The default(obj) function should return a serializable version.',
  }),
  workflowItem(),
  item('task', 'task_1', {
    task: { type: 'custom', status_indicator: 'complete', title: 'Found the page', icon: 'search' },
  }),
  assistantMessage('a1', mathAnswer, [
    {
      type: 'annotation',
      index: 20,
      source: {
        type: 'url',
        url: 'https://docs.python.org/3/library/json.html',
        title: 'json',
        attribution: 'Python docs',
        timestamp: '2026-11-01T00:00:00Z',
      },
    },
    { type: 'annotation', index: 20, source: { type: 'file', filename: 'guide.pdf', title: 'Guide' } },
    {
      type: 'annotation',
      index: mathAnswer.indexOf('$10'),
      source: { type: 'entity', id: 'e1', title: 'Decimal', inline_label: 'Decimal', interactive: true },
    },
  ]),
  item('client_tool_call', 'tool_1', {
    status: 'completed',
    call_id: 'c1',
    name: 'get_selection',
    arguments: {},
    output: {},
  }),
  widgetItem('w_plain', plainWidget, { copy_text: 'Encoders' }),
  widgetItem('w_form', formWidget),
  widgetItem('w_list', listWidget),
  widgetItem('w_chart', chartWidget),
  item('generated_image', 'img_1', { image: { id: 'i', url: image } }),
  answeredItem,
  questionsItem(),
  item('end_of_turn', 'end_1', {}),
];

export const runningImage = { id: 'i2', url: image };

/** What is under way: as `added`, not yet `done`. */
export const runningItems = [
  { ...workflowItem({ type: 'custom', summary: undefined }), id: 'wf_2' },
  item('task', 'task_2', {
    task: { type: 'web_search', status_indicator: 'loading', title_query: 'json default', queries: [], sources: [] },
  }),
  item('client_tool_call', 'tool_2', { status: 'pending', call_id: 'c2', name: 'open_settings', arguments: {} }),
  item('generated_image', 'img_2', {}),
];

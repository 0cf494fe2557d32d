import type { ChatKitOptions } from '@openai/chatkit';
import * as z from 'zod';

/**
 * The options of `@openai/chatkit` 1.9, strictly: an unknown key is an error, because it is nearly always a misspelt
 * one. What an option means is documented in that package's types.
 */
type AnyFunction = (...args: never[]) => unknown;
const fn = <Fn extends AnyFunction>() =>
  z.custom<Fn>((value) => typeof value === 'function', { error: 'Expected a function' });
const icon = z.string().min(1);

const localeSchema = z.string().refine((tag) => {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}, 'Expected a language tag such as "en" or "pt-BR"');

const hostedApiSchema = z.strictObject({ getClientSecret: fn<(current: string | null) => Promise<string>>() });
const customApiSchema = z.strictObject({
  url: z.string().min(1),
  domainKey: z.string(),
  fetch: fn<typeof fetch>().optional(),
  uploadStrategy: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('two_phase') }),
      z.strictObject({ type: z.literal('direct'), uploadUrl: z.string().min(1) }),
    ])
    .optional(),
});

const themeSchema = z.strictObject({
  colorScheme: z.enum(['light', 'dark']).optional(),
  typography: z
    .strictObject({
      baseSize: z.union([14, 15, 16, 17, 18].map((size) => z.literal(size))).optional(),
      fontSources: z
        .array(
          z.strictObject({
            family: z.string(),
            src: z.string(),
            weight: z.union([z.string(), z.number()]).optional(),
            style: z.enum(['normal', 'italic', 'oblique']).optional(),
            display: z.enum(['auto', 'block', 'swap', 'fallback', 'optional']).optional(),
            unicodeRange: z.string().optional(),
          }),
        )
        .optional(),
      fontFamily: z.string().optional(),
      fontFamilyMono: z.string().optional(),
    })
    .optional(),
  radius: z.enum(['pill', 'round', 'soft', 'sharp']).optional(),
  density: z.enum(['compact', 'normal', 'spacious']).optional(),
  color: z
    .strictObject({
      grayscale: z
        .strictObject({
          hue: z.number().min(0).max(360),
          tint: z.number().int().min(0).max(9),
          shade: z.number().int().min(-4).max(4).optional(),
        })
        .optional(),
      accent: z.strictObject({ primary: z.string(), level: z.number().int().min(0).max(3) }).optional(),
      surface: z.strictObject({ background: z.string(), foreground: z.string() }).optional(),
    })
    .optional(),
});

export const messageContentSchema = z.array(
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('input_text'), text: z.string() }),
    z.strictObject({
      type: z.literal('input_tag'),
      text: z.string(),
      id: z.string(),
      group: z.string().optional(),
      data: z.record(z.string(), z.unknown()).optional(),
      interactive: z.boolean().optional(),
    }),
  ]),
);

const headerActionSchema = z.strictObject({ icon, onClick: fn<() => void>() }).optional();

const composerSchema = z.strictObject({
  placeholder: z.string().optional(),
  attachments: z
    .strictObject({
      enabled: z.boolean(),
      maxSize: z.union([z.number().positive(), z.record(z.string(), z.number().positive())]).optional(),
      maxCount: z.number().int().positive().optional(),
      accept: z.record(z.string(), z.array(z.string())).optional(),
    })
    .optional(),
  tools: z
    .array(
      z.strictObject({
        id: z.string().min(1),
        label: z.string(),
        icon,
        shortLabel: z.string().optional(),
        placeholderOverride: z.string().optional(),
        pinned: z.boolean().optional(),
        persistent: z.boolean().optional(),
      }),
    )
    .optional(),
  models: z
    .array(
      z.strictObject({
        id: z.string().min(1),
        label: z.string(),
        description: z.string().optional(),
        disabled: z.boolean().optional(),
        default: z.boolean().optional(),
      }),
    )
    .optional(),
  dictation: z.strictObject({ enabled: z.boolean() }).optional(),
});

type Of<Key extends keyof ChatKitOptions> = NonNullable<ChatKitOptions[Key]>;

export const optionsSchema = z.strictObject({
  api: z.union([customApiSchema, hostedApiSchema]),
  locale: localeSchema.optional(),
  theme: z.union([z.enum(['light', 'dark']), themeSchema]).optional(),
  frameTitle: z.string().optional(),
  initialThread: z.string().min(1).nullable().optional(),
  onClientTool: fn<Of<'onClientTool'>>().optional(),
  header: z
    .strictObject({
      enabled: z.boolean().optional(),
      title: z.strictObject({ enabled: z.boolean().optional(), text: z.string().optional() }).optional(),
      leftAction: headerActionSchema,
      rightAction: headerActionSchema,
    })
    .optional(),
  history: z
    .strictObject({
      enabled: z.boolean().optional(),
      showDelete: z.boolean().optional(),
      showRename: z.boolean().optional(),
    })
    .optional(),
  startScreen: z
    .strictObject({
      greeting: z.string().optional(),
      prompts: z
        .array(
          z.strictObject({
            label: z.string(),
            prompt: z.union([z.string(), messageContentSchema]),
            icon: icon.optional(),
          }),
        )
        .optional(),
    })
    .optional(),
  threadItemActions: z.strictObject({ feedback: z.boolean().optional(), retry: z.boolean().optional() }).optional(),
  composer: composerSchema.optional(),
  disclaimer: z.strictObject({ text: z.string(), highContrast: z.boolean().optional() }).optional(),
  entities: z
    .strictObject({
      onTagSearch: fn<NonNullable<Of<'entities'>['onTagSearch']>>().optional(),
      showComposerMenu: z.boolean().optional(),
      onClick: fn<NonNullable<Of<'entities'>['onClick']>>().optional(),
      onRequestPreview: fn<NonNullable<Of<'entities'>['onRequestPreview']>>().optional(),
    })
    .optional(),
  commands: z
    .strictObject({
      enabled: z.boolean(),
      onSearch: fn<NonNullable<Of<'commands'>['onSearch']>>().optional(),
      onSelect: fn<NonNullable<Of<'commands'>['onSelect']>>().optional(),
    })
    .optional(),
  widgets: z.strictObject({ onAction: fn<NonNullable<Of<'widgets'>['onAction']>>().optional() }).optional(),
  thread: z.strictObject({ autoScroll: z.boolean().optional() }).optional(),
});

import type { Env, MarkdownIt, StateBlock, StateInline, Token } from 'markdown-it';

/**
 * What markdown-it makes for each token and each line of words, with its fields named. It defines them one by one through
 * a helper for old browsers, which took half of all reading; the methods stay its own.
 */
export function useQuickStates(md: MarkdownIt): void {
  const { State: BlockState } = md.block;
  const { State: InlineState } = md.inline;
  const LibraryToken = new BlockState('', md, {}, []).Token;

  /** With `prototype` the library's, what it makes is one of the library's by every test. */
  const QuickToken = function (this: Token, type: string, tag: string, nesting: -1 | 0 | 1) {
    this.map = null;
    this.level = 0;
    this.children = null;
    this.content = '';
    this.markup = '';
    this.info = '';
    this.block = false;
    this.hidden = false;
    this.type = type;
    this.tag = tag;
    this.attrs = null;
    this.nesting = nesting;
    this.meta = null;
  } as unknown as typeof Token;
  (QuickToken as { prototype: unknown }).prototype = LibraryToken.prototype;

  class QuickBlockState extends BlockState {
    constructor(src: string, of: MarkdownIt, env: Env, tokens: Token[]) {
      super(src, of, env, tokens);
      this.Token = QuickToken;
    }
    override push(type: string, tag: string, nesting: -1 | 0 | 1): Token {
      const token = new QuickToken(type, tag, nesting);
      token.block = true;
      if (nesting < 0) this.level -= 1;
      token.level = this.level;
      if (nesting > 0) this.level += 1;
      this.tokens.push(token);
      return token;
    }
  }

  const QuickInlineState = function (this: StateInline, src: string, of: MarkdownIt, env: Env, out: Token[]) {
    this.pos = 0;
    this.level = 0;
    this.pending = '';
    this.pendingLevel = 0;
    this.cache = {};
    this.backticks = {};
    this.backticksScanned = false;
    this.skipHtmlSpecial = false;
    this.linkLevel = 0;
    this.delimiters = [];
    this._prev_delimiters = [];
    this.Token = QuickToken;
    this.src = src;
    this.env = env;
    this.md = of;
    this.tokens = out;
    this.tokens_meta = Array<undefined>(out.length);
    this.posMax = src.length;
  } as unknown as typeof StateInline;
  const methods: Pick<StateInline, 'push' | 'pushPending'> & ThisType<StateInline> = {
    pushPending() {
      const token = new QuickToken('text', '', 0);
      token.content = this.pending;
      token.level = this.pendingLevel;
      this.tokens.push(token);
      this.pending = '';
      return token;
    },
    push(type, tag, nesting) {
      if (this.pending !== '') this.pushPending();
      const token = new QuickToken(type, tag, nesting);
      let meta: { delimiters: StateInline['delimiters'] } | undefined;
      if (nesting < 0) {
        this.level -= 1;
        this.delimiters = this._prev_delimiters.pop() ?? [];
      }
      token.level = this.level;
      if (nesting > 0) {
        this.level += 1;
        this._prev_delimiters.push(this.delimiters);
        this.delimiters = [];
        meta = { delimiters: this.delimiters };
      }
      this.pendingLevel = this.level;
      this.tokens.push(token);
      this.tokens_meta.push(meta);
      return token;
    },
  };
  (QuickInlineState as { prototype: unknown }).prototype = Object.assign(
    Object.create(InlineState.prototype) as object,
    methods,
  );

  md.block.State = QuickBlockState as typeof StateBlock;
  md.inline.State = QuickInlineState;
}

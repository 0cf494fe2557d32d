import { type ExtractiveStrings } from './en';

export const strings: ExtractiveStrings = {
  fromPassage: '来自选段',
  fromPage: '来自页面',
  citationGroup: '来自此页面',
  reading: '正在读取页面…',

  title: '$1：$2',
  sentenceGap: '',
  listSeparator: '、',

  nothingSelected: '我只能引用选中的文字，而现在没有选中任何内容。请在页面上选择文本后再提问。',
  passageDoesNotSay: '选段中没有提到。',
  closest: '不确定是否回答了问题。文中最接近的内容：',
  neitherSays: '选段和页面中都没有提到。',
  pageSays: '选段中没有提到，但页面中有。',
  onPage: '页面中有：',
  norPage: '页面中也没有。',
  includePage: '请包含页面后再问一次，或选择谈到这一点的部分。',
  selectOther: '请选择谈到这一点的部分，或使用页面中的词语提问。',

  tooShort: '选段很短，引用只会重复原文。',
  allOfIt: '整个选段讲的就是这一点，引用只会重复原文。',
  nothingRelated: '页面中没有更多说明。',

  explain: '我只引用原文，不作改写。最关键的句子：',
  simplify: '我只引用原文，无法换一种说法。最浅显的句子：',
  lineByLine: '我只引用原文，不解释代码。代码各部分依次如下：',
  examples: '示例（原文）：',
  warnings: '需要注意的内容（原文）：',
  returns: '关于返回值（原文）：',
  failures: '关于可能出错之处（原文）：',
  reasons: '关于原因（原文）：',
  related: '页面对此的说明：',

  noExample: '选段中没有示例。',
  noWarning: '选段中没有注意事项。',
  noReturn: '选段中没有说明返回什么。',
  noFailure: '选段中没有说明哪里可能出错。',
  noReason: '选段中没有说明原因。',
  namesOnPage: '包含页面后，我可以引用其中关于 $1 的内容。',
  moreParts: '未显示的部分：$1',
};

/**
 * Docusaurus: proposes your back end to readers who have Docent. In docusaurus.config.js:
 *
 *   plugins: ['./docent-plugin.js']
 *
 * and copy static/ into your own. The badge, wherever you like it:
 *
 *   <a href="{{BACKEND}}/connect"><img src="{{BASE}}docent-badge.svg" alt="Highlight and ask" width="132" height="28" /></a>
 */
module.exports = function docentPlugin() {
  return {
    name: 'docent',
    injectHtmlTags: () => ({
      headTags: [{ tagName: 'link', attributes: { rel: 'docent', href: '{{BACKEND}}' } }],
    }),
  };
};

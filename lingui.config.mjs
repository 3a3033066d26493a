/** `npx lingui extract` writes every sentence of the web app into apps/web/locales, ready for a translator. */
export default {
  sourceLocale: 'en',
  locales: ['en'],
  catalogs: [{ path: 'apps/web/locales/{locale}', include: ['apps/web/src'], exclude: ['**/*.spec.*'] }],
};

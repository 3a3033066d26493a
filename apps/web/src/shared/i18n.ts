import { i18n } from '@lingui/core';
import { compileMessage } from '@lingui/message-utils/compileMessage';

// The English sentence is the id; it is compiled when it is first shown, so no build step stands between code and page.
i18n.setMessagesCompiler(compileMessage);
i18n.load('en', {});
i18n.activate('en');

/** Every string a person reads: `i18n.t('{n} of {total} given', { n, total })`. */
export { i18n };

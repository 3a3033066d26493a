// The worker of packs in the source tree.
require('./compile-as-required.cjs');
require('../../libs/server/prompts/src/packs/pack.worker.ts');

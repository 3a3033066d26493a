// The worker of replays in the source tree.
require('./compile-as-required.cjs');
require('../../libs/server/progress/src/replay.worker.ts');

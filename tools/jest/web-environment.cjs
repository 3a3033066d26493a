// jsdom lacks what every browser has had for years and Node has too.
const { TestEnvironment } = require('jest-environment-jsdom');

const fromNode = [
  'fetch',
  'Headers',
  'Request',
  'Response',
  'FormData',
  'Blob',
  'TextEncoder',
  'TextDecoder',
  'ReadableStream',
  'WritableStream',
  'TransformStream',
  'CompressionStream',
  'DecompressionStream',
  'BroadcastChannel',
  'MessageChannel',
  'MessagePort',
  'structuredClone',
  'AbortController',
  'AbortSignal',
  'Uint8Array',
  'ArrayBuffer',
  'performance',
  'setImmediate',
  'clearImmediate',
];

module.exports = class WebEnvironment extends TestEnvironment {
  /** Some packages choose their browser half by this condition, and that half expects a real browser. */
  exportConditions() {
    return [''];
  }

  async setup() {
    await super.setup();
    for (const name of fromNode) {
      if (
        globalThis[name] !== undefined &&
        (this.global[name] === undefined || /fetch|Headers|Request|Response|Abort|Array/.test(name))
      )
        this.global[name] = globalThis[name];
    }
    Object.defineProperty(this.global, 'crypto', { value: globalThis.crypto, configurable: true });
    this.global.matchMedia ??= (query) => ({
      matches: false,
      media: query,
      onchange: null,
      addListener() {},
      removeListener() {},
      addEventListener() {},
      removeEventListener() {},
      dispatchEvent: () => false,
    });
    this.global.ResizeObserver ??= class {
      observe() {}
      unobserve() {}
      disconnect() {}
    };
    this.global.Element.prototype.scrollIntoView ??= () => {};
  }
};

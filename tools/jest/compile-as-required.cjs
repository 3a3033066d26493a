// For workers in the source tree, where nothing is built: TypeScript is compiled as it is required.
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');
const { transformSync } = require('@swc/core');

const libraries = join(__dirname, '../../libs');
const resolve = Module._resolveFilename;
Module._resolveFilename = function (name, ...rest) {
  const own = /^@debrief\/(.*)$/.exec(name);
  return own ? join(libraries, own[1], 'src/index.ts') : resolve.call(this, name, ...rest);
};
Module._extensions['.ts'] = (module, filename) => {
  const options = {
    filename,
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
  };
  module._compile(transformSync(readFileSync(filename, 'utf8'), options).code, filename);
};

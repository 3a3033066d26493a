import { liveCommands, liveEvents, routes, type RouteSpec } from '@debrief/contracts';
import { asyncApi, openApi } from './documents';

/** Every `$ref` of a document and whether it leads somewhere. */
function danglingRefs(document: object): string[] {
  const refs = [...JSON.stringify(document).matchAll(/"\$ref":"(#[^"]*)"/g)].map((match) => match[1] ?? '');
  return refs.filter((ref) => {
    const target = ref
      .slice(2)
      .split('/')
      .reduce<unknown>(
        (node, key) =>
          typeof node === 'object' && node !== null
            ? Reflect.get(node, key.replaceAll('~1', '/').replaceAll('~0', '~'))
            : undefined,
        document,
      );
    return target === undefined;
  });
}

test('the OpenAPI document holds every route, and every reference in it leads somewhere', () => {
  const document = openApi(Object.values<RouteSpec>(routes));
  expect(danglingRefs(document)).toEqual([]);
  const operations = Object.values(document.paths as Record<string, object>).flatMap((path) => Object.keys(path));
  expect(operations).toHaveLength(Object.keys(routes).length);
  expect(JSON.stringify(document)).not.toContain('/:');
});

test('the AsyncAPI document holds every command and every event', () => {
  const document = asyncApi();
  expect(danglingRefs(document)).toEqual([]);
  const names = JSON.stringify(document);
  for (const name of [...Object.keys(liveCommands), ...Object.keys(liveEvents).map((kind) => `log.${kind}`)]) {
    expect(names).toContain(`"#/channels/live/messages/${name}"`);
  }
});

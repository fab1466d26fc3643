// Finds its way in an OpenAPI document.
const METHODS = ['get', 'put', 'post', 'delete'];
export const resolved = (document, node) =>
  (node.$ref ? node.$ref.slice(2).split('/').reduce((place, name) => place?.[name.replaceAll('~1', '/')], document) : node);

/** `GET /timeline` → operation, with the parameters of its path among its own. */
export const operations = (document) => Object.fromEntries(Object.entries(document.paths).flatMap(([path, item]) =>
  METHODS.filter((method) => method in item).map((method) => [`${method.toUpperCase()} ${path}`, {
    ...item[method],
    parameters: [...item.parameters ?? [], ...item[method].parameters ?? []].map((parameter) => resolved(document, parameter)),
  }])));

/** Every object of the document with its JSON Pointer. */
export function* nodes(value, pointer = '#') {
  if (value === null || typeof value !== 'object') return;
  yield [value, pointer];
  for (const [name, member] of Object.entries(value)) {
    yield* nodes(member, `${pointer}/${encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'))}`);
  }
}

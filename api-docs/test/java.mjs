// What the Java sources of the services say about their HTTP interfaces.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../src/contracts.mjs';

const IN = { PathParam: 'path', QueryParam: 'query', HeaderParam: 'header' };

/** delivery-store is none of them: its interface is between services. */
const services = () => readdirSync(root).filter((name) => name.endsWith('-service') && existsSync(join(root, name, 'src/main/java')));
const javaFiles = (module) => readdirSync(join(root, module, 'src/main/java'), { recursive: true })
  .filter((file) => file.endsWith('.java')).map((file) => join(module, 'src/main/java', file));
const source = (file) => readFileSync(join(root, file), 'utf8');
const all = (text, pattern) => [...text.matchAll(pattern)].map((match) => match.slice(1));
const only = (values, what) => {
  if (values.length !== 1) throw new Error(`expected one ${what}, found ${values.length}`);
  return values[0];
};

/** A path written as a literal, or as a constant of the same file. */
const pathOf = (text, expression) => expression.startsWith('"')
  ? expression.slice(1, -1)
  : only(all(text, new RegExp(`String ${expression.split('.').at(-1)} = "([^"]+)"`, 'g')), expression)[0];

/** A method of a resource class: its annotations, what it returns, its parameters. */
const METHOD = /((?:^ {4}@.+\n)+) {4}(?:public )?([\w<>[\]., @]+?) \w+\(([^{;]*)\)(?: throws [\w, ]+)? \{/gm;

/** Unknown for a `Response`, which is made inside. */
const statusOf = (type) => (type === 'Response' ? undefined : type === 'void' ? '204' : '200');

const jaxRs = (file, text) => {
  const declaration = text.search(/^(public )?(final )?class /m);
  const [base] = all(text.slice(0, declaration), /@Path\(([^)]+)\)/g).map(([expression]) => pathOf(text, expression));
  const body = text.slice(declaration);
  const found = all(body, METHOD).flatMap(([annotations, type, signature]) => {
    const [verb] = all(annotations, /@(GET|PUT|POST|DELETE|PATCH|HEAD|OPTIONS)\b/g);
    if (!verb) return [];
    const [path] = all(annotations, /@Path\(([^)]+)\)/g).map(([expression]) => pathOf(text, expression));
    const parameters = all(signature, /@(PathParam|QueryParam|HeaderParam)\("([^"]+)"\)/g).map(([kind, name]) => `${IN[kind]} ${name}`);
    return [[`${verb[0]} ${base}${path ?? ''}`, { file, parameters, status: statusOf(type) }]];
  });
  const verbs = all(body, /^ {4}@(GET|PUT|POST|DELETE|PATCH|HEAD|OPTIONS)$/gm).length;
  if (verbs !== found.length) throw new Error(`${file}: ${verbs} routes, of which ${found.length} were understood`);
  return found;
};

const vertx = (file, text) => all(text, /\brouter\s*\.(\w+)\(([^)]*)\)/g).map(([method, expression]) => {
  if (method === 'routeWithRegex' && expression.endsWith('/.+"')) return [`GET ${pathOf(text, expression).replace('.+', '{name}')}`, { file }];   // an upgrade
  if (!['get', 'put', 'post', 'delete'].includes(method)) throw new Error(`${file}: router.${method}(…) is not understood`);
  return [`${method.toUpperCase()} ${pathOf(text, expression).replace(/:(\w+)/g, '{$1}')}`, { file }];
});

const webSockets = (file, text) => all(text, /@WebSocket\(path = ([\w.]+|"[^"]+")/g)
  .map(([expression]) => [`GET ${pathOf(text, expression)}`, { file }]);

/** `GET /timeline` → the file that serves it and, where the method's signature says, the parameters that it reads and the status of its answer. */
export const routes = () => {
  const found = services().flatMap(javaFiles).flatMap((file) => {
    const text = source(file);
    return [
      ...(/^@Path\(/m.test(text) ? jaxRs(file, text) : []),
      ...(/\bRouter router\b/.test(text) ? vertx(file, text) : []),
      ...webSockets(file, text),
    ];
  });
  if (found.length < 15) throw new Error(`found ${found.length} routes, which are too few to be all`);
  return Object.fromEntries(found);
};

/** The file of a route → the codes that stand in it. */
export const problemCodes = () => Object.fromEntries(
  [...new Set(Object.values(routes()).map((route) => route.file))]
    .map((file) => [file, [...new Set(all(source(file), /ProblemCode\.([A-Z_]+)/g).map(([name]) => name.toLowerCase()))]]));

/** What the local platform's ingress sends to services: `/events` stands for itself and what is below it. */
export const edgePaths = () => all(source('cli/src/main/java/io/heliograph/cli/platform/ServiceKind.java'), /"(\/[a-z./-]+)"/g).map(([path]) => path);

const constant = (file, name) => Number(only(all(source(file), new RegExp(`int ${name} = ([\\d_]+);`, 'g')), `${name} in ${file}`)[0].replaceAll('_', ''));
const page = (file) => ({ usual: constant(file, 'DEFAULT_LIMIT'), most: constant(file, 'MAX_LIMIT') });

export const bounds = () => ({
  inbox: page('notification-service/src/main/java/io/heliograph/notification/inbox/InboxPage.java'),
  feeds: page('feed-service/src/main/java/io/heliograph/feed/page/Window.java'),
  publications: {
    usual: constant('gateway-service/src/main/java/io/heliograph/gateway/history/http/PublicationsRoute.java', 'DEFAULT_LIMIT'),
    most: constant('contracts/src/main/java/io/heliograph/contracts/store/StorePath.java', 'MAX_ENTRIES'),
  },
  statuses: constant('presence-service/src/main/java/io/heliograph/presence/reading/http/PresenceResource.java', 'MAX_USERS'),
  batch: constant('gateway-service/src/main/java/io/heliograph/gateway/publishing/EventRequestReader.java', 'MAX_EVENTS'),
});

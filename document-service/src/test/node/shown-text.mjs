// The rules of docs/documents.md §7.1 for what is text, on what Yjs shows.
import * as Y from 'yjs';

const BREAKS = new Set(['hardBreak', 'hard_break', 'br', 'linebreak']);

const isElement = (type) => type instanceof Y.XmlFragment;
const isXml = (type) => isElement(type) || type instanceof Y.XmlText;
const contents = (type) => (type instanceof Y.XmlText ? type.toDelta().map(({ insert }) => insert) : type.toArray());
const hasString = (type) => contents(type).some((one) => typeof one === 'string');
const isBreak = (type) => BREAKS.has(type instanceof Y.XmlElement ? type.nodeName : type instanceof Y.Map && type.get('__type'));

/** @param root a fragment or an `XmlText` */
export function xmlText(root) {
  const lines = [''];
  const endLine = () => { if (lines.at(-1) !== '') { lines.push(''); } };
  const walk = (type) => {
    const hasText = contents(type).some((one) => typeof one === 'string' || (type !== root && isElement(type) && one instanceof Y.XmlText && hasString(one)));
    contents(type).forEach((one) => {
      if (typeof one === 'string') {
        lines.push(lines.pop() + one);
      } else if (hasText && isBreak(one)) {
        lines.push(`${lines.pop()}\n`);
      } else if (isXml(one)) {
        const isLine = !hasText && !(one instanceof Y.XmlText && isElement(type) && type !== root);
        if (isLine) { endLine(); }
        walk(one);
        if (isLine) { endLine(); }
      }
    });
  };
  walk(root);
  return lines.filter((line) => line !== '').join('\n');
}

/** Of the roots of random documents, those that have some. */
export function texts(doc) {
  const all = { text: doc.getText('text').toString(), xml: xmlText(doc.getXmlFragment('xml')) };
  return Object.fromEntries(Object.entries(all).filter(([, text]) => text !== ''));
}

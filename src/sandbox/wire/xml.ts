import { XmlShapeSerializer } from '@aws-sdk/core/protocols';
import type { NormalizedSchema } from '@smithy/core/schema';
import { text } from '../kernel/http.ts';

/** Timestamps in XML bodies are ISO 8601 unless a trait says otherwise (smithy.io, timestampFormat trait). */
const DATE_TIME = 5;

/** The XML of a structure, with the schema's root name. */
export function encodeXml(schema: NormalizedSchema, value: object): string {
  const serializer = new XmlShapeSerializer({
    timestampFormat: { useTrait: true, default: DATE_TIME },
    xmlNamespace: '',
    serviceNamespace: '',
  } as never);
  serializer.write(schema, value);
  const written = serializer.flush();
  return withPlainText(typeof written === 'string' ? written : text(written));
}

/**
 * The serializer escapes characters that only attributes need; AWS does not, and clients parse plain text much faster.
 */
function withPlainText(xml: string): string {
  return wellFormed(xml).replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&#x0A;', '\n');
}

/**
 * Characters that XML 1.0 cannot contain, not even as references, so that no client could parse the response.
 * `toWellFormed` finds lone surrogates, much faster.
 */
const NO_CHARACTERS = /[\0-\x08\v\f\x0e-\x1f\ufffe\uffff]/g;

function wellFormed(xml: string): string {
  return xml.toWellFormed().replace(NO_CHARACTERS, '\ufffd');
}

/** The elements inside the root element of `xml`. */
export function innerXml(xml: string): string {
  const start = xml.indexOf('>');
  if (start < 0 || xml[start - 1] === '/') return '';
  return xml.slice(start + 1, xml.lastIndexOf('</'));
}

export function element(name: string, inner: string, namespace?: string): string {
  return `<${name}${namespace ? ` xmlns="${namespace}"` : ''}>${inner}</${name}>`;
}

export function escaped(value: string): string {
  return wellFormed(value).replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

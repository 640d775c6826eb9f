import type { VirtualClock } from './clock.ts';
import { text, utf8 } from './kernel/http.ts';
import type { FederationEndpoint } from './signin/federation.ts';

/** The response to a posted form. */
export interface FormAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

export type PostForm = (url: string, form: Readonly<Record<string, string>>) => Promise<FormAnswer>;

/** Posts forms to the sign-in endpoint in this process, whatever host they are addressed to. */
export function inProcessForms(endpoint: FederationEndpoint, clock: VirtualClock): PostForm {
  return (url, form) =>
    clock.during(async () => {
      const { hostname, pathname } = new URL(url);
      const body = utf8(new URLSearchParams(form).toString());
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const request = { method: 'POST', hostname, path: pathname, query: {}, headers, body };
      const answer = await endpoint.handle(request, (milliseconds) => clock.sleepAtWork(milliseconds));
      const contentType = answer.headers['content-type'] ?? '';
      return { status: answer.status, contentType, body: text(answer.body) };
    });
}

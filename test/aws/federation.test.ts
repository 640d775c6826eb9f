import { describe, expect, it } from 'vitest';
import { signInToken, type FederationAnswer } from '../../src/aws/federation.ts';

const CREDENTIALS = { accessKeyId: 'A', secretAccessKey: 'S', sessionToken: 'T' };
const text = (status: number, body: string): FederationAnswer => ({ status, contentType: 'text/plain', body });
const json = (body: string): FederationAnswer => ({ status: 200, contentType: 'application/json', body });

/** What comes of these answers, one after the other, with the forms that were sent and the pauses between. */
async function asked(...answers: readonly FederationAnswer[]) {
  const forms: Readonly<Record<string, string>>[] = [];
  const pauses: number[] = [];
  const post = (_: string, form: Readonly<Record<string, string>>) =>
    Promise.resolve(answers[forms.push(form) - 1] ?? expect.fail('nothing more was to be asked'));
  const clock = { now: () => 0, sleep: (pause: number) => Promise.resolve(void pauses.push(pause)) };
  const token = await signInToken({ url: 'https://signin.example/federation', post }, clock, CREDENTIALS, 900);
  return { token, forms, pauses };
}

const refused = (reason: string, final: boolean) => ({ refused: `signin.example answered with ${reason}`, final });

describe('a token to sign in with', () => {
  it('is asked for with the session and its duration', async () => {
    const { token, forms, pauses } = await asked(json('{"SigninToken":"x"}'));
    const Session = JSON.stringify({ sessionId: 'A', sessionKey: 'S', sessionToken: 'T' });
    expect({ token, forms, pauses }).toEqual({
      token: { token: 'x' },
      forms: [{ Action: 'getSigninToken', SessionDuration: '900', Session }],
      pauses: [],
    });
  });

  it.each([
    [text(400, ' Invalid credentials \n'), refused('status 400: Invalid credentials', false)],
    [text(403, 'x'.repeat(301)), refused(`status 403: ${'x'.repeat(300)}`, true)],
    [{ status: 403, contentType: 'text/html', body: '<p>no</p>' }, refused('status 403', true)],
    [json('{"SigninToken":""}'), refused('status 200', true)],
    [json('{"SigninToken":1}'), refused('status 200', true)],
    [json('no JSON'), refused('status 200', true)],
  ])('is refused by %j', async (answer, token) => {
    expect(await asked(answer)).toMatchObject({ token, pauses: [] });
  });

  it.each([0, 429, 500, 503])('is asked for twice more, each time later, where the status is %i', async (status) => {
    const busy = text(status, 'slow down');
    expect(await asked(busy, busy, json('{"SigninToken":"x"}'))).toMatchObject({
      token: { token: 'x' },
      pauses: [1000, 2000],
    });
    const { token } = await asked(busy, busy, busy);
    expect(token).toEqual(
      status === 0 ? { refused: 'slow down', final: true } : refused(`status ${String(status)}: slow down`, true),
    );
  });
});

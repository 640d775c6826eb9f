/** `sign(service, headers, body)`, for functions that speak to AWS without an SDK: a POST to `path`, signed by hand. */
export const SIGNING_CODE = `
  const { createHash, createHmac } = process.getBuiltinModule('node:crypto');
  const sha256 = (text) => createHash('sha256').update(text).digest('hex');
  const hmac = (key, text) => createHmac('sha256', key).update(text).digest();
  const post = (service, headers, body, path = '/') => {
    const { AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
    const url = new URL(path, AWS_ENDPOINT_URL);
    const time = new Date().toISOString().replace(/[-:]|\\.\\d+/g, '');
    const signed = { ...headers, host: url.host, 'x-amz-date': time, 'x-amz-security-token': AWS_SESSION_TOKEN };
    const names = Object.keys(signed).sort();
    const lines = names.map((name) => name + ':' + signed[name] + '\\n').join('');
    const canonical = ['POST', path, '', lines, names.join(';'), sha256(body)].join('\\n');
    const parts = [time.slice(0, 8), process.env.AWS_REGION, service, 'aws4_request'];
    const key = parts.reduce(hmac, 'AWS4' + AWS_SECRET_ACCESS_KEY);
    const signature = hmac(key, ['AWS4-HMAC-SHA256', time, parts.join('/'), sha256(canonical)].join('\\n')).toString('hex');
    const authorization = 'AWS4-HMAC-SHA256 Credential=' + AWS_ACCESS_KEY_ID + '/' + parts.join('/') +
      ', SignedHeaders=' + names.join(';') + ', Signature=' + signature;
    const { host, ...rest } = signed;
    return fetch(url, { method: 'POST', headers: { ...rest, authorization }, body });
  };
`;

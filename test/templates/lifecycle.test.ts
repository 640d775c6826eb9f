import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { content, file, product, script, setup } from './lifecycle-script.ts';

describe('the lifecycle script', () => {
  it('stays well below what SageMaker takes', () => {
    expect(content.length).toBeLessThanOrEqual(16_384);
    expect(Buffer.byteLength(script)).toBeLessThanOrEqual(12 * 1024);
  });

  it.each([
    ['as a whole', script],
    ['in its setup', file(setup)],
  ])('is bash that stops at the first error, %s', (_, text) => {
    expect(text).toMatch(/^#!\/bin\/bash\n/);
    expect(text).toMatch(/^set -euo pipefail$/m);
    expect(spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  });

  it('relies on nothing that Amazon Linux 2023 lacks, and on no host of the internet', () => {
    expect(script).not.toMatch(/initctl|crontab|\bcron\b|\byum\b|amazon-linux-extras/);
    const hosts = [...script.matchAll(/https?:\/\/([^/:"]+)/g)].map((match) => match[1]);
    expect(new Set(hosts)).toEqual(new Set(['localhost']));
    expect(script).not.toMatch(/\b(curl|wget|pip|git|conda)\b/);
  });

  it('leaves no variable of CloudFormation and no dynamic reference in it', () => {
    expect(script).not.toMatch(/\$\{|\{\{resolve/);
  });

  it('does the work in the background', () => {
    expect(script.trimEnd()).toMatch(/systemctl start --no-block mlops-lab-setup\.service mlops-lab-idle\.timer$/);
    expect(file('/etc/systemd/system/mlops-lab-setup.service')).toMatch(/^User=ec2-user$/m);
  });
});

describe('the timer of the idle stop', () => {
  it('looks again and again, more often than the shortest time to wait', () => {
    const timer = file('/etc/systemd/system/mlops-lab-idle.timer');
    expect(timer).toMatch(/^OnActiveSec=5min$/m);
    expect(timer).toMatch(/^OnUnitActiveSec=5min$/m);
    expect(product.Parameters['IdleMinutes']?.MinValue).toBeGreaterThanOrEqual(3 * 5);
  });

  it('starts what looks, with the parameters of the launch', () => {
    const service = file('/etc/systemd/system/mlops-lab-idle.service');
    expect(service).toMatch(/^EnvironmentFile=\/etc\/mlops-lab\.env$/m);
    expect(service).toMatch(/^ExecStart=\/usr\/local\/bin\/mlops-lab-idle$/m);
  });
});

/** Of the ARN of a caller what comes behind the account, such as `assumed-role/Admin/ada`. */
export function callerOf(arn: string): string {
  return arn.split(':').slice(5).join(':') || arn;
}

/** `YYYY[-MM[-DD]][Thh[:mm[:ss[.fraction]]][zone]]`; IAM is as lenient as its Java library about the number of digits. */
const ISO_8601 =
  /^(-?\d+)(?:-(\d+)(?:-(\d+))?)?(?:t(?:(\d+)(?::(\d+)(?::(\d+)(?:\.(\d{1,9}))?)?)?(z|[+-]\d\d(?::\d\d)?)?)?)?$/i;
const LAST_SECOND = 2n ** 63n - 1n;
const YEARS = { first: -292_275_054, last: 292_278_993 };

/** Whether IAM accepts a value as a date: ISO 8601 or seconds since 1970 ("Condition operators", date operators). */
export function isDateValue(value: string): boolean {
  if (/^\d+$/.test(value)) return BigInt(value) <= LAST_SECOND;
  const [, year, month = 1, day = 1, hour = 0, minute = 0, second = 0, , zone = 'z'] = ISO_8601.exec(value) ?? [];
  if (year === undefined) return false;
  const [zoneHour = 0, zoneMinute = 0] = zone.match(/\d\d/g) ?? [];
  return (
    isWithin(year, YEARS.first, YEARS.last) &&
    isWithin(month, 1, 12) &&
    isWithin(day, 1, 31) &&
    [hour, zoneHour].every((hours) => isWithin(hours, 0, 23)) &&
    [minute, second, zoneMinute].every((sixtieths) => isWithin(sixtieths, 0, 59))
  );
}

function isWithin(value: string | number, first: number, last: number): boolean {
  return Number(value) >= first && Number(value) <= last;
}

/** The first that fits: each of these browsers also says the names of those after it. */
const BROWSERS: readonly [RegExp, string][] = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/(Firefox|FxiOS)\//, 'Firefox'],
  [/(Chrome|CriOS)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const SYSTEMS: readonly [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/CrOS/, 'ChromeOS'],
  [/Mac OS X|Macintosh/, 'Mac'],
  [/Linux/, 'Linux'],
];

/** What a person would call the device they sit at, as "Firefox · Linux"; undefined where nothing is known. */
export function deviceLabel(agent = navigator.userAgent, touchPoints = navigator.maxTouchPoints): string | undefined {
  const named = (names: typeof BROWSERS) => names.find(([form]) => form.test(agent))?.[1];
  const system = named(SYSTEMS);
  // A tablet of Apple's says that it is a computer, which has no screen to be touched.
  const parts = [named(BROWSERS), system === 'Mac' && touchPoints > 1 ? 'iPad' : system].filter(Boolean);
  return parts.length > 0 ? parts.join(' · ') : undefined;
}

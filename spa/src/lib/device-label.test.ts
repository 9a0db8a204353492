import { expect, it } from 'vitest';
import { deviceLabel } from './device-label';

it('calls a device what its person would', () => {
  const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15';
  expect(deviceLabel('Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', 0)).toBe('Firefox · Linux');
  expect(deviceLabel('Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36', 5)).toBe('Chrome · Android');
  expect(deviceLabel('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0', 0)).toBe('Edge · Windows');
  expect(deviceLabel(mac, 0)).toBe('Safari · Mac');
  expect(deviceLabel(mac, 5)).toBe('Safari · iPad');
  expect(deviceLabel('curl/8', 0)).toBeUndefined();
});

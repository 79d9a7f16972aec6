/** Red, green and blue as light, 0–1. */
type Light = readonly [number, number, number];

/** How people see who lack a kind of cone: Machado, Oliveira & Fernandes 2009, severity 1, on linear light. */
export const visions = {
  usual: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const;

/** `#rrggbb` as light: IEC 61966-2-1. */
function toLight(hex: string): Light {
  const part = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(3), part(5)];
}

const dot = ([a, b, c]: Light, [x, y, z]: Light): number => a * x + b * y + c * z;

function see(light: Light, [a, b, c, d, e, f, g, h, i]: (typeof visions)[keyof typeof visions]): Light {
  const clip = (value: number): number => Math.min(1, Math.max(0, value));
  return [clip(dot(light, [a, b, c])), clip(dot(light, [d, e, f])), clip(dot(light, [g, h, i]))];
}

/** CIE L*a*b*, D65. */
function toLab(light: Light): Light {
  const curve = (t: number): number => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);
  const x = curve(dot(light, [0.4124564, 0.3575761, 0.1804375]) / 0.95047);
  const y = curve(dot(light, [0.2126729, 0.7151522, 0.072175]));
  const z = curve(dot(light, [0.0193339, 0.119192, 0.9503041]) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** How far apart two colours look: CIE76 ΔE, of which 2.3 is just noticeable. */
export function difference(one: string, other: string, vision: keyof typeof visions): number {
  const [a, b] = [one, other].map((hex) => toLab(see(toLight(hex), visions[vision])));
  if (a === undefined || b === undefined) return Number.NaN;
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/** The contrast of two colours, 1–21: WCAG 2.2. */
export function contrast(one: string, other: string): number {
  const [a = 0, b = 0] = [one, other].map((hex) => dot(toLight(hex), [0.2126, 0.7152, 0.0722]));
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

import type { Page } from '../../src/documents/page.ts';
import { loadRenderer, pageFormats, type RenderOptions } from '../../src/render/render-page.ts';

const renderers = new Map(
  await Promise.all(pageFormats.map(async (format) => [format, await loadRenderer(format)] as const)),
);

/** As `renderPage` does, by renderers that are loaded already. */
export function renderLoaded(format: string, page: Page, options: RenderOptions = {}): string {
  const render = renderers.get(format as never);
  if (render === undefined) throw new RangeError(`no format ${format}`);
  return render(page, options);
}

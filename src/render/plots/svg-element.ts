/** What is asked of the element that the library gives. */
export interface SvgElement {
  outerHTML: string;
  parentElement: SvgElement | null;
  textContent: string | null;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  querySelectorAll(selector: string): Iterable<SvgElement>;
  append(child: SvgElement): void;
  remove(): void;
}

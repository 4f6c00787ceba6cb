// Building the page: text only ever enters as text.

export function h<K extends keyof HTMLElementTagNameMap>(tag: K, className = '', ...children: (Node | string)[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className !== '') element.className = className;
  element.append(...children);
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

export function svg<K extends keyof SVGElementTagNameMap>(tag: K, attributes: Record<string, string | number>, ...children: (Node | string)[]): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, tag);
  for (const name in attributes) element.setAttribute(name, String(attributes[name]));
  element.append(...children);
  return element;
}

/** Text that changes often: touches the page only when it differs. */
export class Words {
  private shown = '';
  private readonly node: Text;

  constructor(parent: Element) {
    this.node = parent.appendChild(document.createTextNode(''));
  }

  set(words: string) {
    if (words === this.shown) return;
    this.shown = words;
    this.node.data = words;
  }
}

/** A class out of a family: touches the page only when it differs. */
export class State {
  private shown = '';

  constructor(private readonly element: Element, private readonly attribute = 'data-state') {}

  set(state: string) {
    if (state === this.shown) return;
    this.shown = state;
    this.element.setAttribute(this.attribute, state);
  }
}

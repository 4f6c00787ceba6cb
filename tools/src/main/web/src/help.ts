// What the signs mean and which keys there are.
import { h } from './dom';
import { word } from './words';

export function openHelp() {
  document.querySelector('dialog')?.remove();
  const keys = word('keys').split('|');
  const list = h('dl', '');
  for (let i = 0; i + 1 < keys.length; i += 2) list.append(h('dt', '', h('kbd', '', keys[i]!)), h('dd', '', keys[i + 1]!));
  const close = h('button', '', word('close'));
  const dialog = h('dialog', '', h('h2', '', word('help')), ...word('helpText').split('|').map((p) => h('p', '', p)), list, close);
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

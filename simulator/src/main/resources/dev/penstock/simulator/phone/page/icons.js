// Icons of the phone and the inspector, drawn here; 24 × 24, in the colour of the text around them.
import { html, svg } from "/vendor/lit-html/lit-html.js";

const PATHS = {
  back: svg`<path d="M20 11H7.8l5.6-5.6L12 4l-8 8 8 8 1.4-1.4L7.8 13H20z"/>`,
  chevronLeft: svg`<path d="M15.4 7.4 14 6l-6 6 6 6 1.4-1.4L10.8 12z"/>`,
  chevronRight: svg`<path d="M8.6 16.6 10 18l6-6-6-6-1.4 1.4 4.6 4.6z"/>`,
  chevronDown: svg`<path d="M7.4 8.6 12 13.2l4.6-4.6L18 10l-6 6-6-6z"/>`,
  close: svg`<path d="M19 6.4 17.6 5 12 10.6 6.4 5 5 6.4 10.6 12 5 17.6 6.4 19 12 13.4l5.6 5.6 1.4-1.4-5.6-5.6z"/>`,
  more: svg`<circle cx="12" cy="5.5" r="1.8"/><circle cx="12" cy="12" r="1.8"/><circle cx="12" cy="18.5" r="1.8"/>`,
  moreWide: svg`<circle cx="5.5" cy="12" r="1.8"/><circle cx="12" cy="12" r="1.8"/><circle cx="18.5" cy="12" r="1.8"/>`,
  calendar: svg`<path d="M7 2v2H5a2 2 0 0 0-2 2v13a2 2 0 0 0 2 2h14a2 2 0 0 0 2-2V6a2 2 0 0 0-2-2h-2V2h-2v2H9V2zm-2 7h14v10H5zm2 2v2h2v-2zm4 0v2h2v-2zm4 0v2h2v-2z" fill-rule="evenodd"/>`,
  check: svg`<path d="m9.5 17.6-5.3-5.3 1.4-1.4 3.9 3.9 8.9-8.9 1.4 1.4z"/>`,
  ticks: svg`<path d="m1.5 12.6 1.3-1.3 3.6 3.6-1.3 1.3zm15-7 1.3 1.2-9 9.5-4.1-4.1 1.2-1.3 2.9 2.9zm4.8 0 1.3 1.2-9 9.5-1.7-1.7 1.2-1.3.5.5z"/>`,
  eye: svg`<path d="M12 5c-5 0-9 4.5-10 7 1 2.5 5 7 10 7s9-4.5 10-7c-1-2.5-5-7-10-7m0 11.5a4.5 4.5 0 1 1 0-9 4.5 4.5 0 0 1 0 9m0-7a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5"/>`,
  eyeOff: svg`<path d="m3.3 2 18.7 18.7-1.3 1.3-3.5-3.5A10.4 10.4 0 0 1 12 19C7 19 3 14.5 2 12a13 13 0 0 1 4-4.7L2 3.3zM7.5 9A5.5 5.5 0 0 0 12 16.5c1 0 2-.3 2.8-.8L13 14a2.5 2.5 0 0 1-3-3zM12 5c5 0 9 4.5 10 7a12 12 0 0 1-2.6 3.6l-3-3a4.5 4.5 0 0 0-5-5L9.2 5.5A9.6 9.6 0 0 1 12 5"/>`,
  alert: svg`<path d="M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20m-1 5h2v7h-2zm0 8.5h2v2h-2z" fill-rule="evenodd"/>`,
  video: svg`<path d="M4 6a2 2 0 0 0-2 2v8a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2v-2.5l5 3.5V7l-5 3.5V8a2 2 0 0 0-2-2z"/>`,
  phone: svg`<path d="M6.6 3h3l1.5 4.5-2 1.7a13 13 0 0 0 5.7 5.7l1.7-2L21 14.4v3a2.6 2.6 0 0 1-2.6 2.6A14.4 14.4 0 0 1 4 5.6 2.6 2.6 0 0 1 6.6 3"/>`,
  plus: svg`<path d="M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z"/>`,
  smile: svg`<path d="M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20m0 18a8 8 0 1 1 0-16 8 8 0 0 1 0 16M8.5 8.5a1.4 1.4 0 1 0 0 2.8 1.4 1.4 0 0 0 0-2.8m7 0a1.4 1.4 0 1 0 0 2.8 1.4 1.4 0 0 0 0-2.8M7.2 13.5a5 5 0 0 0 9.6 0z"/>`,
  camera: svg`<path d="M9 4 7.4 6H4a2 2 0 0 0-2 2v10a2 2 0 0 0 2 2h16a2 2 0 0 0 2-2V8a2 2 0 0 0-2-2h-3.4L15 4zm3 4.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9m0 2a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5"/>`,
  mic: svg`<path d="M12 2a3 3 0 0 0-3 3v6a3 3 0 0 0 6 0V5a3 3 0 0 0-3-3m-7 9h2a5 5 0 0 0 10 0h2a7 7 0 0 1-6 6.9V21h-2v-3.1A7 7 0 0 1 5 11"/>`,
  photo: svg`<path d="M5 3a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h14a2 2 0 0 0 2-2V5a2 2 0 0 0-2-2zm0 14 4-5 3 3.5 4-5.5 4 7zm3.5-7.5a1.7 1.7 0 1 1 0-3.5 1.7 1.7 0 0 1 0 3.5"/>`,
  file: svg`<path d="M6 2a2 2 0 0 0-2 2v16a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2V8l-6-6zm7 1.5L18.5 9H13zM8 13h8v1.6H8zm0 3.5h5v1.6H8z"/>`,
  upload: svg`<path d="M5 19h14v2H5zM12 3l6 6-1.4 1.4L13 6.8V17h-2V6.8l-3.6 3.6L6 9z"/>`,
  form: svg`<path d="M5 3a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h14a2 2 0 0 0 2-2V5a2 2 0 0 0-2-2zm2 5h10v2H7zm0 4h10v2H7zm0 4h6v2H7z" fill-rule="evenodd"/>`,
  replay: svg`<path d="M12 5V1.5L7 6.5l5 5V7a5.5 5.5 0 1 1-5.5 5.5h-2A7.5 7.5 0 1 0 12 5"/>`,
  lock: svg`<path d="M12 2a4.5 4.5 0 0 0-4.5 4.5V9H6a2 2 0 0 0-2 2v9a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-9a2 2 0 0 0-2-2h-1.5V6.5A4.5 4.5 0 0 0 12 2m-2.5 4.5a2.5 2.5 0 0 1 5 0V9h-5z"/>`,
};

/** One icon, hidden from screen readers: the button around it carries the words. */
export function icon(name, extra = "") {
  return html`<svg class="icon ${extra}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${PATHS[name]}</svg>`;
}

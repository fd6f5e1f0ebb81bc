import { html, render } from "/vendor/lit-html/lit-html.js";
class PenstockInspector extends HTMLElement {
  set view(view) { render(html``, this); }
}
customElements.define("penstock-inspector", PenstockInspector);

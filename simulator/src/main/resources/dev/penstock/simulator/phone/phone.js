// The phone: a frame with the chat and, over it, the open Flow. It draws what the engine says and reports what is done.
import { html, render, nothing } from "/vendor/lit-html/lit-html.js";
import { chat } from "/chat.js";
import { icon } from "/icons.js";
import { flowScreen } from "/screen.js";
import { sheet } from "/sheet.js";

const SNACKBAR_MS = 6_000;

class PenstockPhone extends HTMLElement {
  #view = null;
  #settings = {};
  #sheet = null;
  #revealed = new Set();
  #dismissed = null;
  #screenKey = null;
  #returnTo = null;
  #queued = false;
  #typed = new Map();

  set view(view) {
    if (!this.page?.isBusy) {
      this.#typed.clear(); // the engine has it all
    }
    this.#view = view;
    this.#follow(view);
    this.#draw();
  }

  set settings(settings) {
    this.#settings = settings;
    this.#draw();
  }

  connectedCallback() {
    this.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.#sheet) {
        event.stopPropagation();
        this.closeSheet();
      }
    });
  }

  // What the drawing functions may ask for.

  get settingsNow() {
    return this.#settings;
  }

  send(event) {
    return this.page.send(event);
  }

  change(key, value) {
    this.#typed.set(key, value);
    return this.send({ type: "change", key, value });
  }

  upload(key, file) {
    return this.page.upload(key, file);
  }

  /** What stands in a text field: what was typed last, which the engine may not have yet. */
  textOf(component) {
    return this.#typed.get(component.key) ?? component.value ?? "";
  }

  isRevealed(key) {
    return this.#revealed.has(key);
  }

  toggleReveal(key) {
    this.#revealed.has(key) ? this.#revealed.delete(key) : this.#revealed.add(key);
    this.#draw();
  }

  /** Opens something over the screen: a list, a calendar, a menu. `state` is the sheet's own. */
  openSheet(kind, key, state = {}) {
    this.#returnTo = document.activeElement;
    this.#sheet = { kind, key, ...state };
    this.#draw();
    requestAnimationFrame(() => {
      const first = [".sheet [data-first]", ".sheet .day:not([disabled])", ".sheet button"];
      first.map((each) => this.querySelector(each)).find(Boolean)?.focus();
    });
  }

  updateSheet(change) {
    this.#sheet = { ...this.#sheet, ...change };
    this.#draw();
  }

  closeSheet() {
    this.#sheet = null;
    this.#draw();
    const back = this.#returnTo;
    this.#returnTo = null;
    // Only once it is drawn: what lies under the sheet takes no focus before.
    requestAnimationFrame(() => back?.focus?.());
  }

  dismissSnackbar(id) {
    this.#dismissed = id;
    this.#draw();
  }

  /** A new screen starts at its top, with the reader's attention on its title; an open sheet never outlives its screen. */
  #follow(view) {
    const key = view?.open && view.screen ? view.screen.key : null;
    if (key !== this.#screenKey) {
      this.#screenKey = key;
      this.#sheet = null;
      this.#revealed.clear();
      requestAnimationFrame(() => {
        const body = this.querySelector(".screen-body");
        if (body) {
          body.scrollTop = 0;
        }
        this.querySelector(key ? ".screen-title" : ".chat-cta")?.focus({ preventScroll: true });
      });
    }
    const id = view?.snackbar?.id;
    if (id && this.#dismissed !== id) {
      setTimeout(() => this.dismissSnackbar(id), SNACKBAR_MS);
    }
  }

  #draw() {
    if (this.#queued) {
      return;
    }
    this.#queued = true;
    queueMicrotask(() => {
      this.#queued = false;
      render(this.#template(), this);
    });
  }

  #template() {
    const view = this.#view;
    const { platform = "android", theme = "light", dir = "ltr" } = this.#settings;
    const sheetNow = view?.open ? this.#sheet : this.#sheet?.kind === "reply" ? this.#sheet : null;
    const component = sheetNow && view?.screen?.components.find((each) => each.key === sheetNow.key);
    const bar = view?.snackbar && view.snackbar.id !== this.#dismissed ? view.snackbar : null;
    return html`
      <section class="device" data-platform=${platform} data-theme=${theme} dir=${dir} aria-label="Phone">
        <div class="device-glass">
          <div class="status-bar" aria-hidden="true">
            <span class="status-time">${view?.clock ?? ""}</span>
            <span class="status-island"></span>
            <span class="status-signs"><i class="sign-signal"></i><i class="sign-wifi"></i><i class="sign-battery"></i></span>
          </div>
          <div class="device-stage">
            ${view ? chat(view, this, Boolean(view.open || sheetNow)) : html`<p class="device-wait">Starting…</p>`}
            ${view?.open ? flowScreen(view, this, Boolean(sheetNow)) : nothing}
            ${sheetNow ? sheet(sheetNow, component, view, this) : nothing}
            <div class="snackbar-place" role="status" aria-live="polite">
              ${bar
                ? html`<div class="snackbar">
                    <span>${bar.text}</span>
                    <button type="button" aria-label="Dismiss message" @click=${() => this.dismissSnackbar(bar.id)}>
                      ${icon("close")}
                    </button>
                  </div>`
                : nothing}
            </div>
          </div>
          <div class="home-bar" aria-hidden="true"></div>
        </div>
      </section>
    `;
  }
}

customElements.define("penstock-phone", PenstockPhone);
